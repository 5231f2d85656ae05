import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ThingId } from '../../geodata/model/ids.ts';
import { datastreamKind } from '../../geodata/model/thing-kinds.ts';
import { type EventTime, eventTime, toIso } from '../../geodata/model/time.ts';
import type { Observation, Position } from '../../ingestion/observation.ts';
import type { Recorded } from '../../scenarios/recorded/recorded.ts';
import { TOPICS_OF_POSITIONS, topicsOfReadings } from '../../scenarios/recorded/recording-format.ts';
import type { RecordingReader } from '../../scenarios/recorded/recording-reader.ts';
import type { HistoryPoint, TrackPoint } from '../api/contract.ts';
import { contains } from '../api/parameters.ts';
import type { ServerPorts, ThingPort } from '../api/ports.ts';
import { pageOf } from './memory-page.ts';

type HistoryPort = ServerPorts['history'];
type ObservationQuery = Parameters<HistoryPort['observations']>[0];
type TrackQuery = Parameters<HistoryPort['tracks']>[0];

/** What was measured, and where things were, read from the recording of a replay. Readings are in order of datastream, then time; tracks of thing, then time. */
export class ReplayHistory implements HistoryPort {
  readonly #reader: () => RecordingReader | undefined;
  readonly #things: ThingPort;
  readonly #isHeard: (item: Recorded, heardAt: number) => boolean;

  constructor(
    reader: () => RecordingReader | undefined,
    things: ThingPort,
    isHeard: (item: Recorded, heardAt: number) => boolean,
  ) {
    this.#reader = reader;
    this.#things = things;
    this.#isHeard = isHeard;
  }

  async observations({ thing, datastream, from, to, bucketMs, limit, cursor }: ObservationQuery) {
    const topics = datastream === undefined ? undefined : topicsOfReadings(datastream);
    const readings: Observation[] = [];
    for await (const item of this.#heard(from, to, topics)) {
      if (item.kind !== 'observation' || item.thing !== thing) continue;
      if (datastream === undefined || item.datastream === datastream) readings.push(item);
    }
    readings.sort((a, b) => (a.datastream === b.datastream ? a.time - b.time : a.datastream < b.datastream ? -1 : 1));
    const points =
      bucketMs === undefined ? readings.map((each) => this.#point(each)) : this.#buckets(readings, bucketMs);
    return page(points, ({ datastream: name, time }) => `${name} ${time}`, { limit, cursor });
  }

  async tracks({ thing, bounds, from, to, limit, cursor }: TrackQuery) {
    const fixes: Position[] = [];
    for await (const item of this.#heard(from, to, TOPICS_OF_POSITIONS)) {
      if (item.kind !== 'position' || (thing !== undefined && item.thing !== thing)) continue;
      if (!bounds || contains(bounds, item.lon, item.lat)) fixes.push(item);
    }
    fixes.sort((a, b) => (a.thing === b.thing ? a.time - b.time : a.thing < b.thing ? -1 : 1));
    return page(fixes.map(trackPoint), (point) => `${point.thing} ${point.time}`, { limit, cursor });
  }

  /** Items whose own time lies in `[from, to)`, as far as they were heard about then. */
  async *#heard(from: EventTime, to: EventTime, topics: readonly string[] | undefined): AsyncGenerator<Recorded> {
    const reader = this.#reader();
    if (!reader) return;
    for await (const { items, heardAt } of reader.read(eventTime(from - LATE_MS), eventTime(to + LATE_MS), topics)) {
      for (let i = 0; i < items.length; i++) {
        const item = items[i]!;
        if (item.time >= from && item.time < to && this.#isHeard(item, heardAt[i]!)) yield item;
      }
      await nextTurn();
    }
  }

  #point({ thing, datastream, time, value, quality }: Observation): HistoryPoint {
    return { time: toIso(time), datastream, value, quality, ...this.#unit(thing, datastream) };
  }

  /** Means of good and suspect readings. Buckets begin at whole multiples of their width since the epoch. */
  #buckets(readings: readonly Observation[], bucketMs: number): HistoryPoint[] {
    const buckets = new Map<string, Observation[]>();
    for (const reading of readings) {
      if (reading.quality === 'bad') continue;
      const key = `${reading.datastream} ${Math.floor(reading.time / bucketMs)}`;
      const own = buckets.get(key);
      if (own) own.push(reading);
      else buckets.set(key, [reading]);
    }
    return [...buckets.values()].map((own) => {
      const { thing, datastream, time } = own[0]!;
      const values = own.map(({ value }) => value);
      return {
        time: toIso(eventTime(Math.floor(time / bucketMs) * bucketMs)),
        datastream,
        value: values.reduce((sum, value) => sum + value, 0) / values.length,
        n: values.length,
        min: values.reduce((least, value) => Math.min(least, value)),
        max: values.reduce((most, value) => Math.max(most, value)),
        ...this.#unit(thing, datastream),
      };
    });
  }

  #unit(thing: ThingId, datastream: string): { readonly unit?: string } {
    const kind = this.#things.get(thing)?.kind;
    const unit = kind && datastreamKind(kind, datastream)?.unit;
    return unit === undefined ? {} : { unit };
  }
}

/** A message is seldom heard later than this after its own time. Ours; what is later is found where it was heard. */
const LATE_MS = 60_000;

const trackPoint = ({ thing, time, lon, lat, speedKn, courseDeg, headingDeg, quality }: Position): TrackPoint => ({
  thing,
  time: toIso(time),
  lon,
  lat,
  ...(speedKn !== undefined && { speedKn }),
  ...(courseDeg !== undefined && { courseDeg }),
  ...(headingDeg !== undefined && { headingDeg }),
  quality,
});

function page<Point>(
  points: readonly Point[],
  idOf: (point: Point) => string,
  { limit, cursor }: { readonly limit: number; readonly cursor: string | undefined },
) {
  const named = points.map((point) => ({ id: Buffer.from(idOf(point)).toString('base64url'), point }));
  const { items, nextCursor } = pageOf(named, { limit, ...(cursor !== undefined && { cursor }) });
  return { items: items.map(({ point }) => point), nextCursor };
}
