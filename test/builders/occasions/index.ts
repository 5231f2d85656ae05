import { eventfulDay, eventfulWorld } from '../eventful-day.ts';
import { fullEvening } from './beach-evening.ts';
import { complainingQuarter } from './complaining-quarter.ts';
import { failingInstruments } from './failing-instruments.ts';
import { floodedUnderpass } from './flooded-underpass.ts';
import { hazardousEvening } from './hazardous-evening.ts';
import type { Occasion } from './occasion.ts';
import { soakedSlope } from './soaked-slope.ts';
import { strayingTruck } from './straying-truck.ts';
import { surgingSewer } from './unlike-any-before.ts';
import { voidUnderTheStreet } from './void-under-the-street.ts';
import { warmingStore } from './warming-store.ts';

const eventful: Occasion = { world: eventfulWorld(), messages: eventfulDay() };

/** By detector id: what the conformance suite lets it live through. All others live through the eventful day. */
const OCCASIONS: Readonly<Record<string, () => Occasion>> = {
  'beach.crowding': fullEvening,
  'beach.closed_water': fullEvening,
  'beach.night_presence': fullEvening,
  'beach.stranding': fullEvening,
  'beach.tent': fullEvening,
  'beach.fire': fullEvening,
  'city.anomaly': surgingSewer,
  'city.flooding': floodedUnderpass,
  'city.forecast': warmingStore,
  'city.landslide': soakedSlope,
  'city.truck_violation': strayingTruck,
  'city.complaint_hotspot': complainingQuarter,
  'city.gas_leak': hazardousEvening,
  'city.fire': hazardousEvening,
  'city.smoke': hazardousEvening,
  'city.crowding': hazardousEvening,
  'city.over_staffing': hazardousEvening,
  'city.intrusion': hazardousEvening,
  'city.stuck': failingInstruments,
  'underground.stuck': failingInstruments,
  'vessel.stuck': failingInstruments,
  'city.drift': failingInstruments,
  'vessel.drift': failingInstruments,
  'underground.settlement': voidUnderTheStreet,
  'underground.settlement_rate': voidUnderTheStreet,
  'underground.convergence': voidUnderTheStreet,
  'underground.groundwater': voidUnderTheStreet,
  'underground.axial_force': voidUnderTheStreet,
  'underground.karst': voidUnderTheStreet,
};

/** Where a detector has something to find. */
export const occasionFor = (detector: string): Occasion => OCCASIONS[detector]?.() ?? eventful;
