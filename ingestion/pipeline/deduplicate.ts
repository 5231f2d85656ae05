import type { Message } from '../observation.ts';

/** Keys remembered before the oldest are forgotten; about 100 bytes each. Ours, configurable. */
const MOST_KEYS = 500_000;

/**
 * Knows the newest event time of every series, so that a message goes to the detectors at most once and only forwards in time.
 * What is not newer is still stored: only the store can tell a late row from a second copy of one it has, and a second copy
 * must wait for the same commit as the first before its sender is told that it is safe.
 *
 * Memory is bounded: series that were silent for longest are forgotten, two generations at a time.
 */
export class Deduplicator {
  #young = new Map<string, number>();
  #old = new Map<string, number>();
  readonly #mostKeys: number;

  constructor(mostKeys = MOST_KEYS) {
    this.#mostKeys = Math.max(1, mostKeys >> 1);
  }

  /** True the first time a series is that far. Descriptions say what is, not what happened, so each of them is news. */
  isNews(message: Message): boolean {
    if (message.kind === 'thing') return true;
    const key = message.kind === 'position' ? message.thing : `${message.thing}/${message.datastream}`;
    const newest = this.#young.get(key) ?? this.#old.get(key);
    if (newest !== undefined && message.time <= newest) {
      if (!this.#young.has(key)) this.#remember(key, newest);
      return false;
    }
    this.#remember(key, message.time);
    return true;
  }

  get size(): number {
    return this.#young.size + this.#old.size;
  }

  #remember(key: string, time: number): void {
    this.#young.set(key, time);
    if (this.#young.size <= this.#mostKeys) return;
    this.#old = this.#young;
    this.#young = new Map();
  }
}
