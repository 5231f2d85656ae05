import { FAMILIES, type Family } from '../../../geodata/model/family.ts';
import { type Grade, worse } from '../../../geodata/model/grade.ts';
import type { EventTime } from '../../../geodata/model/time.ts';
import type { ExposurePoint, Outcome, TruthCondition } from '../../scenario.ts';
import type { TruthLedger } from './world.ts';

type Active = TruthCondition & { readonly noticed: number };

/** Keeps the worst grade of each condition. Conditions still open at the end end with the day. */
export class Ledger implements TruthLedger {
  readonly #end: EventTime;
  readonly #open = new Map<string, Active>();
  readonly #closed: TruthCondition[] = [];
  readonly #used = new Set<string>();
  readonly #exposure: ExposurePoint[] = [];
  #active: readonly Active[] | undefined = [];
  readonly #people = new Map<Family, number>();

  constructor(end: EventTime) {
    this.#end = end;
  }

  get active(): readonly Active[] {
    this.#active ??= [...this.#open.values()];
    return this.#active;
  }

  open(condition: Omit<TruthCondition, 'to'>, noticed = 0): void {
    const already = this.#open.get(condition.id);
    if (already && already.grade <= condition.grade) return;
    if (!already) this.#use(condition.id);
    const grade: Grade = already ? worse(already.grade, condition.grade) : condition.grade;
    this.#open.set(condition.id, already ? { ...already, grade } : { ...condition, to: this.#end, noticed });
    this.#active = undefined;
  }

  close(id: string, at: EventTime): void {
    const condition = this.#open.get(id);
    if (!condition) return;
    this.#open.delete(id);
    this.#active = undefined;
    const { noticed: _, ...truth } = condition;
    this.#closed.push({ ...truth, to: at });
  }

  expose(people: number, family: Family): void {
    this.#people.set(family, (this.#people.get(family) ?? 0) + people);
  }

  /** Ends a step: its people in harm's way are one point of the curve. */
  settle(time: EventTime): void {
    const families: Partial<Record<Family, number>> = {};
    let people = 0;
    for (const family of FAMILIES) {
      const own = Math.round(this.#people.get(family) ?? 0);
      if (own === 0) continue;
      families[family] = own;
      people += own;
    }
    this.#exposure.push({ time, people, families });
    this.#people.clear();
  }

  outcome(): Outcome {
    const still = this.active.map(({ noticed: _, ...truth }) => truth);
    const truth = [...this.#closed, ...still].sort((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1));
    return { truth, exposure: this.#exposure };
  }

  /** @throws RangeError when a condition that has ended is opened again: its id belongs to the first. */
  #use(id: string): void {
    if (this.#used.has(id)) throw new RangeError(`condition ${id} has ended; a new one needs a new id`);
    this.#used.add(id);
  }
}
