import { eventTime } from '../../../geodata/model/time.ts';
import { readings } from '../readings.ts';
import { wetWorld } from '../wet-town.ts';
import type { Occasion } from './occasion.ts';

const START = eventTime(Date.parse('2026-06-07T18:00:00+08:00'));
const after = (minutes: number) => eventTime(START + minutes * 60_000);

/** A cloudburst fills an underpass to the roof of a car and drains away. In order of time. */
export function floodedUnderpass(): Occasion {
  const every = { everyS: 300 };
  const rain = [0, 0.4, 2, 5, 6, 6, 5, 3, 1, 0.2, 0, 0, 0, 0, 0, 0, 0, 0];
  const level = [0.01, 0, 0.02, 0.09, 0.13, 0.24, 0.38, 0.56, 0.8, 1.04, 1.1, 0.95, 0.75, 0.5, 0.3, 0.14, 0.08, 0.02];
  const messages = [
    ...readings('rain-1', 'rain', START, rain, every),
    ...readings('level-1', 'level', after(1), level, every),
  ];
  return { world: wetWorld, messages: messages.sort((a, b) => a.time - b.time) };
}
