import type { Family } from '../../geodata/model/family.ts';
import type { Grade } from '../../geodata/model/grade.ts';
import type { EventTime } from '../../geodata/model/time.ts';
import type { Alert } from './alert.ts';

/** What a rule or a window covers: every part that is given must fit; at least one is. */
export interface ArrangementScope {
  readonly detector?: string;
  readonly kind?: string;
  readonly family?: Family;
  /** Any of the alert's things. */
  readonly thing?: string;
  /** Id of a zone or asset of the city. */
  readonly zone?: string;
}

/**
 * What people agreed on beforehand: `rule` is suppression by design (ISA-18.2-2016 §11.8), `maintenance` takes things or areas out of service (§11.9). Each has an owner, a reason and an
 * end, so that none outlives the person who remembers why.
 */
export interface Arrangement {
  readonly id: string;
  readonly kind: 'rule' | 'maintenance';
  readonly scope: ArrangementScope;
  readonly reason: string;
  readonly owner: string;
  /** In force in `[from, to)`. */
  readonly from: EventTime;
  readonly to: EventTime;
  /** Alerts worse than this grade are shown all the same: nothing graver than what was thought of is hidden. */
  readonly worstGrade: Grade;
  readonly createdBy: string;
  readonly createdAt: EventTime;
  /** When a person ended it before its time. */
  readonly withdrawnAt?: EventTime;
  readonly withdrawnBy?: string;
}

/** Logged once, never changed; an {@link Arrangement} is what the last of its events says. */
export interface ArrangementEvent {
  readonly id: string;
  readonly kind: 'arranged' | 'changed' | 'withdrawn';
  readonly time: EventTime;
  readonly actor: string;
  readonly arrangement: Arrangement;
}

export function isInForce({ from, to, withdrawnAt }: Arrangement, at: EventTime): boolean {
  return from <= at && at < Math.min(to, withdrawnAt ?? to);
}

export function coversAlert({ scope, worstGrade }: Arrangement, alert: Alert): boolean {
  const { detector, kind, family, thing, zone } = scope;
  return (
    alert.grade >= worstGrade &&
    (detector === undefined || alert.detector === detector) &&
    (kind === undefined || alert.kind === kind) &&
    (family === undefined || alert.family === family) &&
    (thing === undefined || alert.things.some((id) => id === thing)) &&
    (zone === undefined || alert.zone === zone)
  );
}

/** All arrangements that are not over. */
export class Arrangements {
  readonly #known = new Map<string, Arrangement>();

  put(arrangement: Arrangement): void {
    this.#known.set(arrangement.id, arrangement);
  }

  get(id: string): Arrangement | undefined {
    return this.#known.get(id);
  }

  /** In the order in which they were made. */
  all(): readonly Arrangement[] {
    return [...this.#known.values()];
  }

  /** What covers the alert at that time; maintenance goes first, then what lasts longest. */
  over(alert: Alert, at: EventTime): Arrangement | undefined {
    let best: Arrangement | undefined;
    for (const arrangement of this.#known.values())
      if (isInForce(arrangement, at) && coversAlert(arrangement, alert) && isBefore(arrangement, best))
        best = arrangement;
    return best;
  }

  /** Those that began in `(after, upTo]` and are still in force then, the first to begin first. */
  begun(after: number, upTo: EventTime): readonly Arrangement[] {
    const begun = this.all().filter((each) => each.from > after && isInForce(each, upTo));
    return begun.sort((a, b) => a.from - b.from);
  }
}

function isBefore(arrangement: Arrangement, other: Arrangement | undefined): boolean {
  if (!other) return true;
  if (arrangement.kind !== other.kind) return arrangement.kind === 'maintenance';
  return arrangement.to > other.to || (arrangement.to === other.to && arrangement.id < other.id);
}
