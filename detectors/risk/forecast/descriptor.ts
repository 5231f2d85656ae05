import type { DetectorDescriptor } from '../../detector.ts';
import { kindsWithReadings } from '../../rules/readings/families.ts';
import { forecast } from './forecast.ts';
import { type ForecastParameters, forecastParameters, RULE } from './parameters.ts';

/** 越限预报: a reading will pass its limit before long. */
export const forecastDescriptor: DetectorDescriptor<ForecastParameters> = {
  ...RULE,
  name: { zh: '监测值越限预报', en: 'Reading expected beyond its limit' },
  inputs: { messages: ['observation'], thingKinds: kindsWithReadings(RULE.family) },
  parameters: forecastParameters,
  create: (parameters) => forecast(parameters),
};
