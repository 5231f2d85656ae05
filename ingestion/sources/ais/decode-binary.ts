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
import { bytes, flag, uint } from './six-bit.ts';
import { text } from './six-bit-text.ts';

/** Messages that carry data or text for somebody: ITU-R M.1371-5 annex 8 §3.4–§3.6, §3.8–§3.12, §3.15, §3.23, §3.24. */

export function decodeAddressedBinary(words: Int32Array, bits: number): AddressedBinary {
  return {
    type: 6,
    repeat: uint(words, 6, 2),
    mmsi: uint(words, 8, 30),
    sequence: uint(words, 38, 2),
    destinationMmsi: uint(words, 40, 30),
    retransmit: flag(words, 70),
    dac: uint(words, 72, 10),
    fid: uint(words, 82, 6),
    data: bytes(words, 88, bits),
    dataBits: bits - 88,
  };
}

export function decodeBroadcastBinary(words: Int32Array, bits: number): BroadcastBinary {
  return {
    type: 8,
    repeat: uint(words, 6, 2),
    mmsi: uint(words, 8, 30),
    dac: uint(words, 40, 10),
    fid: uint(words, 50, 6),
    data: bytes(words, 56, bits),
    dataBits: bits - 56,
  };
}

export function decodeAcknowledgement(words: Int32Array, bits: number, type: 7 | 13): Acknowledgement {
  const acknowledged: { mmsi: number; sequence: number }[] = [];
  // One that is cut off is kept, filled with zeros, as gpsd does.
  for (let at = 40; at < 168 && at < bits; at += 32)
    acknowledged.push({ mmsi: uint(words, at, 30), sequence: uint(words, at + 30, 2) });
  return { type, repeat: uint(words, 6, 2), mmsi: uint(words, 8, 30), acknowledged };
}

export function decodeUtcInquiry(words: Int32Array): UtcInquiry {
  return { type: 10, repeat: uint(words, 6, 2), mmsi: uint(words, 8, 30), destinationMmsi: uint(words, 40, 30) };
}

export function decodeAddressedText(words: Int32Array, bits: number): AddressedText {
  return {
    type: 12,
    repeat: uint(words, 6, 2),
    mmsi: uint(words, 8, 30),
    sequence: uint(words, 38, 2),
    destinationMmsi: uint(words, 40, 30),
    retransmit: flag(words, 70),
    text: text(words, 72, Math.floor((bits - 72) / 6)),
  };
}

export function decodeBroadcastText(words: Int32Array, bits: number): BroadcastText {
  return {
    type: 14,
    repeat: uint(words, 6, 2),
    mmsi: uint(words, 8, 30),
    text: text(words, 40, Math.floor((bits - 40) / 6)),
  };
}

export function decodeGnssCorrections(words: Int32Array, bits: number): GnssCorrections {
  return {
    type: 17,
    repeat: uint(words, 6, 2),
    mmsi: uint(words, 8, 30),
    lon: lon18(words, 40),
    lat: lat17(words, 58),
    data: bytes(words, 80, bits),
    dataBits: bits - 80,
  };
}

/** The bits of a type 25 or 26 before its data; type 26 ends in a communication state of 20 bits. */
export const slotBinaryOverhead = (words: Int32Array, type: 25 | 26): number =>
  40 + (flag(words, 38) ? 30 : 0) + (flag(words, 39) ? 16 : 0) + (type === 26 ? 20 : 0);

export function decodeSlotBinary(words: Int32Array, bits: number, type: 25 | 26): SlotBinary {
  const addressed = flag(words, 38);
  const structured = flag(words, 39);
  const applicationAt = addressed ? 70 : 40;
  const end = type === 26 ? bits - 20 : bits;
  const start = applicationAt + (structured ? 16 : 0);
  return {
    type,
    repeat: uint(words, 6, 2),
    mmsi: uint(words, 8, 30),
    addressed,
    structured,
    destinationMmsi: addressed ? uint(words, 40, 30) : 0,
    applicationId: structured ? uint(words, applicationAt, 16) : 0,
    data: bytes(words, start, end),
    dataBits: end - start,
  };
}
