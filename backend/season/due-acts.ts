import type { EventTime } from '../../geodata/model/time.ts';
import { UserError } from '../errors.ts';

interface Due {
  readonly at: EventTime;
  /** What comes of it; nothing when there is nothing to do any more. */
  readonly act: () => Promise<unknown> | undefined;
}

/** What somebody means to do, in order of time. Each thing is meant once. */
export class DueActs {
  #due: Due[] = [];
  readonly #planned = new Set<string>();
  #acts: Promise<unknown>[] = [];

  plan(name: string, at: number, act: Due['act']): void {
    if (this.#planned.has(name)) return;
    this.#planned.add(name);
    const due: Due = { at: Math.round(at) as EventTime, act };
    const place = this.#due.findLastIndex((each) => each.at <= due.at);
    this.#due.splice(place + 1, 0, due);
  }

  get nextAt(): EventTime | undefined {
    return this.#due[0]?.at;
  }

  /** Does what is due. Whoever came too late has done no wrong. */
  actUntil(now: EventTime): void {
    for (let next = this.#due[0]; next !== undefined && next.at <= now; next = this.#due[0]) {
      this.#due.shift();
      const act = next.act();
      if (act) this.#acts.push(act.catch(unlessTooLate));
    }
  }

  /** Resolves once all acts so far are in the logs. @throws what a desk said, but for acts that came too late. */
  async settled(): Promise<void> {
    const acts = this.#acts;
    this.#acts = [];
    await Promise.all(acts);
  }
}

function unlessTooLate(error: unknown): void {
  if (!(error instanceof UserError)) throw error;
}
