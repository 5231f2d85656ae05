import { thingId } from '../../../geodata/model/ids.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import { readings } from '../readings.ts';
import { NOON } from '../track.ts';
import type { Occasion } from './occasion.ts';

const STEP_S = 60;

/** A battery store that warms up by half a degree a minute until it is beyond any limit, and is cooled again; then warms up once more and is cooled just before. */
export function warmingStore(): Occasion {
  const wobble = (step: number): number => 0.2 * Math.sin(step * 2.4);
  const ramp = (from: number, to: number, steps: number): number[] =>
    Array.from({ length: steps }, (_, step) => from + ((to - from) * step) / steps);
  const values = [
    ...ramp(25, 25, 30),
    ...ramp(25, 70, 90),
    ...ramp(70, 30, 40),
    ...ramp(30, 30, 40),
    ...ramp(30, 60, 60),
    ...ramp(60, 40, 60),
    ...ramp(40, 30, 60),
  ].map((value, step) => Math.round(10 * (value + wobble(step))) / 10);
  return {
    world: {
      things: [{ id: thingId('t-1'), kind: 'temperature', lon: 114.1, lat: 22.6, intervalS: STEP_S, attrs: {} }],
    },
    messages: readings('t-1', 'temperature', eventTime(NOON), values, { everyS: STEP_S }),
  };
}
