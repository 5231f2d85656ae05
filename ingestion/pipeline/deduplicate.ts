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

  /**
   * True the first time a series is that far; of reports and warnings, which have ids of their own and no order, the first time that one is told.
   * Descriptions say what is, not what happened, so each of them is news.
   */
  isNews(message: Message): boolean {
    const key = keyOf(message);
    if (key === undefined) return true;
    const newest = this.#young.get(key) ?? this.#old.get(key);
    if (newest !== undefined && (message.time <= newest || isToldOnce(message))) {
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

const isToldOnce = ({ kind }: Message): boolean => kind === 'report' || kind === 'warning';

/** No id and no datastream has a slash in it, so no two of these meet. */
function keyOf(message: Message): string | undefined {
  switch (message.kind) {
    case 'observation':
      return `${message.thing}/${message.datastream}`;
    case 'position':
      return message.thing;
    case 'detection':
      return `${message.thing}/`;
    case 'report':
      return `/report/${message.id}`;
    case 'warning':
      return `/warning/${message.id}`;
    case 'thing':
      return undefined;
  }
}
