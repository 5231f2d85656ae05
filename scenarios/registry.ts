import type { Scenario } from './scenario.ts';
import { complaintWave } from './synthetic/days/complaint-wave.ts';
import { floodNight } from './synthetic/days/flood-night.ts';
import { gasLeak } from './synthetic/days/gas-leak.ts';
import { goldenWeek } from './synthetic/days/golden-week.ts';
import { karstShield } from './synthetic/days/karst-shield.ts';
import { muckTrucks } from './synthetic/days/muck-trucks.ts';
import { nightBoats } from './synthetic/days/night-boats.ts';
import { quietDay } from './synthetic/days/quiet-day.ts';
import { sensorStorm } from './synthetic/days/sensor-storm.ts';
import { typhoonDay } from './synthetic/days/typhoon-day.ts';
import { harbourDay } from './synthetic/harbour/harbour-day.ts';

/** Every scenario that can be played; the first is what a fresh start shows. */
export const SCENARIOS: readonly [Scenario, ...Scenario[]] = [
  typhoonDay,
  goldenWeek,
  karstShield,
  floodNight,
  gasLeak,
  nightBoats,
  muckTrucks,
  sensorStorm,
  complaintWave,
  quietDay,
  harbourDay,
];

export const scenarioById = (id: string): Scenario | undefined => SCENARIOS.find((scenario) => scenario.id === id);
