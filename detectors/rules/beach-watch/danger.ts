import type { Grade } from '../../../geodata/model/grade.ts';
import { type EventTime, eventTime } from '../../../geodata/model/time.ts';
import type { Warning } from '../../../ingestion/observation.ts';
import type { BeachPlace } from './beach-places.ts';

/** What forbids to be on a beach just now. */
export interface Danger {
  /** Since when, without a break. */
  readonly since: EventTime;
  /** The gravest of the warnings that clear the beach. */
  readonly event: string;
  readonly grade: Grade;
  readonly headline: string;
  /** What it warns of comes within so long at the latest, as far as its definition says, seconds from now. */
  readonly onsetS?: number;
}

/** A warning whose author gives no colour: the grade that managers' notices have. Ours. */
const UNGRADED: Grade = 3;
const HOUR_S = 3600;

/** Within how long the weather comes, hours, by event, red to blue. 气象灾害预警信号发布与传播办法 (中国气象局令第16号, 2007), annex. */
const ONSET_H: Readonly<Record<string, Readonly<Partial<Record<Grade, number>>>>> = {
  台风: { 1: 6, 2: 12, 3: 24, 4: 24 },
  大风: { 1: 6, 2: 6, 3: 12, 4: 24 },
  雷电: { 1: 2, 2: 2, 3: 6 },
  暴雨: { 1: 3, 2: 3, 3: 6, 4: 12 },
};

interface Snapshot {
  readonly warnings: readonly Warning[];
  readonly since: readonly (readonly [beach: string, since: number])[];
}

/** Keeps the warnings that are, or will be, in force, and since when each beach is to be empty. */
export class Dangers {
  readonly #clears: Readonly<Record<string, number>>;
  readonly #warnings = new Map<string, Warning>();
  readonly #since = new Map<string, number>();

  /** @param clears the mildest grade of each event that clears a beach. */
  constructor(clears: Readonly<Record<string, number>>) {
    this.#clears = clears;
  }

  observe(warning: Warning): void {
    for (const old of warning.replaces ?? []) this.#warnings.delete(old);
    const least = this.#clears[warning.event];
    if (warning.status === 'cancel' || least === undefined || (warning.grade ?? UNGRADED) > least) return;
    this.#warnings.set(warning.id, warning);
  }

  /** To be called at every scan: a break in between ends a danger. */
  over({ beach, names }: BeachPlace, time: EventTime): Danger | undefined {
    let worst: Warning | undefined;
    for (const warning of this.#warnings.values()) {
      if (warning.expiresAt !== undefined && warning.expiresAt <= time) {
        this.#warnings.delete(warning.id);
        continue;
      }
      const { area } = warning;
      if (startOf(warning) > time || (area !== undefined && !names.some((name) => area.includes(name)))) continue;
      if (!worst || gradeOf(warning) < gradeOf(worst)) worst = warning;
    }
    if (!worst) {
      this.#since.delete(beach.id);
      return undefined;
    }
    const since = this.#since.get(beach.id) ?? startOf(worst);
    this.#since.set(beach.id, since);
    const hours = ONSET_H[worst.event]?.[gradeOf(worst)];
    return {
      since: eventTime(since),
      event: worst.event,
      grade: gradeOf(worst),
      headline: worst.headline,
      ...(hours !== undefined && {
        onsetS: Math.max(0, Math.round(startOf(worst) / 1000 + hours * HOUR_S - time / 1000)),
      }),
    };
  }

  snapshot(): Snapshot {
    return { warnings: [...this.#warnings.values()], since: [...this.#since] };
  }

  restore({ warnings, since }: Snapshot): void {
    for (const warning of warnings) this.#warnings.set(warning.id, warning);
    for (const [beach, at] of since) this.#since.set(beach, at);
  }
}

const startOf = ({ effectiveAt, time }: Warning): number => effectiveAt ?? time;
const gradeOf = ({ grade }: Warning): Grade => grade ?? UNGRADED;
