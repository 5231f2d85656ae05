import type {
  Detection,
  Observation,
  Position,
  Report,
  ThingDescription,
  Warning,
} from '../../ingestion/observation.ts';
import type { ArrivedMessage } from '../../ingestion/pipeline/message-store.ts';
import type { KeyRegistry, SeriesEntry } from './key-registry.ts';
import type { Arrived, SeriesMessage } from './row-formats.ts';
import { HOUR_MS, WEEK_MS, weekOf, weekStart } from './time-series.ts';

/** Times that rows of one week cover, epoch ms. */
interface Span {
  min: number;
  max: number;
}

/** The messages of a batch that go into one of the big tables. */
export class SeriesPlan<Kind extends SeriesMessage> {
  /** Newer than anything its series has, in growing time: nobody but another writer can have stored it. */
  readonly fresh = new Map<SeriesEntry, Arrived<Kind>[]>();
  /** Perhaps stored already. */
  readonly doubtful: { readonly key: number; readonly row: Arrived<Kind> }[] = [];
  readonly weeks = new Map<number, Span>();
  size = 0;
  private week = Number.NaN;
  private start = 0;
  private span: Span = { min: 0, max: 0 };

  add(entry: SeriesEntry, row: Arrived<Kind>): void {
    const { time } = row.message;
    this.size++;
    this.cover(time);
    if (time > entry.newest!) {
      entry.newest = time;
      const rows = this.fresh.get(entry);
      if (rows) rows.push(row);
      else this.fresh.set(entry, [row]);
    } else this.doubtful.push({ key: entry.key, row });
  }

  /** All rows are doubtful: someone else has written to these series. */
  distrust(): void {
    for (const [{ key }, rows] of this.fresh) for (const row of rows) this.doubtful.push({ key, row });
    this.fresh.clear();
    // Two writers that lock rows in the same order cannot wait for each other in a circle.
    this.doubtful.sort((a, b) => a.key - b.key || a.row.message.time - b.row.message.time);
  }

  private cover(time: number): void {
    if (!(time >= this.start && time < this.start + WEEK_MS && !Number.isNaN(this.week))) {
      this.week = weekOf(time);
      this.start = weekStart(this.week);
      const known = this.weeks.get(this.week);
      this.span = known ?? { min: time, max: time };
      if (!known) this.weeks.set(this.week, this.span);
    }
    if (time < this.span.min) this.span.min = time;
    if (time > this.span.max) this.span.max = time;
  }
}

export interface BatchPlan {
  readonly observations: SeriesPlan<Observation>;
  readonly positions: SeriesPlan<Position>;
  readonly detections: SeriesPlan<Detection>;
  readonly descriptions: readonly Arrived<ThingDescription>[];
  readonly reports: readonly Arrived<Report>[];
  readonly warnings: readonly Arrived<Warning>[];
  /** Starts of the hours that have readings in this batch, epoch ms. */
  readonly hours: ReadonlySet<number>;
  readonly firstArrival: number;
  readonly lastArrival: number;
}

/** Sorts a batch, whose keys are resolved, by what has to be done with it. Claims the newest time of each series for this batch. */
export function planBatch(batch: readonly ArrivedMessage[], keys: KeyRegistry): BatchPlan {
  const observations = new SeriesPlan<Observation>();
  const positions = new SeriesPlan<Position>();
  const detections = new SeriesPlan<Detection>();
  const descriptions: Arrived<ThingDescription>[] = [];
  const reports: Arrived<Report>[] = [];
  const warnings: Arrived<Warning>[] = [];
  const hours = new Set<number>();
  let [firstArrival, lastArrival, hour] = [Infinity, -Infinity, Number.NaN];
  for (const row of batch) {
    const { message, arrival } = row;
    if (arrival < firstArrival) firstArrival = arrival;
    if (arrival > lastArrival) lastArrival = arrival;
    const thing = keys.thing(message.thing);
    if (message.time > thing.seenAt) thing.seenAt = message.time;
    switch (message.kind) {
      case 'observation': {
        observations.add(thing.datastreams.get(message.datastream)!, row as Arrived<Observation>);
        const start = Math.floor(message.time / HOUR_MS) * HOUR_MS;
        if (start !== hour) {
          hour = start;
          hours.add(start);
        }
        break;
      }
      case 'position':
        positions.add(thing.positions, row as Arrived<Position>);
        if (message.quality === 'good' && message.time >= thing.positions.newest!)
          thing.at = [message.lon, message.lat];
        break;
      case 'detection':
        detections.add(thing.detections, row as Arrived<Detection>);
        break;
      case 'report':
        reports.push(row as Arrived<Report>);
        break;
      case 'warning':
        warnings.push(row as Arrived<Warning>);
        break;
      case 'thing':
        descriptions.push(row as Arrived<ThingDescription>);
        break;
    }
  }
  return { observations, positions, detections, descriptions, reports, warnings, hours, firstArrival, lastArrival };
}
