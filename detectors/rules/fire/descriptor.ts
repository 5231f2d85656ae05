import type { DetectorDescriptor } from '../../detector.ts';
import { DeviceDetector } from '../devices/device-detector.ts';
import { fire } from './fire.ts';
import { type FireParameters, fireParameters, RULE } from './parameters.ts';

/** 火灾: flames, by a smoke detector or a thermometer in the rooms. */
export const fireDescriptor: DetectorDescriptor<FireParameters> = {
  ...RULE,
  name: { zh: '火灾', en: 'Fire' },
  inputs: {
    messages: ['observation'],
    thingKinds: ['smoke', 'temperature'],
    datastreams: ['obscuration', 'temperature'],
    worstQuality: 'suspect',
  },
  parameters: fireParameters,
  create: (parameters) => new DeviceDetector(fire(parameters)),
};
