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

export function decodeInterrogation(words: Int32Array): Interrogation {
  return {
    type: 15,
    repeat: uint(words, 6, 2),
    mmsi: uint(words, 8, 30),
    mmsi1: uint(words, 40, 30),
    type11: uint(words, 70, 6),
    offset11: uint(words, 76, 12),
    type12: uint(words, 90, 6),
    offset12: uint(words, 96, 12),
    mmsi2: uint(words, 110, 30),
    type21: uint(words, 140, 6),
    offset21: uint(words, 146, 12),
  };
}

export function decodeAssignedMode(words: Int32Array, bits: number): AssignedMode {
  const two = bits >= 144;
  return {
    type: 16,
    repeat: uint(words, 6, 2),
    mmsi: uint(words, 8, 30),
    mmsi1: uint(words, 40, 30),
    offset1: uint(words, 70, 12),
    increment1: uint(words, 82, 10),
    mmsi2: two ? uint(words, 92, 30) : 0,
    offset2: two ? uint(words, 122, 12) : 0,
    increment2: two ? uint(words, 134, 10) : 0,
  };
}

const reservation = (words: Int32Array, at: number) => ({
  offset: uint(words, at, 12),
  slots: uint(words, at + 12, 4),
  timeout: uint(words, at + 16, 3),
  increment: uint(words, at + 19, 11),
});

export function decodeDataLinkManagement(words: Int32Array): DataLinkManagement {
  return {
    type: 20,
    repeat: uint(words, 6, 2),
    mmsi: uint(words, 8, 30),
    reservations: [reservation(words, 40), reservation(words, 70), reservation(words, 100), reservation(words, 130)],
  };
}

export function decodeChannelManagement(words: Int32Array): ChannelManagement {
  const addressed = flag(words, 139);
  return {
    type: 22,
    repeat: uint(words, 6, 2),
    mmsi: uint(words, 8, 30),
    channelA: uint(words, 40, 12),
    channelB: uint(words, 52, 12),
    txrx: uint(words, 64, 4),
    lowPower: flag(words, 68),
    addressed,
    neLon: addressed ? undefined : lon18(words, 69),
    neLat: addressed ? undefined : lat17(words, 87),
    swLon: addressed ? undefined : lon18(words, 104),
    swLat: addressed ? undefined : lat17(words, 122),
    destinations: addressed ? [uint(words, 69, 30), uint(words, 104, 30)] : [],
    bandA: flag(words, 140),
    bandB: flag(words, 141),
    zoneSize: uint(words, 142, 3),
  };
}

export function decodeGroupAssignment(words: Int32Array): GroupAssignment {
  return {
    type: 23,
    repeat: uint(words, 6, 2),
    mmsi: uint(words, 8, 30),
    neLon: lon18(words, 40),
    neLat: lat17(words, 58),
    swLon: lon18(words, 75),
    swLat: lat17(words, 93),
    stationType: uint(words, 110, 4),
    shipType: uint(words, 114, 8),
    txrx: uint(words, 144, 2),
    interval: uint(words, 146, 4),
    quiet: uint(words, 150, 4),
  };
}
