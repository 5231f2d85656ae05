import { groundOf } from '../../../detectors/ground.ts';
import { emptyCity } from '../../../geodata/city/empty-city.ts';
import { destination, type LonLat } from '../../../geodata/model/geometry.ts';
import { thingId } from '../../../geodata/model/ids.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import type { Attributes, Position } from '../../../ingestion/observation.ts';
import type { World } from '../detection.ts';
import type { Occasion } from './occasion.ts';

const SITE: LonLat = [114.5, 22.5];
const START = Date.parse('2026-06-07T09:00:00+08:00');
const TRUCK = thingId('truck-0001');
/** Kilometres an hour in a knot. */
const KMH = 1.852;

/** From the site 5 km due east and back, as a permit's polyline states it. */
const ROUTE = '_pihC_hzyT?eoH';

export const permit = (over: Attributes = {}): Attributes => ({
  load: 'muck',
  permittedFromH: 7,
  permittedToH: 19,
  speedLimitKmh: 60,
  routeOut: ROUTE,
  routeBack: ROUTE,
  ...over,
});

export const truckWorld = (attrs: Attributes = permit()): World => ({
  things: [{ id: TRUCK, kind: 'truck', name: '澜A·D10007', attrs }],
  ...groundOf({ ...emptyCity, timeZone: 'Asia/Shanghai' }),
});

/** Where the truck is, `minutes` after nine: so far along its route, so far north of it. */
export const fix = (minutes: number, alongM: number, asideM: number, speedKmh: number): Position => {
  const [lon, lat] = destination(destination(SITE, 90, alongM), 0, asideM);
  return {
    kind: 'position',
    thing: TRUCK,
    time: eventTime(START + minutes * 60_000),
    lon,
    lat,
    speedKn: speedKmh / KMH,
    quality: 'good',
  };
};

/** So many fixes, one each half minute from `minutes` on. */
export const fixes = (
  count: number,
  minutes: number,
  at: (i: number) => readonly [number, number, number],
): Position[] => Array.from({ length: count }, (_, i) => fix(minutes + i / 2, ...at(i)));

/** It hurries, leaves its route, tips its load, and comes back to drive as it may. */
export function strayingTruck(): Occasion {
  return {
    world: truckWorld(),
    messages: [
      ...fixes(4, 0, (i) => [500 + 300 * i, 0, 40]),
      ...fixes(4, 2, (i) => [1700 + 500 * i, 0, 78]),
      ...fixes(8, 4, (i) => [3000, 200 + 300 * i, 36]),
      ...[8, 13, 18, 20].map((minutes) => fix(minutes, 3000, 2400, 0)),
      ...fixes(7, 21, (i) => [3000, 2100 - 300 * i, 36]),
      ...fixes(60, 25, (i) => [3000 - 40 * i, 0, 5]),
    ],
  };
}
