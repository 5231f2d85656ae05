import { thingId } from '../../../geodata/model/ids.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import { readings } from '../readings.ts';
import { NOON } from '../track.ts';
import type { Occasion } from './occasion.ts';

const STEP_S = 300;
const DAY = 86_400 / STEP_S;

/** A daily rhythm with a little noise, always the same (Park and Miller 1988, CACM 31:10). */
export function rhythm(days: number, seed = 7): number[] {
  let state = seed;
  const next = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647 - 0.5;
  };
  return Array.from({ length: Math.round(days * DAY) }, (_, step) => {
    const noise = next() + next() + next();
    return 6 + 3 * Math.sin((2 * Math.PI * step) / DAY) + 0.4 * noise;
  });
}

/** A sewer's discharge over ten days; on the ninth, four times as much for three hours. */
export function surgingSewer(): Occasion {
  const values = rhythm(11).map((value, step) => (step >= 8.5 * DAY && step < 8.625 * DAY ? 4 * value + 20 : value));
  return {
    world: { things: [{ id: thingId('fm-1'), kind: 'flow_meter', lon: 114.1, lat: 22.6, attrs: {} }] },
    messages: readings('fm-1', 'discharge', eventTime(NOON), values, { everyS: STEP_S }),
  };
}
