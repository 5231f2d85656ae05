import type { HullDimensions } from '../ais-encoder.ts';
import type { Handling } from '../motion/passage.ts';

/** A vessel of the scenario. Names, call signs and identities are invented; 413 and 412 are China's country codes (ITU-R M.585 annex). */
export interface Ship {
  readonly mmsi: number;
  readonly name: string;
  readonly callSign: string;
  readonly imo?: number;
  /** ITU-R M.1371-5 table 53. */
  readonly shipType: number;
  readonly transponder: 'A' | 'B';
  readonly dimensions: HullDimensions;
  readonly draughtM: number;
  readonly destination: string;
  readonly handling: Handling;
}

const SHIP_TYPE = {
  fishing: 30,
  sailing: 36,
  pleasure: 37,
  highSpeed: 40,
  pilot: 50,
  tug: 52,
  lawEnforcement: 55,
  passenger: 60,
  cargo: 70,
} as const;
type Trade = keyof typeof SHIP_TYPE;

/** How hulls of each trade turn and gain way. Ours, of the size that sea trials of such hulls give. */
const HANDLING: Readonly<Record<Trade, Handling>> = {
  fishing: { turnRadiusM: 90, accelerationMps2: 0.08 },
  sailing: { turnRadiusM: 60, accelerationMps2: 0.06 },
  pleasure: { turnRadiusM: 70, accelerationMps2: 0.5 },
  highSpeed: { turnRadiusM: 420, accelerationMps2: 0.18 },
  pilot: { turnRadiusM: 140, accelerationMps2: 0.3 },
  tug: { turnRadiusM: 80, accelerationMps2: 0.12 },
  lawEnforcement: { turnRadiusM: 200, accelerationMps2: 0.15 },
  passenger: { turnRadiusM: 220, accelerationMps2: 0.1 },
  cargo: { turnRadiusM: 560, accelerationMps2: 0.03 },
};

interface Particulars {
  readonly lengthM: number;
  readonly beamM: number;
  readonly draughtM?: number;
  readonly destination?: string;
  readonly transponder?: 'A' | 'B';
  readonly handling?: Handling;
}

/** Seven digits with the check digit of IMO resolution A.1117(30): the weighted sum 7…2 of the first six ends in the seventh. */
function imoNumber(six: number): number {
  const sum = [...String(six)].reduce((total, digit, index) => total + Number(digit) * (7 - index), 0);
  return six * 10 + (sum % 10);
}

function ship(serial: number, name: string, trade: Trade, particulars: Particulars): Ship {
  const { lengthM, beamM, draughtM = 0, destination = '', transponder = 'A', handling = HANDLING[trade] } = particulars;
  const bowM = Math.round(lengthM * (trade === 'cargo' ? 0.82 : 0.4));
  const portM = Math.floor(beamM / 2);
  return {
    mmsi: (trade === 'fishing' ? 412_900_000 : 413_900_000) + serial * 17,
    name,
    callSign: `BZ${String.fromCharCode(65 + (serial % 26))}${String(serial).padStart(2, '0')}`,
    ...(trade === 'cargo' && { imo: imoNumber(996_000 + serial * 13) }),
    shipType: SHIP_TYPE[trade],
    transponder,
    dimensions: { bowM, sternM: lengthM - bowM, portM, starboardM: beamM - portM },
    draughtM,
    destination,
    handling,
  };
}

const named = (from: number, names: readonly string[], trade: Trade, particulars: Particulars): Ship[] =>
  names.map((name, index) => ship(from + index, name, trade, particulars));

/** Names in turn, numbers as owners give them. */
const numbered = (names: readonly string[], count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${names[index % names.length]} ${201 + index * 7}`);

const small: Particulars = { lengthM: 12, beamM: 4, transponder: 'B' };

export const FERRIES = named(1, ['LAN YOU 301', 'LAN YOU 302', 'LAN YOU 305'], 'passenger', {
  lengthM: 38,
  beamM: 9,
  draughtM: 1.9,
  destination: 'LANWAN BAY',
});
export const EXCURSION = ship(4, 'YUE HAI 7', 'highSpeed', {
  lengthM: 42,
  beamM: 11,
  draughtM: 1.6,
  destination: 'SHUANGJIAO',
});

export const CARGO_SHIPS: readonly Ship[] = [
  ship(11, 'SHUN DA 77', 'cargo', { lengthM: 172, beamM: 27, draughtM: 9.2, destination: 'LANWAN' }),
  ship(12, 'XIN LAN 16', 'cargo', { lengthM: 148, beamM: 23, draughtM: 8.1, destination: 'LANWAN' }),
  ship(13, 'HENG TONG 9', 'cargo', { lengthM: 134, beamM: 21, draughtM: 7.4, destination: 'LANWAN' }),
  ship(14, 'NAN FENG 88', 'cargo', { lengthM: 160, beamM: 25, draughtM: 8.8, destination: 'LANWAN' }),
  ship(15, 'DONG HE 18', 'cargo', { lengthM: 118, beamM: 18, draughtM: 6.6, destination: 'LANWAN' }),
  ship(16, 'JIN HAI 68', 'cargo', { lengthM: 190, beamM: 32, draughtM: 11.1, destination: 'LANWAN' }),
  ship(17, 'YONG SHENG 6', 'cargo', { lengthM: 176, beamM: 29, draughtM: 10.3, destination: 'LANWAN' }),
  ship(18, 'HAI YUAN 21', 'cargo', { lengthM: 154, beamM: 24, draughtM: 8.5, destination: 'LANWAN' }),
];
export const ANCHORED = named(
  21,
  ['GUANG MING 3', 'TIAN LU 29', 'HONG XING 102', 'AN SHUN 7', 'QIAN LI 15', 'WAN TAI 33'],
  'cargo',
  {
    lengthM: 128,
    beamM: 20,
    draughtM: 7.1,
    destination: 'LANWAN OPL',
    handling: { turnRadiusM: 150, accelerationMps2: 0.03 },
  },
);
export const SAND_CARRIERS = named(31, ['HONG YUN 15', 'HONG YUN 22', 'HONG YUN 31'], 'cargo', {
  lengthM: 84,
  beamM: 16,
  draughtM: 4.2,
  destination: 'DONGCHONG',
  handling: { turnRadiusM: 120, accelerationMps2: 0.05 },
});
export const TUGS = named(35, ['TUG GANG 12', 'TUG GANG 15', 'TUG GANG 16', 'TUG GANG 18'], 'tug', {
  lengthM: 36,
  beamM: 11,
  draughtM: 4.6,
});
export const PILOTS = named(41, ['PILOT 3', 'PILOT 5'], 'pilot', { lengthM: 19, beamM: 5, draughtM: 1.4 });
export const PATROL = ship(44, 'HAI XUN 0917', 'lawEnforcement', { lengthM: 46, beamM: 8, draughtM: 2.2 });

export const FISHING_BOATS = named(
  51,
  ['LAN YU 20114', 'LAN YU 20126', 'LAN YU 20207', 'LAN YU 20361', 'LAN YU 20419', 'LAN YU 20533'],
  'fishing',
  { lengthM: 27, beamM: 6, draughtM: 2.4 },
);
/** Fast boats that carry the catch to market at night. */
export const FISH_CARRIERS = named(58, ['LAN YU YUN 2', 'LAN YU YUN 6', 'LAN YU YUN 8'], 'fishing', {
  lengthM: 22,
  beamM: 5,
  transponder: 'B',
});
export const INSHORE_BOATS = named(61, ['LAN YU 20358', 'LAN YU 20608'], 'fishing', {
  lengthM: 11,
  beamM: 3,
  transponder: 'B',
});
export const YACHTS = named(
  65,
  ['PENG YOU 116', 'BAI LU 6', 'YUN FAN 21', 'XING CHEN 9', 'HAI FENG 3', 'QING LUO 2', 'LAN YUN 8'],
  'sailing',
  small,
);
/** What else lies in the marina and sails on a holiday: so many of each as are asked for. */
export const MORE_YACHTS = named(
  101,
  numbered(['PENG YOU', 'BAI LU', 'HAI YAN', 'CHU LANG', 'YUN FAN', 'NAN XING'], 26),
  'sailing',
  small,
);
export const MORE_SPEEDBOATS = named(141, numbered(['KUAI LANG', 'FEI YU', 'LANG HUA'], 10), 'pleasure', {
  lengthM: 9,
  beamM: 3,
  transponder: 'B',
});
export const SPEEDBOATS = named(75, ['KUAI LANG 8', 'FEI YU 16', 'LANG HUA 5'], 'pleasure', {
  lengthM: 9,
  beamM: 3,
  transponder: 'B',
});
