import type { EventTime } from '../../geodata/model/time.ts';
import type { IncidentId } from './incident.ts';

/** Gives out `INC-YYMMDD-NNN`, the days being the city's. The same alerts in the same order get the same numbers. */
export class IncidentNumbers {
  readonly #last = new Map<string, number>();
  readonly #format: Intl.DateTimeFormat;

  /** `timeZone`: an IANA name. */
  constructor(timeZone: string) {
    const twoDigits = '2-digit';
    this.#format = new Intl.DateTimeFormat('en', { timeZone, year: twoDigits, month: twoDigits, day: twoDigits });
  }

  restore(numbers: ReadonlyMap<string, number>): void {
    for (const [day, number] of numbers) this.#last.set(day, number);
  }

  next(time: EventTime): IncidentId {
    const parts = new Map(this.#format.formatToParts(time).map(({ type, value }) => [type, value]));
    const day = `${parts.get('year')}${parts.get('month')}${parts.get('day')}`;
    const number = (this.#last.get(day) ?? 0) + 1;
    this.#last.set(day, number);
    return `INC-${day}-${String(number).padStart(3, '0')}` as IncidentId;
  }
}
