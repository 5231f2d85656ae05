import type { Metres } from '../../../geodata/city/harbour/frame.ts';
import type { ThingId } from '../../../geodata/model/ids.ts';
import { type EventTime, eventTime } from '../../../geodata/model/time.ts';
import { type Hull, isMadeFast } from './fleet.ts';
import { LOITERING_KN, LOITERING_LEFT_M, LOITERING_MINUTES, LOITERING_RADIUS_M } from './officer-limits.ts';
import { isOneOf } from './sea-zones.ts';

const MINUTE_MS = 60_000;

interface Stay {
  readonly places: Metres[];
  readonly speedsKn: number[];
  /** Once it loiters: since when, and around where. */
  loiters?: { readonly since: EventTime; readonly middle: Metres };
}

/** Remembers where each hull was, minute by minute, as long as it may loiter. */
export class LoiterWatch {
  readonly #stays = new Map<ThingId, Stay>();

  /** Asked once a minute for each hull: since when it has loitered, if it does. */
  since(hull: Hull, time: EventTime): EventTime | undefined {
    const mayLoiter =
      !isMadeFast(hull) && hull.speedKn <= LOITERING_KN[1] && !isOneOf(hull.zones, ['berth', 'anchorage']);
    if (!mayLoiter) {
      this.#stays.delete(hull.id);
      return undefined;
    }
    const stay = this.#stays.get(hull.id) ?? { places: [], speedsKn: [] };
    this.#stays.set(hull.id, stay);
    if (stay.loiters) {
      const { middle, since } = stay.loiters;
      if (Math.hypot(hull.at[0] - middle[0], hull.at[1] - middle[1]) <= LOITERING_LEFT_M) return since;
      this.#stays.delete(hull.id);
      return undefined;
    }
    stay.places.push(hull.at);
    stay.speedsKn.push(hull.speedKn);
    if (stay.places.length > LOITERING_MINUTES + 1) {
      stay.places.shift();
      stay.speedsKn.shift();
    }
    const middle = stay.places.length > LOITERING_MINUTES && middleOf(stay.places);
    const meanKn = stay.speedsKn.reduce((sum, each) => sum + each, 0) / stay.speedsKn.length;
    if (!middle || meanKn < LOITERING_KN[0]) return undefined;
    stay.loiters = { since: eventTime(time - LOITERING_MINUTES * MINUTE_MS), middle };
    return stay.loiters.since;
  }
}

/** Of the box around all places; `undefined` when it is too large for loitering. */
function middleOf(places: readonly Metres[]): Metres | undefined {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of places) {
    west = Math.min(west, x);
    south = Math.min(south, y);
    east = Math.max(east, x);
    north = Math.max(north, y);
  }
  return Math.hypot(east - west, north - south) / 2 <= LOITERING_RADIUS_M
    ? [(west + east) / 2, (south + north) / 2]
    : undefined;
}
