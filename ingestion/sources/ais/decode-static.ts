import type { AidToNavigation, BaseStationReport, StaticDataA, StaticDataB, VoyageData } from './ais-message.ts';
import { lat27, lon28, mmsiOf, nonZero, orAbsent, orZero } from './field.ts';
import { flag, text, uint } from './six-bit.ts';

/** Bit offsets from ITU-R M.1371-5 annex 8: tables 51, 52, 74, 80 and 81. */

function utcOf(year: number, month: number, day: number, hour: number, minute: number, second: number) {
  if (year < 1970 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  return hour > 23 || minute > 59 || second > 59 ? undefined : Date.UTC(year, month - 1, day, hour, minute, second);
}

export function decodeBaseStationReport(units: Uint8Array, type: 4 | 11): BaseStationReport {
  const year = uint(units, 38, 14);
  const month = uint(units, 52, 4);
  const day = uint(units, 56, 5);
  const hour = uint(units, 61, 5);
  const minute = uint(units, 66, 6);
  const second = uint(units, 72, 6);
  return {
    type,
    repeat: uint(units, 6, 2),
    mmsi: uint(units, 8, 30),
    utc: utcOf(year, month, day, hour, minute, second),
    year,
    month,
    day,
    hour,
    minute,
    second,
    accuracy: flag(units, 78),
    lon: lon28(units, 79),
    lat: lat27(units, 107),
    epfd: uint(units, 134, 4),
    raim: flag(units, 148),
    radio: uint(units, 149, 19),
  };
}

/** By hand like the common positions, see {@link decodeClassAPosition}. */
export function decodeVoyageData(u: Uint8Array, bits: number): VoyageData {
  const draught = (u[49]! << 2) | (u[50]! >> 4);
  return {
    type: 5,
    repeat: u[1]! >> 4,
    mmsi: mmsiOf(u),
    aisVersion: (u[6]! >> 2) & 3,
    imo: orZero(((u[6]! & 3) << 28) | (u[7]! << 22) | (u[8]! << 16) | (u[9]! << 10) | (u[10]! << 4) | (u[11]! >> 2)),
    callSign: text(u, 70, 7),
    name: text(u, 112, 20),
    shipType: orZero(((u[38]! & 3) << 6) | u[39]!),
    toBowM: (u[40]! << 3) | (u[41]! >> 3),
    toSternM: ((u[41]! & 7) << 6) | u[42]!,
    toPortM: u[43]!,
    toStarboardM: u[44]!,
    epfd: u[45]! >> 2,
    etaMonth: orZero(((u[45]! & 3) << 2) | (u[46]! >> 4), 12),
    etaDay: orZero(((u[46]! & 15) << 1) | (u[47]! >> 5)),
    etaHour: orAbsent(u[47]! & 31, 23),
    etaMinute: orAbsent(u[48]!, 59),
    draughtM: draught === 0 ? undefined : draught / 10,
    destination: text(u, 302, 20),
    dte: bits > 422 ? (u[70]! & 8) === 8 : undefined,
  };
}

/** The name goes on behind the fixed part, but only when that left no room (§3.19, "name of AtoN extension"). */
function aidName(units: Uint8Array, bits: number): string | undefined {
  const extension = Math.min(14, Math.floor((bits - 272) / 6));
  let full = extension > 0;
  for (let i = 0; full && i < 20; i++) full = uint(units, 43 + 6 * i, 6) !== 0;
  if (!full) return text(units, 43, 20);
  const more = text(units, 272, extension);
  const fixed = text(units, 43, 20) ?? '';
  return more === undefined ? fixed || undefined : fixed.padEnd(20) + more;
}

export function decodeAidToNavigation(units: Uint8Array, bits: number): AidToNavigation {
  return {
    type: 21,
    repeat: uint(units, 6, 2),
    mmsi: uint(units, 8, 30),
    aidType: uint(units, 38, 5),
    name: aidName(units, bits),
    accuracy: flag(units, 163),
    lon: lon28(units, 164),
    lat: lat27(units, 192),
    toBowM: uint(units, 219, 9),
    toSternM: uint(units, 228, 9),
    toPortM: uint(units, 237, 6),
    toStarboardM: uint(units, 243, 6),
    epfd: uint(units, 249, 4),
    second: uint(units, 253, 6),
    offPosition: flag(units, 259),
    regional: uint(units, 260, 8),
    raim: flag(units, 268),
    virtual: flag(units, 269),
    assigned: flag(units, 270),
  };
}

export function decodeStaticDataA(units: Uint8Array): StaticDataA {
  return { type: 24, part: 'A', repeat: uint(units, 6, 2), mmsi: uint(units, 8, 30), name: text(units, 40, 20) };
}

export function decodeStaticDataB(units: Uint8Array): StaticDataB {
  const mmsi = uint(units, 8, 30);
  const auxiliary = Math.floor(mmsi / 10_000_000) === 98;
  return {
    type: 24,
    part: 'B',
    repeat: uint(units, 6, 2),
    mmsi,
    shipType: nonZero(units, 40, 8),
    vendor: text(units, 48, 7),
    model: uint(units, 66, 4),
    serial: uint(units, 70, 20),
    callSign: text(units, 90, 7),
    toBowM: auxiliary ? 0 : uint(units, 132, 9),
    toSternM: auxiliary ? 0 : uint(units, 141, 9),
    toPortM: auxiliary ? 0 : uint(units, 150, 6),
    toStarboardM: auxiliary ? 0 : uint(units, 156, 6),
    mothershipMmsi: auxiliary ? nonZero(units, 132, 30) : undefined,
  };
}
