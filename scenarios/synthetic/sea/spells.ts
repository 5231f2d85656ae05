import { type EventTime, eventTime } from '../../../geodata/model/time.ts';
import type { TruthCondition } from '../../scenario.ts';
import type { TruthLedger } from '../world/world.ts';

export type Told = Omit<TruthCondition, 'id' | 'from' | 'to' | 'family' | 'kind'>;

/** How a condition must hold to be one. */
export interface Lasting {
  /** Shorter is nothing, ms. */
  readonly atLeastMs: number;
  /** Interruptions up to this are none, ms. */
  readonly gapMs: number;
  /** And so long after it could first be seen, ms. Default 0. */
  readonly seenMs?: number;
}

interface Spell {
  readonly kind: string;
  readonly since: EventTime;
  lastAt: EventTime;
  readonly gapMs: number;
  /** Its id and grade, once it is a condition. */
  told?: { readonly id: string; grade: number };
}

/** Turns "it holds now" of sample after sample into conditions with a beginning and an end. */
export class Spells {
  readonly #spells = new Map<string, Spell>();
  readonly #counts = new Map<string, number>();

  /** It holds at `time`. `tell` is asked when it becomes a condition, and again while it is one, for its grade. @param since when it began, where that is not the first time that it is seen to hold. */
  hold(
    key: string,
    kind: string,
    time: EventTime,
    { atLeastMs, gapMs, seenMs = 0 }: Lasting,
    truth: TruthLedger,
    tell: (since: EventTime) => Told,
    since = time,
  ): void {
    let spell = this.#spells.get(key);
    if (!spell) {
      spell = { kind, since, lastAt: time, gapMs };
      this.#spells.set(key, spell);
    }
    spell.lastAt = time;
    if (time - spell.since < atLeastMs) return;
    const told = tell(spell.since);
    // What nobody could have heard of yet is no condition yet, and never one if it ends before.
    if (time < told.visibleFrom + seenMs) return;
    if (spell.told && spell.told.grade <= told.grade) return;
    spell.told ??= { id: this.#newId(key), grade: told.grade };
    spell.told.grade = told.grade;
    truth.open({ id: spell.told.id, family: 'vessel', kind, from: spell.since, ...told });
  }

  isHeld(key: string): boolean {
    return this.#spells.has(key);
  }

  /** Ends what no longer holds; each ends one sample after it last held. */
  sweep(time: EventTime, sampleMs: number, truth: TruthLedger): void {
    for (const [key, spell] of this.#spells) {
      if (time - spell.lastAt <= spell.gapMs) continue;
      if (spell.told) truth.close(spell.told.id, eventTime(spell.lastAt + sampleMs));
      this.#spells.delete(key);
    }
  }

  #newId(key: string): string {
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return `${key}/${count}`;
  }
}
