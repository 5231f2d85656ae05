import type { AlarmKpis } from '../api/alarm-contract.ts';

const SOURCE = 'ISA-18.2-2016 cl. 16 (= IEC 62682:2022 cl. 16), EEMUA 191 3rd ed.';

/** Shares of three priorities. ISA-18.2-2016 cl. 16 "annunciated priority distribution": about 80 % low, 15 % medium, 5 % high. */
export const PRIORITY_GOALS = [
  { priority: 'high', goal: 0.05 },
  { priority: 'medium', goal: 0.15 },
  { priority: 'low', goal: 0.8 },
] as const;

/** What the standards ask of one operating position. They were written for process plants; for a city's desk they are the nearest there is. */
export const ALARM_TARGETS: AlarmKpis['targets'] = [
  { measure: 'perOfficerHour', acceptable: 6, manageable: 12, source: SOURCE },
  { measure: 'perTenMinutes', acceptable: 1, manageable: 2, source: SOURCE },
  { measure: 'peakTenMinutes', acceptable: 10, source: SOURCE },
  { measure: 'overfullShare', acceptable: 0.01, source: SOURCE },
  { measure: 'floodShare', acceptable: 0.01, source: SOURCE },
  { measure: 'badActorShare', acceptable: 0.01, manageable: 0.05, source: SOURCE },
  { measure: 'nuisance', acceptable: 0, source: SOURCE },
  { measure: 'stale', acceptable: 5, source: SOURCE },
];
