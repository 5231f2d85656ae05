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
import { flag, text, uint } from './six-bit.ts';

/** Bit offsets from ITU-R M.1371-5 annex 8: tables 48, 64, 71, 72 and 84. */

/**
 * Nine of ten messages in the air: fields are cut out of the units by hand, six times as fast as by {@link uint}.
 * Unit n holds the bits 6n to 6n + 5.
 */
export function decodeClassAPosition(u: Uint8Array, bits: number, type: 1 | 2 | 3): ClassAPosition {
  const turn = (((u[7]! << 2) | (u[8]! >> 4)) << 24) >> 24;
  return {
    type,
    repeat: u[1]! >> 4,
    mmsi: mmsiOf(u),
    status: orAbsent(u[6]! & 15, 14),
    turn: turn === -128 ? undefined : turn,
    speedKn: speedOf(((u[8]! & 15) << 6) | u[9]!),
    accuracy: u[10]! >> 5 === 1,
    lon: lonOf(((u[10]! & 31) << 23) | (u[11]! << 17) | (u[12]! << 11) | (u[13]! << 5) | (u[14]! >> 1)),
    lat: latOf(((u[14]! & 1) << 26) | (u[15]! << 20) | (u[16]! << 14) | (u[17]! << 8) | (u[18]! << 2) | (u[19]! >> 4)),
    courseDeg: courseOf(((u[19]! & 15) << 8) | (u[20]! << 2) | (u[21]! >> 4)),
    headingDeg: orAbsent(((u[21]! & 15) << 5) | (u[22]! >> 1), 359),
    second: ((u[22]! & 1) << 5) | (u[23]! >> 1),
    maneuver: ((u[23]! & 1) << 1) | (u[24]! >> 5),
    raim: (u[24]! & 2) === 2,
    // Some stations leave out up to five bits of it.
    radio: (((u[24]! & 1) << 18) | (u[25]! << 12) | (u[26]! << 6) | u[27]!) >> Math.max(0, 168 - bits),
  };
}

export function decodeSarAircraftPosition(units: Uint8Array): SarAircraftPosition {
  return {
    type: 9,
    repeat: uint(units, 6, 2),
    mmsi: uint(units, 8, 30),
    altitudeM: upTo(units, 38, 12, 4094),
    speedKn: upTo(units, 50, 10, 1022),
    accuracy: flag(units, 60),
    lon: lon28(units, 61),
    lat: lat27(units, 89),
    courseDeg: course12(units, 116),
    second: uint(units, 128, 6),
    regional: uint(units, 134, 8),
    dte: flag(units, 142),
    assigned: flag(units, 146),
    raim: flag(units, 147),
    radio: uint(units, 148, 20),
  };
}

/** By hand as well: most of the rest. */
export function decodeClassBPosition(u: Uint8Array): ClassBPosition {
  return {
    type: 18,
    repeat: u[1]! >> 4,
    mmsi: mmsiOf(u),
    reserved: ((u[6]! & 15) << 4) | (u[7]! >> 2),
    speedKn: speedOf(((u[7]! & 3) << 8) | (u[8]! << 2) | (u[9]! >> 4)),
    accuracy: (u[9]! & 8) === 8,
    lon: lonOf(((u[9]! & 7) << 25) | (u[10]! << 19) | (u[11]! << 13) | (u[12]! << 7) | (u[13]! << 1) | (u[14]! >> 5)),
    lat: latOf(((u[14]! & 31) << 22) | (u[15]! << 16) | (u[16]! << 10) | (u[17]! << 4) | (u[18]! >> 2)),
    courseDeg: courseOf(((u[18]! & 3) << 10) | (u[19]! << 4) | (u[20]! >> 2)),
    headingDeg: orAbsent(((u[20]! & 3) << 7) | (u[21]! << 1) | (u[22]! >> 5), 359),
    second: ((u[22]! & 31) << 1) | (u[23]! >> 5),
    regional: (u[23]! >> 3) & 3,
    carrierSense: (u[23]! & 4) === 4,
    display: (u[23]! & 2) === 2,
    dsc: (u[23]! & 1) === 1,
    band: (u[24]! & 32) === 32,
    message22: (u[24]! & 16) === 16,
    assigned: (u[24]! & 8) === 8,
    raim: (u[24]! & 4) === 4,
    radio: ((u[24]! & 3) << 18) | (u[25]! << 12) | (u[26]! << 6) | u[27]!,
  };
}

export function decodeClassBExtended(units: Uint8Array): ClassBExtended {
  return {
    type: 19,
    repeat: uint(units, 6, 2),
    mmsi: uint(units, 8, 30),
    reserved: uint(units, 38, 8),
    speedKn: speed10(units, 46),
    accuracy: flag(units, 56),
    lon: lon28(units, 57),
    lat: lat27(units, 85),
    courseDeg: course12(units, 112),
    headingDeg: heading9(units, 124),
    second: uint(units, 133, 6),
    regional: uint(units, 139, 4),
    name: text(units, 143, 20),
    shipType: nonZero(units, 263, 8),
    toBowM: uint(units, 271, 9),
    toSternM: uint(units, 280, 9),
    toPortM: uint(units, 289, 6),
    toStarboardM: uint(units, 295, 6),
    epfd: uint(units, 301, 4),
    raim: flag(units, 305),
    dte: flag(units, 306),
    assigned: flag(units, 307),
  };
}

export function decodeLongRangePosition(units: Uint8Array): LongRangePosition {
  return {
    type: 27,
    repeat: uint(units, 6, 2),
    mmsi: uint(units, 8, 30),
    accuracy: flag(units, 38),
    raim: flag(units, 39),
    status: status4(units, 40),
    lon: lon18(units, 44),
    lat: lat17(units, 62),
    // Whole knots, 63 not available; whole degrees, 511 not available: not the codes of the other types.
    speedKn: upTo(units, 79, 6, 62),
    courseDeg: upTo(units, 85, 9, 359),
    current: !flag(units, 94),
  };
}
