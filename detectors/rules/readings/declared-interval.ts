import { datastreamKind } from '../../../geodata/model/thing-kinds.ts';
import type { Thing } from '../../../ingestion/thing.ts';

/** How often a reading is expected, ms: as the thing says itself, else as its kind does; `undefined` when neither does. */
export function declaredIntervalMs(thing: Thing | undefined, datastream: string): number | undefined {
  if (thing?.intervalS !== undefined) return thing.intervalS * 1000;
  return thing && datastreamKind(thing.kind, datastream)?.intervalMs;
}
