import type { Scenario } from './scenario.ts';
import { typhoonDay } from './synthetic/days/typhoon-day.ts';

/** Every scenario that can be played; the first is what a fresh start shows. */
export const SCENARIOS: readonly [Scenario, ...Scenario[]] = [typhoonDay];

export const scenarioById = (id: string): Scenario | undefined => SCENARIOS.find((scenario) => scenario.id === id);
