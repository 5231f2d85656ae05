import type { EventTime } from '../../geodata/model/time.ts';
import { UserError } from '../errors.ts';

/** Ours, far below the 100 that NIST SP 800-63B §5.2.2 allows in a row. */
const MOST_FAILURES = { user: 5, address: 50 } as const;
const WINDOW_MS = 15 * 60_000;
const MOST_KEYS = 10_000;

/** Slows down guessing: per user and address, and per address over all users. An attempt counts from its start, so parallel ones cannot slip through. */
export class SignInLimiter {
  readonly #attempts = new Map<string, EventTime[]>();

  /** @throws UserError 429 when there were too many failures lately. */
  begin(username: string, address: string, now: EventTime): void {
    const keys = keysOf(username, address);
    for (const { key, most } of keys) {
      const recent = this.#recent(key, now);
      if (recent.length < most) continue;
      const seconds = Math.ceil((recent[0]! + WINDOW_MS - now) / 1000);
      throw new UserError('too-many-attempts', 'too many failed sign-ins', {
        status: 429,
        next: `Wait ${seconds} s, or ask an administrator to reset the password.`,
      });
    }
    for (const { key } of keys) this.#attempts.set(key, [...this.#recent(key, now), now]);
    if (this.#attempts.size > MOST_KEYS) this.#forget(now);
  }

  succeed(username: string, address: string): void {
    const [own, shared] = keysOf(username, address);
    this.#attempts.delete(own.key);
    this.#attempts.set(shared.key, this.#attempts.get(shared.key)?.slice(0, -1) ?? []);
  }

  #recent(key: string, now: EventTime): EventTime[] {
    return (this.#attempts.get(key) ?? []).filter((time) => now - time < WINDOW_MS);
  }

  /** Drops what no longer counts; if that is not enough, the keys tried longest ago. */
  #forget(now: EventTime): void {
    for (const key of this.#attempts.keys()) if (this.#recent(key, now).length === 0) this.#attempts.delete(key);
    for (const key of this.#attempts.keys()) {
      if (this.#attempts.size <= MOST_KEYS) return;
      this.#attempts.delete(key);
    }
  }
}

const keysOf = (username: string, address: string) =>
  [
    { key: JSON.stringify([username, address]), most: MOST_FAILURES.user },
    { key: address, most: MOST_FAILURES.address },
  ] as const;
