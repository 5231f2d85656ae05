import type { Thing } from '../../../ingestion/thing.ts';

/** Coarse classes of ship, the names that `speedLimitKnByClass` of zones and class parameters of rules use. */
export const VESSEL_CLASSES = [
  'leisure',
  'fishing',
  'tug',
  'pilot',
  'search_and_rescue',
  'patrol',
  'high_speed',
  'passenger',
  'cargo',
  'tanker',
  'other',
] as const;
export type VesselClass = (typeof VESSEL_CLASSES)[number];

/** ITU-R M.1371-5 table 53 "type of ship": single codes, then the first digit. */
const BY_CODE: Readonly<Record<number, VesselClass>> = {
  30: 'fishing',
  31: 'tug',
  32: 'tug',
  36: 'leisure',
  37: 'leisure',
  50: 'pilot',
  51: 'search_and_rescue',
  52: 'tug',
  55: 'patrol',
};
const BY_FIRST_DIGIT: Readonly<Record<number, VesselClass>> = {
  4: 'high_speed',
  6: 'passenger',
  7: 'cargo',
  8: 'tanker',
};

export function vesselClass(thing: Thing | undefined): VesselClass {
  const shipType = thing?.attrs.shipType;
  if (typeof shipType !== 'number') return 'other';
  return BY_CODE[shipType] ?? BY_FIRST_DIGIT[Math.floor(shipType / 10)] ?? 'other';
}
