import type { LonLat } from '../../geodata/model/geometry.ts';
import { type EventTime, toIso } from '../../geodata/model/time.ts';
import type { Report, Warning } from '../../ingestion/observation.ts';
import { maySee } from '../api/access.ts';
import type { ReportNotice, WarningNotice } from './protocol.ts';

/** Reports that whoever opens a console is told of at once. Ours. */
const MOST_REPORTS = 50;

interface Told {
  readonly sequence: number;
  readonly notice: ReportNotice;
  readonly district: string | undefined;
}

/** What people told lately and what authorities warn of now, each once and numbered, so that everybody can be told what they have not heard. */
export class Notices {
  readonly #districtAt: (position: LonLat) => string | undefined;
  readonly #warnings = new Map<string, Warning>();
  /** By the id of what was replaced: from when on. */
  readonly #ended = new Map<string, EventTime>();
  readonly #reports: Told[] = [];
  readonly #known = new Set<string>();
  #inForce: readonly WarningNotice[] = [];
  /** Of the newest report. */
  reportSequence = 0;
  /** Grows whenever other warnings are in force than before. */
  warningSequence = 1;

  constructor(districtAt: (position: LonLat) => string | undefined) {
    this.#districtAt = districtAt;
  }

  report({ id, text, channel, lon, lat, time, category }: Report): void {
    if (this.#known.has(id)) return;
    this.#known.add(id);
    const position = lon === undefined || lat === undefined ? undefined : ([lon, lat] as const);
    this.#reports.push({
      sequence: ++this.reportSequence,
      district: position && this.#districtAt(position),
      notice: {
        id,
        text,
        channel,
        time: toIso(time),
        ...(position && { position: [position[0], position[1]] }),
        ...(category !== undefined && { category }),
      },
    });
    if (this.#reports.length <= MOST_REPORTS) return;
    const oldest = this.#reports.shift();
    if (oldest) this.#known.delete(oldest.notice.id);
  }

  /** Those behind `sequence` that may be seen, oldest first. */
  reportsSince(sequence: number, areas: readonly string[]): ReportNotice[] {
    return this.#reports
      .filter((told) => told.sequence > sequence && maySee(areas, told.district))
      .map(({ notice }) => notice);
  }

  warning(warning: Warning): void {
    if (warning.status !== 'cancel') this.#warnings.set(warning.id, warning);
    if (warning.status === 'alert') return;
    for (const id of warning.replaces ?? []) {
      const known = this.#ended.get(id);
      if (id !== warning.id && (known === undefined || warning.time < known)) this.#ended.set(id, warning.time);
    }
  }

  /** Looks which of them hold at `now`, and forgets those that are over. */
  settle(now: EventTime): void {
    const inForce: WarningNotice[] = [];
    for (const warning of this.#warnings.values()) {
      const to = earlier(warning.expiresAt, this.#ended.get(warning.id));
      const from = warning.effectiveAt ?? warning.time;
      if (to !== undefined && to <= now) this.#warnings.delete(warning.id);
      else if (from <= now) inForce.push(noticeOf(warning, from, to));
    }
    if (JSON.stringify(inForce) === JSON.stringify(this.#inForce)) return;
    this.#inForce = inForce;
    this.warningSequence++;
  }

  /** In the order in which they came. */
  get inForce(): readonly WarningNotice[] {
    return this.#inForce;
  }

  clear(): void {
    this.#warnings.clear();
    this.#ended.clear();
    this.#known.clear();
    this.#reports.length = 0;
    this.#inForce = [];
    this.warningSequence++;
  }
}

const earlier = (a: EventTime | undefined, b: EventTime | undefined): EventTime | undefined =>
  a === undefined || (b !== undefined && b < a) ? b : a;

const noticeOf = (warning: Warning, from: EventTime, to: EventTime | undefined): WarningNotice => ({
  id: warning.id,
  event: warning.event,
  severity: warning.severity,
  headline: warning.headline,
  from: toIso(from),
  ...(warning.grade !== undefined && { grade: warning.grade }),
  ...(warning.area !== undefined && { area: warning.area }),
  ...(to !== undefined && { to: toIso(to) }),
});
