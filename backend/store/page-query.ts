import { decodeCursor } from './cursor.ts';

const isoTime = (time: number | undefined): string | undefined =>
  time === undefined ? undefined : new Date(time).toISOString();

/** The conditions of one page of a list that is ordered by time, newest first, and then id; every value is a parameter. */
export class PageQuery {
  readonly values: unknown[] = [];
  readonly #time: string;
  readonly #id: string;
  readonly #conditions: string[] = [];

  /** The columns that the list is ordered by. */
  constructor(time: string, id: string) {
    this.#time = time;
    this.#id = id;
  }

  /** Adds a condition unless `value` is absent; `condition` is given the parameter that stands for it. */
  where(value: unknown, condition: (parameter: string) => string): void {
    if (value !== undefined) this.#conditions.push(condition(this.#bind(value)));
  }

  /** Half-open: [from, to). */
  between(from: number | undefined, to: number | undefined): void {
    this.where(isoTime(from), (p) => `${this.#time} >= ${p}`);
    this.where(isoTime(to), (p) => `${this.#time} < ${p}`);
  }

  /** What follows `select … from …`: one row more than the page, which tells whether there is a next one. @throws UserError `bad-cursor`. */
  tail({ cursor, limit }: { readonly cursor?: string; readonly limit: number }): string {
    if (cursor !== undefined) {
      const { time, id } = decodeCursor(cursor);
      this.#conditions.push(`(${this.#time}, ${this.#id}) < (${this.#bind(isoTime(time))}, ${this.#bind(id)})`);
    }
    const where = this.#conditions.length > 0 ? `where ${this.#conditions.join(' and ')}` : '';
    return `${where} order by ${this.#time} desc, ${this.#id} desc limit ${this.#bind(limit + 1)}`;
  }

  #bind(value: unknown): string {
    return `$${this.values.push(value)}`;
  }
}
