import type { Beaches, Hazards, Process } from './world.ts';

const NOBODY = { sand: 0, water: 0, closedWater: 0, tents: 0, fires: 0 };

/** Parts in which nothing ever happens, for worlds that are made without them. */
export const calmBeaches: Process<Beaches> = { id: 'beaches', slice: { state: () => NOBODY }, step: () => undefined };
export const calmHazards: Process<Hazards> = {
  id: 'hazards',
  slice: { ch4: () => 0, obscuration: () => 0, fires: [] },
  step: () => undefined,
};
