import { eventfulDay, eventfulWorld } from '../eventful-day.ts';
import { fullEvening } from './beach-evening.ts';
import { floodedUnderpass } from './flooded-underpass.ts';
import type { Occasion } from './occasion.ts';
import { soakedSlope } from './soaked-slope.ts';

const eventful: Occasion = { world: eventfulWorld(), messages: eventfulDay() };

/** By detector id: what the conformance suite lets it live through. All others live through the eventful day. */
const OCCASIONS: Readonly<Record<string, () => Occasion>> = {
  'beach.crowding': fullEvening,
  'beach.closed_water': fullEvening,
  'beach.night_presence': fullEvening,
  'beach.stranding': fullEvening,
  'beach.tent': fullEvening,
  'beach.fire': fullEvening,
  'city.flooding': floodedUnderpass,
  'city.landslide': soakedSlope,
};

/** Where a detector has something to find. */
export const occasionFor = (detector: string): Occasion => OCCASIONS[detector]?.() ?? eventful;
