import { hashNoise } from '../../../geodata/city/seeded-random.ts';
import { thingId } from '../../../geodata/model/ids.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import type { Observation } from '../../../ingestion/observation.ts';
import { worksCity } from '../works-city.ts';
import type { Occasion } from './occasion.ts';

const START = Date.parse('2026-09-18T00:00:00+08:00');
const HOUR_MS = 3_600_000;
const HOURS = 24;
/** The void is met, the leak sprung; and all of it is levelled anew, recharged and strutted. */
const MET_AT = 6;
const RESTORED_AT = 18;

interface Series {
  readonly id: string;
  readonly datastream: string;
  readonly everyMin: number;
  readonly noise: number;
  readonly base: number;
  /** What the trouble adds, two hours after it began. */
  readonly moved: number;
}

const surface = (id: string, moved: number): Series => ({
  id,
  datastream: 'settlement',
  everyMin: 10,
  noise: 0.2,
  base: -2,
  moved,
});

const SERIES: readonly Series[] = [
  surface('dbc-0', 0),
  surface('dbc-1', -7),
  surface('dbc-2', -36),
  surface('dbc-3', -38),
  surface('dbc-4', -9),
  surface('dbc-9', 0),
  { id: 'gjj-1', datastream: 'convergence', everyMin: 30, noise: 0.1, base: 1, moved: 6 },
  { id: 'dsw-1', datastream: 'level', everyMin: 30, noise: 0.01, base: 0, moved: -1.4 },
  { id: 'zcl-1', datastream: 'force', everyMin: 30, noise: 5, base: 1200, moved: 1500 },
  { id: 'zqt-1', datastream: 'displacement', everyMin: 30, noise: 0.1, base: 10, moved: 7 },
  { id: 'dsw-2', datastream: 'level', everyMin: 30, noise: 0.01, base: 0, moved: -0.8 },
];

function messages(): Observation[] {
  return SERIES.flatMap(({ id, datastream, everyMin, noise, base, moved }, order) =>
    Array.from({ length: (HOURS * 60) / everyMin }, (_, n): Observation => {
      const hours = (n * everyMin) / 60;
      const since = hours - MET_AT;
      const share = since <= 0 || hours >= RESTORED_AT ? 0 : Math.min(1, 0.5 * (since > 0 ? 1 : 0) + since / 4);
      return {
        kind: 'observation',
        thing: thingId(id),
        datastream,
        time: eventTime(START + hours * HOUR_MS + order * 1000),
        value: base + moved * share + noise * (hashNoise(order, n) - 0.5),
        quality: 'good',
      };
    }),
  ).sort((a, b) => a.time - b.time);
}

/** A shield meets a void under a street, and on the same morning the wall of a pit leaks; both are made good by the evening. */
export const voidUnderTheStreet = (): Occasion => ({
  world: {
    city: worksCity(),
    things: worksCity().monitoringPoints.map(({ id, kind, name, position: [lon, lat] }) => ({
      id: thingId(id),
      kind,
      name,
      lon,
      lat,
      attrs: {},
    })),
  },
  messages: messages(),
});
