import type { BoundingBox, LonLat } from '../../geodata/model/geometry.ts';
import type { ThingId } from '../../geodata/model/ids.ts';
import type { Observation, Quality } from '../../ingestion/observation.ts';
import type { MaySee } from './frame-writer.ts';
import type { Readings } from './protocol.ts';

const QUALITY: Readonly<Record<Quality, number>> = { good: 0, suspect: 1, bad: 2 };

interface Gauge {
  readonly number: number;
  /** Where it stands; `undefined` while nobody has told, and for what moves. */
  place: LonLat | undefined;
  readonly streams: Map<string, Latest>;
}

interface Latest {
  readonly gauge: Gauge;
  readonly datastream: string;
  value: number;
  time: number;
  quality: number;
  /** The tick of its last change. */
  changedAt: number;
}

/** The newest reading of every datastream of things that stay in place. */
export class LatestReadings {
  readonly #gauges = new Map<ThingId, Gauge>();
  readonly #all: Latest[] = [];
  readonly #numberOf: (id: ThingId) => number;
  readonly #placeOf: (id: ThingId) => LonLat | undefined;
  tick = 1;

  /** `placeOf` says where a thing stands that does not move. */
  constructor(numberOf: (id: ThingId) => number, placeOf: (id: ThingId) => LonLat | undefined) {
    this.#numberOf = numberOf;
    this.#placeOf = placeOf;
  }

  get count(): number {
    return this.#all.length;
  }

  /** A reading that is older than what is known changes nothing. */
  update({ thing, datastream, time, value, quality }: Observation): void {
    const gauge = this.#gauges.get(thing) ?? this.#add(thing);
    let latest = gauge.streams.get(datastream);
    if (!latest) {
      latest = { gauge, datastream, value, time: -Infinity, quality: 0, changedAt: 0 };
      gauge.streams.set(datastream, latest);
      this.#all.push(latest);
    }
    if (time < latest.time) return;
    latest.value = value;
    latest.time = time;
    latest.quality = QUALITY[quality];
    latest.changedAt = this.tick;
  }

  /** Its description changed: it may stand elsewhere now. */
  replace(id: ThingId): void {
    const gauge = this.#gauges.get(id);
    if (!gauge) return;
    gauge.place = this.#placeOf(id);
    for (const latest of gauge.streams.values()) latest.changedAt = this.tick;
  }

  nextTick(): void {
    this.tick++;
  }

  /** Things keep their numbers, but nothing is known of what they read. */
  clear(): void {
    this.#gauges.clear();
    this.#all.length = 0;
  }

  /** What changed after tick `since` within `bounds`, in columns; `undefined` when nothing did, unless all is asked for with -1. */
  select([west, south, east, north]: BoundingBox, maySee: MaySee | undefined, since: number): Readings | undefined {
    const crosses = west > east;
    const isIn = ([lon, lat]: LonLat) =>
      lat >= south &&
      lat <= north &&
      (crosses ? lon >= west || lon <= east : lon >= west && lon <= east) &&
      (maySee === undefined || maySee(lon, lat));
    const chosen = this.#all.filter(
      ({ changedAt, gauge: { place } }) => changedAt > since && place !== undefined && isIn(place),
    );
    return chosen.length === 0 && since >= 0 ? undefined : inColumns(chosen, since < 0);
  }

  #add(id: ThingId): Gauge {
    const gauge = { number: this.#numberOf(id), place: this.#placeOf(id), streams: new Map<string, Latest>() };
    this.#gauges.set(id, gauge);
    return gauge;
  }
}

function inColumns(chosen: readonly Latest[], full: boolean): Readings {
  const names = new Map<string, number>();
  const at = chosen.reduce((newest, { time }) => Math.max(newest, time), 0);
  return {
    full,
    at,
    number: chosen.map(({ gauge }) => gauge.number),
    datastream: chosen.map(({ datastream }) => {
      const known = names.get(datastream) ?? names.size;
      names.set(datastream, known);
      return known;
    }),
    value: chosen.map(({ value }) => value),
    ageMs: chosen.map(({ time }) => at - time),
    quality: chosen.map(({ quality }) => quality),
    datastreams: [...names.keys()],
  };
}
