import { UserError } from '../errors.ts';

const LONGEST_KEY = 255;
const DAY_MS = 86_400_000;

interface Kept {
  /** `undefined` while the first request is still at work. */
  readonly answer: unknown;
  readonly until: number;
}

/**
 * The same key of the same user within 24 hours gets the answer of the first request, without its body being read again
 * (draft-ietf-httpapi-idempotency-key-header). Kept in memory, the newest `most` only: after a restart the readings themselves are still told from
 * new by their own keys, and only the count in the answer differs.
 */
export class IdempotentAnswers {
  readonly #kept = new Map<string, Kept>();
  readonly #most: number;
  readonly #now: () => number;

  constructor(most = 10_000, now: () => number = Date.now) {
    this.#most = most;
    this.#now = now;
  }

  /** @throws UserError 400 for a bad key, 409 while the first request with it is still at work. A request that failed leaves no trace. */
  async once<Answer>(username: string, key: string, work: () => Promise<Answer>): Promise<Answer> {
    if (key.length === 0 || key.length > LONGEST_KEY) {
      throw new UserError('invalid-input', `Idempotency-Key must have 1–${LONGEST_KEY} characters`, {
        field: 'Idempotency-Key',
      });
    }
    const name = JSON.stringify([username, key]);
    const known = this.#kept.get(name);
    if (known && known.until > this.#now()) {
      if (known.answer !== undefined) return known.answer as Answer;
      throw new UserError('still-at-work', 'the first request with this Idempotency-Key has no answer yet', {
        status: 409,
        next: 'Ask again in a few seconds.',
      });
    }
    this.#keep(name, undefined);
    try {
      const answer = await work();
      this.#keep(name, answer);
      return answer;
    } catch (error) {
      this.#kept.delete(name);
      throw error;
    }
  }

  #keep(name: string, answer: unknown): void {
    this.#kept.delete(name);
    this.#kept.set(name, { answer, until: this.#now() + DAY_MS });
    const oldest = this.#kept.keys().next();
    if (this.#kept.size > this.#most && !oldest.done) this.#kept.delete(oldest.value);
  }
}
