import { eventTime } from '../../../geodata/model/time.ts';
import { readings } from '../readings.ts';
import { wetWorld } from '../wet-town.ts';
import type { Occasion } from './occasion.ts';

const START = eventTime(Date.parse('2026-06-07T18:00:00+08:00'));
const WET = 18;
const DRY = 12 * 28;

/** An hour and a half of rain soaks a slope until it creeps; a day later it is dry. In order of time. */
export function soakedSlope(): Occasion {
  const rain = [...Array.from({ length: WET }, () => 9.4), ...Array.from({ length: DRY }, () => 0)];
  const hours = (count: number, valueAt: (hour: number) => number) =>
    Array.from({ length: count }, (_, index) => valueAt(index / 2));
  const pressure = hours(58, (hour) => 6 + 8.4 * Math.min(1, hour / 2) * Math.max(0, 1 - hour / 26));
  const displacement = hours(58, (hour) => 4 * Math.min(2, hour));
  const messages = [
    ...readings('rain-1', 'rain', START, rain, { everyS: 300 }),
    ...readings('pore-1', 'pressure', START, pressure, { everyS: 1800 }),
    ...readings('creep-1', 'displacement', START, displacement, { everyS: 1800 }),
  ];
  return { world: wetWorld, messages: messages.sort((a, b) => a.time - b.time) };
}
