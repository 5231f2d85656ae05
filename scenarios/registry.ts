import type { Scenario } from './scenario.ts';
import { harbourDay } from './synthetic/harbour/harbour-day.ts';

/** Every scenario that can be played; the first is what a fresh start shows. */
export const SCENARIOS: readonly [Scenario, ...Scenario[]] = [harbourDay];

export const scenarioById = (id: string): Scenario | undefined => SCENARIOS.find((scenario) => scenario.id === id);
