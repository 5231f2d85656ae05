import type { LonLat } from '../../../geodata/model/geometry.ts';
import type { NumberedThing } from '../../feed/live-store.ts';
import type { ReadingTable } from '../../feed/readings.ts';

/** Something worth a look: what an instrument shows, and how far that is from where it gets serious. */
export interface Sight {
  readonly thing: NumberedThing;
  readonly value: number;
  /** Of the control value, from 0; absent where there is none. */
  readonly share?: number;
  readonly position: LonLat;
}

/** Ours: less than this on a road is a puddle. */
const FLOODED_M = 0.05;
/** Ours: as many of each kind as are read at a glance. */
const MOST = 4;

const newest = (
  readings: ReadingTable,
  roster: ReadonlyMap<number, NumberedThing>,
  kinds: readonly string[],
  datastream: string,
): Sight[] =>
  [...readings].flatMap(([number, own]) => {
    const thing = roster.get(number);
    const reading = own.get(datastream);
    if (!thing?.position || !reading || !kinds.includes(thing.kind) || reading.quality === 2) return [];
    const position: LonLat = [thing.position[0], thing.position[1]];
    return [{ thing, value: reading.value, position }];
  });

/** Where water stands on a road, the deepest first. `lowPoints` are the ids of places where it gathers. */
export const standingWater = (
  readings: ReadingTable,
  roster: ReadonlyMap<number, NumberedThing>,
  lowPoints: ReadonlySet<string>,
): readonly Sight[] =>
  newest(readings, roster, ['water_level'], 'level')
    .filter(({ thing, value }) => value >= FLOODED_M && lowPoints.has(String(thing.attrs.watches)))
    .sort((a, b) => b.value - a.value)
    .slice(0, MOST);

/** Ground that has settled most of what its control value allows. */
export const settledGround = (readings: ReadingTable, roster: ReadonlyMap<number, NumberedThing>): readonly Sight[] =>
  newest(readings, roster, ['settlement_point'], 'settlement')
    .flatMap((sight) => {
      const control = sight.thing.attrs.controlCumulative;
      return typeof control === 'number' ? [{ ...sight, share: Math.abs(sight.value) / control }] : [];
    })
    .sort((a, b) => b.share - a.share)
    .slice(0, MOST);
