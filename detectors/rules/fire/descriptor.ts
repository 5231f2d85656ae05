import type { DetectorDescriptor } from '../../detector.ts';
import { FireDetector } from './fire-detector.ts';
import { type FireParameters, fireParameters, RULE } from './parameters.ts';

/** 火灾: flames, by a smoke detector or a thermometer in the rooms, by cameras, or by people who call. */
export const fireDescriptor: DetectorDescriptor<FireParameters> = {
  ...RULE,
  name: { zh: '火灾', en: 'Fire' },
  inputs: {
    messages: ['observation', 'detection', 'report'],
    thingKinds: ['smoke', 'temperature', 'gas', 'camera'],
    datastreams: ['obscuration', 'temperature', 'ch4'],
    worstQuality: 'suspect',
  },
  parameters: fireParameters,
  create: (parameters) => new FireDetector(parameters),
};
