import type {
  ClassAPosition,
  ClassBExtended,
  ClassBPosition,
  LongRangePosition,
  SarAircraftPosition,
} from './ais-message.ts';
import {
  course12,
  courseOf,
  heading9,
  lat17,
  lat27,
  latOf,
  lon18,
  lon28,
  lonOf,
  mmsiOf,
  nonZero,
  orAbsent,
  speed10,
  speedOf,
  status4,
  upTo,
} from './field.ts';
import { flag, uint } from './six-bit.ts';
import { text } from './six-bit-text.ts';

/** Bit offsets from ITU-R M.1371-5 annex 8: tables 48, 64, 71, 72 and 84. */

/** Nine of ten messages in the air: fields are cut out of the words by hand, several times as fast as by {@link uint}. */
export function decodeClassAPosition(words: Int32Array, bits: number, type: 1 | 2 | 3): ClassAPosition {
  const bits24 = words[1]!;
  const bits48 = words[2]!;
  const bits72 = words[3]!;
  const bits96 = words[4]!;
  const bits120 = words[5]!;
  const bits144 = words[6]!;
  const turn = (((bits24 << 2) | (bits48 >> 22)) << 24) >> 24;
  return {
    type,
    repeat: (words[0]! >> 16) & 3,
    mmsi: mmsiOf(words),
    status: orAbsent((bits24 >> 6) & 15, 14),
    turn: turn === -128 ? undefined : turn,
    speedKn: speedOf((bits48 >> 12) & 1023),
    accuracy: (bits48 & 0x800) !== 0,
    lon: lonOf((bits48 << 17) | (bits72 >> 7)),
    lat: latOf((bits72 << 20) | (bits96 >> 4)),
    courseDeg: courseOf(((bits96 & 15) << 8) | (bits120 >> 16)),
    headingDeg: orAbsent((bits120 >> 7) & 511, 359),
    second: (bits120 >> 1) & 63,
    maneuver: ((bits120 & 1) << 1) | (bits144 >> 23),
    raim: (bits144 & 0x80000) !== 0,
    // Some stations leave out up to five bits of it.
    radio: (bits144 & 0x7ffff) >> Math.max(0, 168 - bits),
  };
}

export function decodeSarAircraftPosition(words: Int32Array): SarAircraftPosition {
  return {
    type: 9,
    repeat: uint(words, 6, 2),
    mmsi: uint(words, 8, 30),
    altitudeM: upTo(words, 38, 12, 4094),
    speedKn: upTo(words, 50, 10, 1022),
    accuracy: flag(words, 60),
    lon: lon28(words, 61),
    lat: lat27(words, 89),
    courseDeg: course12(words, 116),
    second: uint(words, 128, 6),
    regional: uint(words, 134, 8),
    dte: flag(words, 142),
    assigned: flag(words, 146),
    raim: flag(words, 147),
    radio: uint(words, 148, 20),
  };
}

/** By hand as well: most of the rest. */
export function decodeClassBPosition(words: Int32Array): ClassBPosition {
  const bits24 = words[1]!;
  const bits48 = words[2]!;
  const bits72 = words[3]!;
  const bits96 = words[4]!;
  const bits120 = words[5]!;
  const bits144 = words[6]!;
  return {
    type: 18,
    repeat: (words[0]! >> 16) & 3,
    mmsi: mmsiOf(words),
    reserved: (bits24 >> 2) & 255,
    speedKn: speedOf(((bits24 & 3) << 8) | (bits48 >> 16)),
    accuracy: (bits48 & 0x8000) !== 0,
    lon: lonOf((bits48 << 13) | (bits72 >> 11)),
    lat: latOf((bits72 << 16) | (bits96 >> 8)),
    courseDeg: courseOf(((bits96 & 255) << 4) | (bits120 >> 20)),
    headingDeg: orAbsent((bits120 >> 11) & 511, 359),
    second: (bits120 >> 5) & 63,
    regional: (bits120 >> 3) & 3,
    carrierSense: (bits120 & 4) !== 0,
    display: (bits120 & 2) !== 0,
    dsc: (bits120 & 1) !== 0,
    band: (bits144 & 0x800000) !== 0,
    message22: (bits144 & 0x400000) !== 0,
    assigned: (bits144 & 0x200000) !== 0,
    raim: (bits144 & 0x100000) !== 0,
    radio: bits144 & 0xfffff,
  };
}

export function decodeClassBExtended(words: Int32Array): ClassBExtended {
  return {
    type: 19,
    repeat: uint(words, 6, 2),
    mmsi: uint(words, 8, 30),
    reserved: uint(words, 38, 8),
    speedKn: speed10(words, 46),
    accuracy: flag(words, 56),
    lon: lon28(words, 57),
    lat: lat27(words, 85),
    courseDeg: course12(words, 112),
    headingDeg: heading9(words, 124),
    second: uint(words, 133, 6),
    regional: uint(words, 139, 4),
    name: text(words, 143, 20),
    shipType: nonZero(words, 263, 8),
    toBowM: uint(words, 271, 9),
    toSternM: uint(words, 280, 9),
    toPortM: uint(words, 289, 6),
    toStarboardM: uint(words, 295, 6),
    epfd: uint(words, 301, 4),
    raim: flag(words, 305),
    dte: flag(words, 306),
    assigned: flag(words, 307),
  };
}

export function decodeLongRangePosition(words: Int32Array): LongRangePosition {
  return {
    type: 27,
    repeat: uint(words, 6, 2),
    mmsi: uint(words, 8, 30),
    accuracy: flag(words, 38),
    raim: flag(words, 39),
    status: status4(words, 40),
    lon: lon18(words, 44),
    lat: lat17(words, 62),
    // Whole knots, 63 not available; whole degrees, 511 not available: not the codes of the other types.
    speedKn: upTo(words, 79, 6, 62),
    courseDeg: upTo(words, 85, 9, 359),
    current: !flag(words, 94),
  };
}
