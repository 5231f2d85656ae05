import { thingId } from '../../../geodata/model/ids.ts';
import { exposedNear, peoplePerM2 } from '../../risk/exposure/exposed-near.ts';
import type { DeviceRule, Told } from '../devices/device-detector.ts';
import { enterpriseOf } from '../devices/workrooms.ts';
import { shown } from '../wording/sentence.ts';
import { RULE, type SmokeParameters } from './parameters.ts';

/** Who has to leave when it turns out to be a fire, m. Ours: the cordon around a burning building. */
const REACH_M = 60;
/** From smouldering to flames that fill a room, s. Ours, as fire services reckon. */
const TO_ACT_S = 600;

/** Smoke by itself: it may be a heap that smoulders, a welder or a kitchen; flames are the fire rule's. */
export function smoke({ raisePercentM, clearPercentM, clearNeed }: SmokeParameters): DeviceRule {
  return {
    ...RULE,
    clearNeed,
    limitsOf: (_reading, { intervalS }) => ({
      levels: [{ grade: 3, raise: raisePercentM }],
      clear: clearPercentM,
      intervalMs: intervalS * 1000,
    }),
    describe(sensor, { value, samples }, _time, { city }): Told {
      const { id, name, position, watches } = sensor;
      const people = enterpriseOf(city, sensor)?.staff ?? Math.PI * REACH_M ** 2 * peoplePerM2(city, position);
      return {
        grade: 3,
        things: [thingId(id)],
        datastream: 'obscuration',
        ...(watches !== undefined && { zone: watches }),
        position,
        measure: { value, limit: raisePercentM, unit: '%/m' },
        timeToActS: TO_ACT_S,
        peopleAtRisk: Math.round(people),
        message: {
          zh: `${name}减光率 ${shown(value)} %/m，超过报警限值 ${raisePercentM} %/m，尚未确认明火。`,
          en: `Smoke detector ${id} reads ${shown(value)} %/m, beyond the alarm limit of ${raisePercentM} %/m; no flames confirmed.`,
        },
        evidence: {
          parameters: { raisePercentM, clearPercentM, clearNeed },
          samples: [...samples],
          limits: [{ label: { zh: '烟雾报警', en: 'Smoke alarm' }, value: raisePercentM, grade: 3 }],
          exposed: exposedNear(city, position, REACH_M),
          hazardChain: {
            zh: '阴燃冒烟→明火→轰燃→蔓延至相邻建筑',
            en: 'Smouldering → flames → flashover → spread to the neighbours',
          },
        },
        cause: `fire/${watches ?? id}`,
      };
    },
    within: ({ name, id }, { value }) => ({
      zh: `${name}减光率降至 ${shown(value)} %/m，低于解除值 ${clearPercentM} %/m。`,
      en: `Smoke detector ${id} is down to ${shown(value)} %/m, below the clearing value of ${clearPercentM} %/m.`,
    }),
  };
}
