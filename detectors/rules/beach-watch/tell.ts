import { type ThingId, thingId } from '../../../geodata/model/ids.ts';
import type { Evidence } from '../../finding.ts';
import type { BeachPlace } from './beach-places.ts';

/** Whom an alert of a beach names: its towers, else itself. */
export function thingsOf({ beach, cameras, counters }: BeachPlace): readonly [ThingId, ...ThingId[]] {
  const [first, ...rest] = [...cameras.map(({ id }) => id), ...counters];
  return [first ?? thingId(beach.id), ...rest];
}

/** The sand and its exits, to be drawn. */
export const placesOf = ({ beach }: BeachPlace): Pick<Evidence, 'points' | 'shapes'> => ({
  points: beach.exits.map((position) => ({ label: { zh: '出口', en: 'Exit' }, position })),
  shapes: [{ label: { zh: '沙滩', en: 'Sand' }, kind: 'area', positions: beach.sand[0] ?? [] }],
});
