import type { DetectorDescriptor } from '../../detector.ts';

type Inputs = DetectorDescriptor['inputs'];

/** Rules about what towers see at once. */
export const sightingInputs: Inputs = { messages: ['detection', 'warning'], thingKinds: ['camera'] };

/** Rules about how many there are: towers and people counters. */
export const countingInputs: Inputs = {
  messages: ['detection', 'observation', 'warning'],
  thingKinds: ['camera', 'crowd'],
  datastreams: ['people'],
};

/** Rules about what wind makes worse. */
export const windInputs: Inputs = {
  messages: ['detection', 'observation', 'warning'],
  thingKinds: ['camera', 'anemometer'],
  datastreams: ['wind_speed'],
};
