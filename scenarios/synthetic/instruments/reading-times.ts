import { nameSeed } from '../../../geodata/city/name-seed.ts';
import { hashNoise } from '../../../geodata/city/seeded-random.ts';
import { type EventTime, eventTime } from '../../../geodata/model/time.ts';
import { STEP_MS, type World } from '../world/world.ts';

/** When an instrument reads: at `seconds` of every `period`th step, counted so that `phase` is one of them. */
export interface ReadingTimes {
  readonly period: number;
  readonly phase: number;
  readonly seconds: readonly number[];
}

const STEP_S = STEP_MS / 1000;

/** Readings come at the same seconds of every minute, or of every so many minutes: never more seldom than they are expected. */
export function readingTimesOf(seed: number, id: string, everyS: number): ReadingTimes {
  const device = nameSeed(seed, id);
  const share = hashNoise(device, 3);
  if (everyS >= STEP_S) {
    const period = Math.floor(everyS / STEP_S);
    return { period, phase: Math.floor(hashNoise(device, 4) * period), seconds: [Math.floor(share * STEP_S)] };
  }
  const count = Math.ceil(STEP_S / everyS);
  const first = Math.floor((share * STEP_S) / count);
  return {
    period: 1,
    phase: 0,
    seconds: Array.from({ length: count }, (_, i) => first + Math.floor((i * STEP_S) / count)),
  };
}

/** The first reading that can show what holds at the end of the step at hand: nobody can know earlier. Not before `world.now`, from which on it holds. */
export function firstReading(
  world: World,
  { id, intervalS }: { readonly id: string; readonly intervalS: number },
): EventTime {
  const { period, phase, seconds } = readingTimesOf(world.seed, id, intervalS);
  let step = Math.round((world.now - world.start) / STEP_MS) - 1;
  while ((step + phase) % period !== 0) step++;
  return eventTime(Math.max(world.now, world.start + step * STEP_MS + (seconds[0] ?? 0) * 1000));
}
