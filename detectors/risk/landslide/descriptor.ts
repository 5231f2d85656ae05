import type { DetectorDescriptor } from '../../detector.ts';
import { Landslide } from './landslide.ts';
import { type LandslideParameters, landslideParameters, RULE } from './parameters.ts';

/** 边坡、滑坡: rain, pore pressure or creep says that a slope may fail. */
export const landslideDescriptor: DetectorDescriptor<LandslideParameters> = {
  ...RULE,
  name: { zh: '边坡滑坡', en: 'Landslide' },
  inputs: {
    messages: ['observation'],
    thingKinds: ['rain_gauge', 'pore_pressure', 'inclinometer'],
    datastreams: ['rain', 'pressure', 'displacement'],
  },
  parameters: landslideParameters,
  create: (parameters) => new Landslide(parameters),
};
