import type { Scenario } from '../scenario.ts';
import { complaintWave } from '../synthetic/days/complaint-wave.ts';
import { floodNight } from '../synthetic/days/flood-night.ts';
import { gasLeak } from '../synthetic/days/gas-leak.ts';
import { goldenWeek } from '../synthetic/days/golden-week.ts';
import { karstShield } from '../synthetic/days/karst-shield.ts';
import { muckTrucks } from '../synthetic/days/muck-trucks.ts';
import { nightBoats } from '../synthetic/days/night-boats.ts';
import { sensorStorm } from '../synthetic/days/sensor-storm.ts';
import { typhoonDay } from '../synthetic/days/typhoon-day.ts';
import type { Calendar } from '../synthetic/world/world.ts';

/** A kind of day on which something happens, and how often it comes. */
export interface Eventful {
  readonly scenario: Scenario;
  /** In sixty days: at least and at most. Ours, after what a subtropical coastal city lives through in a wet autumn. */
  readonly in60: readonly [fewest: number, most: number];
  /** Days on which it may begin; absent: any. */
  readonly on?: readonly Calendar[];
}

/** Those that are hardest to place first. */
export const EVENTFUL: readonly Eventful[] = [
  { scenario: goldenWeek, in60: [2, 2], on: ['holiday'] },
  { scenario: typhoonDay, in60: [1, 2], on: ['weekend', 'workday'] },
  { scenario: floodNight, in60: [2, 3], on: ['workday'] },
  { scenario: nightBoats, in60: [2, 3], on: ['weekend', 'holiday'] },
  { scenario: karstShield, in60: [1, 2], on: ['workday'] },
  { scenario: gasLeak, in60: [1, 2], on: ['workday'] },
  { scenario: muckTrucks, in60: [2, 2], on: ['workday'] },
  { scenario: complaintWave, in60: [2, 2], on: ['workday'] },
  { scenario: sensorStorm, in60: [1, 1], on: ['workday'] },
];

export const eventfulById = (id: string): Scenario | undefined =>
  EVENTFUL.find(({ scenario }) => scenario.id === id)?.scenario;
