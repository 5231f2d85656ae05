import type { DetectorDescriptor } from '../../detector.ts';

/** What every rule about beaches listens to: towers, people counters, wind, and warnings. */
export const beachInputs: DetectorDescriptor['inputs'] = {
  messages: ['detection', 'observation', 'warning'],
  thingKinds: ['camera', 'crowd', 'anemometer'],
  datastreams: ['people', 'wind_speed'],
};
