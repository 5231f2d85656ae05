import type { AidToNavigation, BaseStationReport, StaticDataA, StaticDataB, VoyageData } from './ais-message.ts';
import { lat27, lon28, mmsiOf, nonZero, orAbsent, orZero } from './field.ts';
import { flag, uint } from './six-bit.ts';
import { text } from './six-bit-text.ts';

/** Bit offsets from ITU-R M.1371-5 annex 8: tables 51, 52, 74, 80 and 81. */

function utcOf(year: number, month: number, day: number, hour: number, minute: number, second: number) {
  if (year < 1970 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  return hour > 23 || minute > 59 || second > 59 ? undefined : Date.UTC(year, month - 1, day, hour, minute, second);
}

export function decodeBaseStationReport(words: Int32Array, type: 4 | 11): BaseStationReport {
  const year = uint(words, 38, 14);
  const month = uint(words, 52, 4);
  const day = uint(words, 56, 5);
  const hour = uint(words, 61, 5);
  const minute = uint(words, 66, 6);
  const second = uint(words, 72, 6);
  return {
    type,
    repeat: uint(words, 6, 2),
    mmsi: uint(words, 8, 30),
    utc: utcOf(year, month, day, hour, minute, second),
    year,
    month,
    day,
    hour,
    minute,
    second,
    accuracy: flag(words, 78),
    lon: lon28(words, 79),
    lat: lat27(words, 107),
    epfd: uint(words, 134, 4),
    raim: flag(words, 148),
    radio: uint(words, 149, 19),
  };
}

/** By hand like the common positions, see {@link decodeClassAPosition}. */
export function decodeVoyageData(words: Int32Array, bits: number): VoyageData {
  const bits24 = words[1]!;
  const bits240 = words[10]!;
  const bits264 = words[11]!;
  const bits288 = words[12]!;
  const draught = (bits288 >> 10) & 255;
  return {
    type: 5,
    repeat: (words[0]! >> 16) & 3,
    mmsi: mmsiOf(words),
    aisVersion: (bits24 >> 8) & 3,
    imo: orZero(((bits24 & 255) << 22) | (words[2]! >> 2)),
    callSign: text(words, 70, 7),
    name: text(words, 112, 20),
    shipType: orZero(words[9]! & 255),
    toBowM: bits240 >> 15,
    toSternM: (bits240 >> 6) & 511,
    toPortM: bits240 & 63,
    toStarboardM: bits264 >> 18,
    epfd: (bits264 >> 14) & 15,
    etaMonth: orZero((bits264 >> 10) & 15, 12),
    etaDay: orZero((bits264 >> 5) & 31),
    etaHour: orAbsent(bits264 & 31, 23),
    etaMinute: orAbsent(bits288 >> 18, 59),
    draughtM: draught === 0 ? undefined : draught / 10,
    destination: text(words, 302, 20),
    dte: bits > 422 ? flag(words, 422) : undefined,
  };
}

/** The name goes on behind the fixed part, but only when that left no room (§3.19, "name of AtoN extension"). */
function aidName(words: Int32Array, bits: number): string | undefined {
  const extension = Math.min(14, Math.floor((bits - 272) / 6));
  let full = extension > 0;
  for (let i = 0; full && i < 20; i++) full = uint(words, 43 + 6 * i, 6) !== 0;
  if (!full) return text(words, 43, 20);
  const more = text(words, 272, extension);
  const fixed = text(words, 43, 20) ?? '';
  return more === undefined ? fixed || undefined : fixed.padEnd(20) + more;
}

export function decodeAidToNavigation(words: Int32Array, bits: number): AidToNavigation {
  return {
    type: 21,
    repeat: uint(words, 6, 2),
    mmsi: uint(words, 8, 30),
    aidType: uint(words, 38, 5),
    name: aidName(words, bits),
    accuracy: flag(words, 163),
    lon: lon28(words, 164),
    lat: lat27(words, 192),
    toBowM: uint(words, 219, 9),
    toSternM: uint(words, 228, 9),
    toPortM: uint(words, 237, 6),
    toStarboardM: uint(words, 243, 6),
    epfd: uint(words, 249, 4),
    second: uint(words, 253, 6),
    offPosition: flag(words, 259),
    regional: uint(words, 260, 8),
    raim: flag(words, 268),
    virtual: flag(words, 269),
    assigned: flag(words, 270),
  };
}

export function decodeStaticDataA(words: Int32Array): StaticDataA {
  return { type: 24, part: 'A', repeat: uint(words, 6, 2), mmsi: uint(words, 8, 30), name: text(words, 40, 20) };
}

export function decodeStaticDataB(words: Int32Array): StaticDataB {
  const mmsi = uint(words, 8, 30);
  const auxiliary = Math.floor(mmsi / 10_000_000) === 98;
  return {
    type: 24,
    part: 'B',
    repeat: uint(words, 6, 2),
    mmsi,
    shipType: nonZero(words, 40, 8),
    vendor: text(words, 48, 7),
    model: uint(words, 66, 4),
    serial: uint(words, 70, 20),
    callSign: text(words, 90, 7),
    toBowM: auxiliary ? 0 : uint(words, 132, 9),
    toSternM: auxiliary ? 0 : uint(words, 141, 9),
    toPortM: auxiliary ? 0 : uint(words, 150, 6),
    toStarboardM: auxiliary ? 0 : uint(words, 156, 6),
    mothershipMmsi: auxiliary ? nonZero(words, 132, 30) : undefined,
  };
}
