import type {
  AssignedMode,
  ChannelManagement,
  DataLinkManagement,
  GroupAssignment,
  Interrogation,
} from './ais-message.ts';
import { lat17, lon18 } from './field.ts';
import { flag, uint } from './six-bit.ts';

/** Messages by which stations control each other and the link: ITU-R M.1371-5 annex 8 §3.13, §3.14, §3.18, §3.20, §3.21. */

export function decodeInterrogation(units: Uint8Array): Interrogation {
  return {
    type: 15,
    repeat: uint(units, 6, 2),
    mmsi: uint(units, 8, 30),
    mmsi1: uint(units, 40, 30),
    type11: uint(units, 70, 6),
    offset11: uint(units, 76, 12),
    type12: uint(units, 90, 6),
    offset12: uint(units, 96, 12),
    mmsi2: uint(units, 110, 30),
    type21: uint(units, 140, 6),
    offset21: uint(units, 146, 12),
  };
}

export function decodeAssignedMode(units: Uint8Array, bits: number): AssignedMode {
  const two = bits >= 144;
  return {
    type: 16,
    repeat: uint(units, 6, 2),
    mmsi: uint(units, 8, 30),
    mmsi1: uint(units, 40, 30),
    offset1: uint(units, 70, 12),
    increment1: uint(units, 82, 10),
    mmsi2: two ? uint(units, 92, 30) : 0,
    offset2: two ? uint(units, 122, 12) : 0,
    increment2: two ? uint(units, 134, 10) : 0,
  };
}

const reservation = (units: Uint8Array, at: number) => ({
  offset: uint(units, at, 12),
  slots: uint(units, at + 12, 4),
  timeout: uint(units, at + 16, 3),
  increment: uint(units, at + 19, 11),
});

export function decodeDataLinkManagement(units: Uint8Array): DataLinkManagement {
  return {
    type: 20,
    repeat: uint(units, 6, 2),
    mmsi: uint(units, 8, 30),
    reservations: [40, 70, 100, 130].map((at) => reservation(units, at)),
  };
}

export function decodeChannelManagement(units: Uint8Array): ChannelManagement {
  const addressed = flag(units, 139);
  return {
    type: 22,
    repeat: uint(units, 6, 2),
    mmsi: uint(units, 8, 30),
    channelA: uint(units, 40, 12),
    channelB: uint(units, 52, 12),
    txrx: uint(units, 64, 4),
    lowPower: flag(units, 68),
    addressed,
    neLon: addressed ? undefined : lon18(units, 69),
    neLat: addressed ? undefined : lat17(units, 87),
    swLon: addressed ? undefined : lon18(units, 104),
    swLat: addressed ? undefined : lat17(units, 122),
    destinations: addressed ? [uint(units, 69, 30), uint(units, 104, 30)] : [],
    bandA: flag(units, 140),
    bandB: flag(units, 141),
    zoneSize: uint(units, 142, 3),
  };
}

export function decodeGroupAssignment(units: Uint8Array): GroupAssignment {
  return {
    type: 23,
    repeat: uint(units, 6, 2),
    mmsi: uint(units, 8, 30),
    neLon: lon18(units, 40),
    neLat: lat17(units, 58),
    swLon: lon18(units, 75),
    swLat: lat17(units, 93),
    stationType: uint(units, 110, 4),
    shipType: uint(units, 114, 8),
    txrx: uint(units, 144, 2),
    interval: uint(units, 146, 4),
    quiet: uint(units, 150, 4),
  };
}
