import type { DetectorDescriptor } from '../../detector.ts';
import { Flooding } from './flooding.ts';
import { type FloodingParameters, floodingParameters, RULE } from './parameters.ts';

/** 城市内涝: water stands, or is about to, at a low point of the city. */
export const floodingDescriptor: DetectorDescriptor<FloodingParameters> = {
  ...RULE,
  name: { zh: '城市内涝', en: 'Urban flooding' },
  inputs: { messages: ['observation'], thingKinds: ['water_level', 'rain_gauge'], datastreams: ['level', 'rain'] },
  parameters: floodingParameters,
  create: (parameters) => new Flooding(parameters),
};
