import type { Family } from '../../../geodata/model/family.ts';
import type { DetectorDescriptor } from '../../detector.ts';
import { FAMILY_NAME, kindsWithReadings, MONITORED_FAMILIES } from '../../rules/readings/families.ts';
import { anomaly } from './anomaly.ts';
import { type AnomalyParameters, anomalyParameters, type Watched } from './parameters.ts';

/**
 * What is watched unless somebody says otherwise: what follows the day and has no limit that a standard sets. An anomaly is no fault yet; a long list would
 * cost the officers' trust in all other alarms.
 */
const STANDARD: Partial<Record<Family, readonly Watched[]>> = {
  city: [
    { datastream: 'discharge', thingKinds: ['flow_meter'] },
    { datastream: 'occupied', thingKinds: ['car_park'] },
  ],
};

/** 异常波动: unlike anything this series has done before, for any datastream of the family's things. */
const anomalyDescriptor = (family: Family): DetectorDescriptor<AnomalyParameters> => {
  const rule = { id: `${family}.anomaly`, family, alertKind: 'anomaly', version: '1' };
  return {
    ...rule,
    name: { zh: `${FAMILY_NAME[family].zh}监测值异常`, en: `${FAMILY_NAME[family].en}: reading unlike any before` },
    inputs: { messages: ['observation'], thingKinds: kindsWithReadings(family) },
    parameters: anomalyParameters(STANDARD[family] ?? []),
    create: (parameters) => anomaly(rule, parameters),
  };
};

export const anomalyDescriptors: readonly DetectorDescriptor<AnomalyParameters>[] =
  MONITORED_FAMILIES.map(anomalyDescriptor);
