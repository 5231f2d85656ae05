import type { ThingId } from '../../geodata/model/ids.ts';
import { datastreamKind } from '../../geodata/model/thing-kinds.ts';
import type { EventTime } from '../../geodata/model/time.ts';
import type { Message } from '../../ingestion/observation.ts';
import type { Alert } from '../alerts/alert.ts';

/** Vessels under way report every ten seconds (ITU-R M.1371-5 table 1): thinned, every ten times the factor. */
const POSITION_MS = 10_000;
const LEVEL_MS = datastreamKind('water_level', 'level')?.intervalMs ?? 60_000;
/** A level that has moved by less since it was last told tells nothing new, m. Ours: ten times a gauge's noise. */
const LEVEL_STEP_M = 0.05;
/** What happens around an alert is kept in full from so long before it until so long after it. Ours. */
const AROUND_MS = 10 * 60_000;

interface Watched {
  readonly from: number;
  readonly to: number;
}

/**
 * What of a stretch is worth keeping for years: positions at `thin` times their interval, and levels likewise unless they move; everything about things under an alert in
 * full, and all other messages as they come. Detectors have heard all of it before.
 */
export class HistoryThinning {
  readonly #thin: number;
  readonly #watched = new Map<ThingId, Watched[]>();
  readonly #kept = new Map<string, { time: number; value: number }>();

  constructor(thin: number, alerts: Iterable<Pick<Alert, 'things' | 'raisedAt' | 'clearedAt'>>) {
    this.#thin = thin;
    for (const { things, raisedAt, clearedAt = Number.POSITIVE_INFINITY } of alerts) {
      const watched = { from: raisedAt - AROUND_MS, to: clearedAt + AROUND_MS };
      for (const thing of things) this.#watched.set(thing, [...(this.#watched.get(thing) ?? []), watched]);
    }
  }

  keeps(message: Message): boolean {
    if (this.#thin <= 1 || this.#isWatched(message.thing, message.time)) return true;
    if (message.kind === 'position')
      return this.#isDue(`${message.thing}`, message.time, 0, POSITION_MS * this.#thin, Number.POSITIVE_INFINITY);
    if (message.kind === 'observation' && message.datastream === 'level')
      return this.#isDue(`${message.thing} level`, message.time, message.value, LEVEL_MS * this.#thin, LEVEL_STEP_M);
    return true;
  }

  #isWatched(thing: ThingId, time: EventTime): boolean {
    return this.#watched.get(thing)?.some(({ from, to }) => time >= from && time <= to) ?? false;
  }

  #isDue(series: string, time: number, value: number, everyMs: number, step: number): boolean {
    const last = this.#kept.get(series);
    if (last && time - last.time < everyMs && Math.abs(value - last.value) < step) return false;
    this.#kept.set(series, { time, value });
    return true;
  }
}
