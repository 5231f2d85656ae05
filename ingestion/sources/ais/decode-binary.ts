import type {
  Acknowledgement,
  AddressedBinary,
  AddressedText,
  BroadcastBinary,
  BroadcastText,
  GnssCorrections,
  SlotBinary,
  UtcInquiry,
} from './ais-message.ts';
import { lat17, lon18 } from './field.ts';
import { bytes, flag, text, uint } from './six-bit.ts';

/** Messages that carry data or text for somebody: ITU-R M.1371-5 annex 8 §3.4–§3.6, §3.8–§3.12, §3.15, §3.23, §3.24. */

export function decodeAddressedBinary(units: Uint8Array, bits: number): AddressedBinary {
  return {
    type: 6,
    repeat: uint(units, 6, 2),
    mmsi: uint(units, 8, 30),
    sequence: uint(units, 38, 2),
    destinationMmsi: uint(units, 40, 30),
    retransmit: flag(units, 70),
    dac: uint(units, 72, 10),
    fid: uint(units, 82, 6),
    data: bytes(units, 88, bits),
    dataBits: bits - 88,
  };
}

export function decodeBroadcastBinary(units: Uint8Array, bits: number): BroadcastBinary {
  return {
    type: 8,
    repeat: uint(units, 6, 2),
    mmsi: uint(units, 8, 30),
    dac: uint(units, 40, 10),
    fid: uint(units, 50, 6),
    data: bytes(units, 56, bits),
    dataBits: bits - 56,
  };
}

export function decodeAcknowledgement(units: Uint8Array, bits: number, type: 7 | 13): Acknowledgement {
  const acknowledged: { mmsi: number; sequence: number }[] = [];
  // One that is cut off is kept, filled with zeros, as gpsd does.
  for (let at = 40; at < 168 && at < bits; at += 32)
    acknowledged.push({ mmsi: uint(units, at, 30), sequence: uint(units, at + 30, 2) });
  return { type, repeat: uint(units, 6, 2), mmsi: uint(units, 8, 30), acknowledged };
}

export function decodeUtcInquiry(units: Uint8Array): UtcInquiry {
  return { type: 10, repeat: uint(units, 6, 2), mmsi: uint(units, 8, 30), destinationMmsi: uint(units, 40, 30) };
}

export function decodeAddressedText(units: Uint8Array, bits: number): AddressedText {
  return {
    type: 12,
    repeat: uint(units, 6, 2),
    mmsi: uint(units, 8, 30),
    sequence: uint(units, 38, 2),
    destinationMmsi: uint(units, 40, 30),
    retransmit: flag(units, 70),
    text: text(units, 72, Math.floor((bits - 72) / 6)),
  };
}

export function decodeBroadcastText(units: Uint8Array, bits: number): BroadcastText {
  return {
    type: 14,
    repeat: uint(units, 6, 2),
    mmsi: uint(units, 8, 30),
    text: text(units, 40, Math.floor((bits - 40) / 6)),
  };
}

export function decodeGnssCorrections(units: Uint8Array, bits: number): GnssCorrections {
  return {
    type: 17,
    repeat: uint(units, 6, 2),
    mmsi: uint(units, 8, 30),
    lon: lon18(units, 40),
    lat: lat17(units, 58),
    data: bytes(units, 80, bits),
    dataBits: bits - 80,
  };
}

/** The bits of a type 25 or 26 before its data; type 26 ends in a communication state of 20 bits. */
export const slotBinaryOverhead = (units: Uint8Array, type: 25 | 26): number =>
  40 + (flag(units, 38) ? 30 : 0) + (flag(units, 39) ? 16 : 0) + (type === 26 ? 20 : 0);

export function decodeSlotBinary(units: Uint8Array, bits: number, type: 25 | 26): SlotBinary {
  const addressed = flag(units, 38);
  const structured = flag(units, 39);
  const applicationAt = addressed ? 70 : 40;
  const end = type === 26 ? bits - 20 : bits;
  const start = applicationAt + (structured ? 16 : 0);
  return {
    type,
    repeat: uint(units, 6, 2),
    mmsi: uint(units, 8, 30),
    addressed,
    structured,
    destinationMmsi: addressed ? uint(units, 40, 30) : 0,
    applicationId: structured ? uint(units, applicationAt, 16) : 0,
    data: bytes(units, start, end),
    dataBits: end - start,
  };
}
