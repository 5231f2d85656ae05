import type { Family } from '../../../geodata/model/family.ts';
import type { DetectorDescriptor } from '../../detector.ts';
import { FAMILY_NAME, kindsWithReadings, MONITORED_FAMILIES } from '../readings/families.ts';
import { type ThresholdParameters, thresholdParameters } from './parameters.ts';
import { STANDARD_LIMITS } from './standard-limits.ts';
import { threshold } from './threshold.ts';

const VERSION = '2';

/** 阈值告警: a reading beyond its limit, for any datastream of the family's things. */
const thresholdDescriptor = (family: Family): DetectorDescriptor<ThresholdParameters> => {
  const id = `${family}.threshold`;
  return {
    id,
    family,
    alertKind: 'threshold',
    name: { zh: `${FAMILY_NAME[family].zh}监测值越限`, en: `${FAMILY_NAME[family].en}: reading beyond its limit` },
    version: VERSION,
    inputs: { messages: ['observation'], thingKinds: kindsWithReadings(family) },
    parameters: thresholdParameters(STANDARD_LIMITS[family]),
    create: (parameters) => threshold({ id, family, version: VERSION }, parameters),
  };
};

export const thresholdDescriptors: readonly DetectorDescriptor<ThresholdParameters>[] =
  MONITORED_FAMILIES.map(thresholdDescriptor);
