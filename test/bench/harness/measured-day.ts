import { seededRandom } from '../../../geodata/city/seeded-random.ts';
import { thingId } from '../../../geodata/model/ids.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import type { Message } from '../../../ingestion/observation.ts';

export const DAY_MS = 86_400_000;
/** A Monday, so that the day lies in one week. */
export const DAY_START_MS = Date.parse('2026-03-02T00:00:00Z');

/** A group of like sensors: how many, how often, and what they read; values come in steps of `step`, as instruments give them. */
interface Instrument {
  readonly name: string;
  readonly datastream: string;
  readonly count: number;
  readonly everyS: number;
  readonly step: number;
  /** Of the value without noise, at hour `h` for the sensor with this phase, 0–1. */
  readonly base: (h: number, phase: number) => number;
  /** Standard deviation of the noise, in steps. */
  readonly noise: number;
}

const daily = (h: number, phase: number) => Math.sin(((h - 8 + phase) / 24) * 2 * Math.PI);
const tide = (h: number, phase: number) => Math.sin(((h + phase) / 12.42) * 2 * Math.PI);

/** The mix of a large city; four thousand sensors, about a million readings. */
const INSTRUMENTS: readonly Instrument[] = [
  { name: 'level', datastream: 'level', count: 120, everyS: 60, step: 0.001, base: (h, p) => 2 + tide(h, p), noise: 1 },
  {
    name: 'rain',
    datastream: 'rain',
    count: 80,
    everyS: 60,
    step: 0.2,
    base: (h) => (h > 14 && h < 16 ? 0.6 : 0),
    noise: 0,
  },
  { name: 'gas', datastream: 'ch4', count: 150, everyS: 60, step: 0.1, base: (_, p) => 0.2 * p, noise: 0.3 },
  {
    name: 'crowd',
    datastream: 'people',
    count: 60,
    everyS: 60,
    step: 1,
    base: (h, p) => 300 + 280 * daily(h, p),
    noise: 6,
  },
  {
    name: 'road',
    datastream: 'speed',
    count: 60,
    everyS: 60,
    step: 0.1,
    base: (h, p) => 45 - 15 * daily(h, p),
    noise: 20,
  },
  {
    name: 'wind',
    datastream: 'wind_speed',
    count: 60,
    everyS: 60,
    step: 0.1,
    base: (h, p) => 6 + 2 * daily(h, p),
    noise: 8,
  },
  {
    name: 'flow',
    datastream: 'flow',
    count: 400,
    everyS: 300,
    step: 12,
    base: (h, p) => 900 + 700 * daily(h, p),
    noise: 4,
  },
  {
    name: 'warm',
    datastream: 'temperature',
    count: 600,
    everyS: 300,
    step: 0.1,
    base: (h, p) => 24 + 4 * daily(h, p),
    noise: 1,
  },
  {
    name: 'settle',
    datastream: 'settlement',
    count: 2500,
    everyS: 3600,
    step: 0.01,
    base: (h, p) => -8 * p - h / 50,
    noise: 10,
  },
];

/** Ships, trucks and buses. */
const MOVERS = 120;
const MOVER_EVERY_S = 30;

/** A day of one city in order of time; the same every time. */
export function* measuredDay(): Generator<Message> {
  const random = seededRandom(20_260_302);
  const sensors = INSTRUMENTS.flatMap((instrument) =>
    Array.from({ length: instrument.count }, (_, index) => ({
      instrument,
      id: thingId(`${instrument.name}-${index}`),
      phase: random(),
      atS: Math.floor(random() * instrument.everyS),
    })),
  );
  const movers = Array.from({ length: MOVERS }, (_, index) => ({
    id: thingId(`mmsi-4120${String(index).padStart(5, '0')}`),
    // A third lies moored, as in every port.
    speedKn: index % 3 === 0 ? 0 : 4 + 12 * random(),
    courseDeg: 360 * random(),
    lon: 114 + random(),
    lat: 22 + random() / 2,
    atS: Math.floor(random() * MOVER_EVERY_S),
  }));
  for (let second = 0; second < DAY_MS / 1000; second++) {
    const time = eventTime(DAY_START_MS + second * 1000);
    for (const { instrument, id, phase, atS } of sensors) {
      const { datastream, everyS, step, base, noise } = instrument;
      if (second % everyS !== atS) continue;
      const steps = Math.max(-1e6, Math.round(base(second / 3600, phase) / step + noise * normal(random)));
      const value = Number((datastream === 'settlement' || datastream === 'level' ? steps : Math.max(0, steps)) * step);
      yield { kind: 'observation', thing: id, datastream, time, value: Number(value.toFixed(3)), quality: 'good' };
    }
    for (const mover of movers) {
      if (second % MOVER_EVERY_S !== mover.atS) continue;
      if (mover.speedKn > 0) {
        mover.courseDeg = (mover.courseDeg + 2 * normal(random) + 360) % 360;
        const stepDeg = (mover.speedKn / 3600 / 60) * MOVER_EVERY_S;
        mover.lat += stepDeg * Math.cos((mover.courseDeg * Math.PI) / 180);
        mover.lon += (stepDeg * Math.sin((mover.courseDeg * Math.PI) / 180)) / 0.92;
      }
      yield {
        kind: 'position',
        thing: mover.id,
        time,
        lon: asAis(mover.lon + 0.000_01 * normal(random)),
        lat: asAis(mover.lat + 0.000_01 * normal(random)),
        speedKn: Math.max(0, Math.round((mover.speedKn + (mover.speedKn > 0 ? 0.2 : 0.03) * normal(random)) * 10) / 10),
        courseDeg: (Math.round(mover.courseDeg * 10) % 3600) / 10,
        headingDeg: Math.round(mover.courseDeg + normal(random) + 360) % 360,
        status: mover.speedKn > 0 ? 0 : 5,
        quality: 'good',
      };
    }
  }
}

/** AIS tells positions in ten-thousandths of a minute (ITU-R M.1371-5 table 48). */
const asAis = (degrees: number): number => Math.round(degrees * 600_000) / 600_000;

/** Standard normal (Box and Muller 1958). */
const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
