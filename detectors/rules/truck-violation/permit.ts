import type { ThingId } from '../../../geodata/model/ids.ts';
import { DAY_MS, offsetOf } from '../../../geodata/model/local-time.ts';
import type { EventTime } from '../../../geodata/model/time.ts';
import type { Thing } from '../../../ingestion/thing.ts';
import { type ApprovedRoute, approvedRoute } from './approved-route.ts';

const HOUR_MS = 3_600_000;

/** What a truck's permit allows; what it does not state is allowed. */
export interface Permit {
  readonly load: string | undefined;
  readonly hours: { readonly fromH: number; readonly toH: number } | undefined;
  readonly speedLimitKmh: number | undefined;
  readonly route: ApprovedRoute | undefined;
}

/** Reads permits off the trucks' attributes, each once for as long as its route stays the same. */
export class Permits {
  readonly #routes = new Map<ThingId, { readonly text: string; readonly route: ApprovedRoute | undefined }>();

  of({ id, attrs }: Thing): Permit {
    const { load, permittedFromH: fromH, permittedToH: toH, speedLimitKmh } = attrs;
    return {
      load: typeof load === 'string' ? load : undefined,
      hours: typeof fromH === 'number' && typeof toH === 'number' ? { fromH, toH } : undefined,
      speedLimitKmh: typeof speedLimitKmh === 'number' ? speedLimitKmh : undefined,
      route: this.#routeOf(id, [attrs.routeOut, attrs.routeBack]),
    };
  }

  #routeOf(id: ThingId, stated: readonly unknown[]): ApprovedRoute | undefined {
    const encoded = stated.filter((line) => typeof line === 'string');
    const text = encoded.join(' ');
    const known = this.#routes.get(id);
    if (known?.text === text) return known.route;
    const route = approvedRoute(encoded);
    this.#routes.set(id, { text, route });
    return route;
  }
}

/** How far a moment lies outside of permitted hours, hours; 0 within them. Hours may run over midnight: 22 to 5. */
export function hoursOutside({ fromH, toH }: { readonly fromH: number; readonly toH: number }, hour: number): number {
  const after = (from: number, to: number) => (((to - from) % 24) + 24) % 24;
  const length = toH - fromH >= 24 ? 24 : after(fromH, toH);
  if (after(fromH, hour) < length || length === 24) return 0;
  return Math.min(after(toH, hour), after(hour, fromH));
}

/** Zones change their offset at full quarters of an hour; asking the calendar for each fix would be dear. */
const QUARTER_MS = HOUR_MS / 4;

/** Local hours of the day, [0, 24). */
export class LocalHours {
  #timeZone = '';
  #quarter = Number.NaN;
  #offsetMs = 0;

  at(timeZone: string, time: EventTime): number {
    const quarter = Math.floor(time / QUARTER_MS);
    if (quarter !== this.#quarter || timeZone !== this.#timeZone) {
      this.#timeZone = timeZone;
      this.#quarter = quarter;
      this.#offsetMs = offsetOf(timeZone, time);
    }
    return ((((time + this.#offsetMs) % DAY_MS) + DAY_MS) % DAY_MS) / HOUR_MS;
  }
}
