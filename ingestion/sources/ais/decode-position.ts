import type {
  ClassAPosition,
  ClassBExtended,
  ClassBPosition,
  LongRangePosition,
  SarAircraftPosition,
} from './ais-message.ts';
import { course12, heading9, lat17, lat27, lon18, lon28, nonZero, speed10, status4, upTo } from './field.ts';
import { flag, int, text, uint } from './six-bit.ts';

/** Bit offsets from ITU-R M.1371-5 annex 8: tables 48, 64, 71, 72 and 84. */

export function decodeClassAPosition(units: Uint8Array, bits: number, type: 1 | 2 | 3): ClassAPosition {
  const turn = int(units, 42, 8);
  return {
    type,
    repeat: uint(units, 6, 2),
    mmsi: uint(units, 8, 30),
    status: status4(units, 38),
    turn: turn === -128 ? undefined : turn,
    speedKn: speed10(units, 50),
    accuracy: flag(units, 60),
    lon: lon28(units, 61),
    lat: lat27(units, 89),
    courseDeg: course12(units, 116),
    headingDeg: heading9(units, 128),
    second: uint(units, 137, 6),
    maneuver: uint(units, 143, 2),
    raim: flag(units, 148),
    // Some stations leave out up to five bits of it.
    radio: uint(units, 149, bits < 168 ? bits - 149 : 19),
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

export function decodeClassBPosition(units: Uint8Array): ClassBPosition {
  return {
    type: 18,
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
    regional: uint(units, 139, 2),
    carrierSense: flag(units, 141),
    display: flag(units, 142),
    dsc: flag(units, 143),
    band: flag(units, 144),
    message22: flag(units, 145),
    assigned: flag(units, 146),
    raim: flag(units, 147),
    radio: uint(units, 148, 20),
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
