/** A named event-time timer of one key of one detector. */
export interface Timer {
  readonly name: string;
  readonly key: string;
  /** The owner's place in the runtime's list of detectors. */
  readonly order: number;
  /** The event time it fires with; `Infinity` while cancelled. */
  due: number;
  /** What the watermark must pass before it fires: `due`, or later by as much as its key is behind. */
  wake: number;
  /** The time of its one valid item in the queue; NaN while it has none. */
  queuedAt: number;
  fire(): void;
}

interface Item {
  readonly time: number;
  readonly timer: Timer;
}

/**
 * Fires timers in the order (wake time, detector, key, name): an order that does not depend on when they were set.
 *
 * A timer that moves to a later time (every message of a watched vessel moves its timer) costs no queue operation: its item stays
 * where it is and is queued again at the true time when it comes up.
 */
export class TimerQueue {
  readonly #heap: Item[] = [];

  /** Call after `timer.due` and `timer.wake` changed. */
  schedule(timer: Timer): void {
    if (timer.due === Number.POSITIVE_INFINITY || timer.queuedAt <= timer.wake) return;
    timer.queuedAt = timer.wake;
    this.#push({ time: timer.wake, timer });
  }

  /** Fires everything that wakes before `watermark`, including what the fired ones set. */
  fireBefore(watermark: number): void {
    for (let top = this.#heap[0]; top !== undefined && top.time < watermark; top = this.#heap[0]) {
      this.#pop();
      const { timer } = top;
      if (timer.queuedAt !== top.time) continue;
      timer.queuedAt = Number.NaN;
      if (timer.due !== Number.POSITIVE_INFINITY && timer.wake === top.time) timer.fire();
      else this.schedule(timer);
    }
  }

  #push(item: Item): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push(item);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(item, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = item;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop()!;
    const size = heap.length;
    if (size === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && before(heap[child + 1]!, heap[child]!)) child++;
      if (!before(heap[child]!, last)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
  }
}

function before(a: Item, b: Item): boolean {
  if (a.time !== b.time) return a.time < b.time;
  if (a.timer.order !== b.timer.order) return a.timer.order < b.timer.order;
  if (a.timer.key !== b.timer.key) return a.timer.key < b.timer.key;
  return a.timer.name < b.timer.name;
}
