import { eventfulDay, eventfulWorld } from '../eventful-day.ts';
import type { Occasion } from './occasion.ts';

const eventful: Occasion = { world: eventfulWorld(), messages: eventfulDay() };

/** By detector id: what the conformance suite lets it live through. All others live through the eventful day. */
const OCCASIONS: Readonly<Record<string, () => Occasion>> = {};

/** Where a detector has something to find. */
export const occasionFor = (detector: string): Occasion => OCCASIONS[detector]?.() ?? eventful;
