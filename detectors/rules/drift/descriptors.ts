import type { Family } from '../../../geodata/model/family.ts';
import type { DetectorDescriptor } from '../../detector.ts';
import { FAMILY_NAME, kindsWithReadings, MONITORED_FAMILIES } from '../readings/families.ts';
import { Drift } from './drift.ts';
import { type DriftParameters, driftParameters } from './parameters.ts';
import { STANDARD_DRIFT_RULES } from './standard-rules.ts';

/** 零点漂移: an instrument diagnostic, which neither raises nor clears an alert about values. */
const driftDescriptor = (family: Family): DetectorDescriptor<DriftParameters> => {
  const rule = { id: `${family}.drift`, family, alertKind: 'drift', version: '1' };
  return {
    ...rule,
    name: { zh: `${FAMILY_NAME[family].zh}读数漂移`, en: `${FAMILY_NAME[family].en}: reading adrift` },
    inputs: { messages: ['observation'], thingKinds: kindsWithReadings(family) },
    parameters: driftParameters(STANDARD_DRIFT_RULES[family]),
    create: (parameters) => new Drift(rule, parameters),
  };
};

export const driftDescriptors: readonly DetectorDescriptor<DriftParameters>[] = MONITORED_FAMILIES.map(driftDescriptor);
