import type { EventTime } from '../../geodata/model/time.ts';
import type { Alert, Shelf, ShelfScope } from './alert.ts';

/** What a shelf of this scope, put up on this alert, sets aside. */
export function subjectOf(scope: ShelfScope, alert: Alert): string {
  switch (scope) {
    case 'alert':
      return alert.id;
    case 'thing':
      return alert.things[0];
    case 'detector':
      return alert.detector;
  }
}

export const covers = (shelf: Shelf, alert: Alert): boolean => subjectOf(shelf.scope, alert) === shelf.subject;

/** Shelves that reach beyond one alert, so that alerts yet to come are born under them. */
export class StandingShelves {
  readonly #shelves = new Map<string, Shelf>();

  put(shelf: Shelf): void {
    if (shelf.scope !== 'alert') this.#shelves.set(`${shelf.scope} ${shelf.subject}`, shelf);
  }

  remove(shelf: Shelf): void {
    this.#shelves.delete(`${shelf.scope} ${shelf.subject}`);
  }

  /** The shelf that covers the alert longest, of those still up at `time`. */
  over(alert: Alert, time: EventTime): Shelf | undefined {
    if (this.#shelves.size === 0) return undefined;
    const both = (['thing', 'detector'] as const).map((scope) =>
      this.#shelves.get(`${scope} ${subjectOf(scope, alert)}`),
    );
    return both.reduce<Shelf | undefined>(
      (longest, shelf) => (shelf && shelf.until > Math.max(time, longest?.until ?? time) ? shelf : longest),
      undefined,
    );
  }

  expire(now: EventTime): void {
    for (const [subject, shelf] of this.#shelves) if (shelf.until <= now) this.#shelves.delete(subject);
  }
}
