/** Turns a count that only grows into a rate: the mean since the previous reading. */
export class Rate {
  #count: number | undefined;
  #at = 0;

  perSecond(count: number): number {
    const now = performance.now();
    const rate = this.#count === undefined ? 0 : ((count - this.#count) * 1000) / Math.max(1, now - this.#at);
    this.#count = count;
    this.#at = now;
    return Math.round(rate * 10) / 10;
  }
}
