import { thingId } from '../../../geodata/model/ids.ts';
import { exposedNear, peoplePerM2 } from '../../risk/exposure/exposed-near.ts';
import type { DeviceRule, Told } from '../devices/device-detector.ts';
import { enterpriseOf } from '../devices/workrooms.ts';
import { shown } from '../wording/sentence.ts';
import { type FireParameters, RULE } from './parameters.ts';

/** Who has to leave, m. Ours: the cordon around a burning building. */
const REACH_M = 60;
/** From flames to flashover in a furnished room, s. Ours, as fire services reckon. */
const TO_ACT_S = 300;

/** Flames, by as much smoke or heat as only they make. */
export function fire(parameters: FireParameters): DeviceRule {
  const { raisePercentM, worstPercentM, riseK, clearPercentM, clearNeed } = parameters;
  return {
    ...RULE,
    clearNeed,
    limitsOf({ datastream }, { intervalS }, state) {
      const intervalMs = intervalS * 1000;
      if (datastream === 'obscuration')
        return {
          levels: [
            { grade: 2, raise: raisePercentM },
            { grade: 1, raise: worstPercentM },
          ],
          clear: clearPercentM,
          intervalMs,
        };
      // Against the reading before; the first has nothing to be compared with.
      const before = state?.value;
      return before === undefined
        ? { levels: [], clear: Number.POSITIVE_INFINITY, intervalMs }
        : { levels: [{ grade: 2, raise: before + riseK }], clear: before + riseK / 2, intervalMs };
    },
    describe(sensor, { value, samples, reached, clear }, _time, { city }): Told {
      const { id, name, position, watches, kind } = sensor;
      const isSmoke = kind === 'smoke';
      const grade = reached === 1 ? 1 : 2;
      const people = enterpriseOf(city, sensor)?.staff ?? Math.PI * REACH_M ** 2 * peoplePerM2(city, position);
      const limit = isSmoke ? (grade === 1 ? worstPercentM : raisePercentM) : clear + riseK / 2;
      const unit = isSmoke ? '%/m' : 'degC';
      return {
        grade,
        things: [thingId(id)],
        datastream: isSmoke ? 'obscuration' : 'temperature',
        ...(watches !== undefined && { zone: watches }),
        position,
        measure: { value, limit, unit },
        timeToActS: TO_ACT_S,
        peopleAtRisk: Math.round(people),
        message: {
          zh: `${name}读数 ${shown(value)} ${unit}，超过 ${shown(limit)} ${unit}，判断已有明火。`,
          en: `Detector ${id} reads ${shown(value)} ${unit}, beyond ${shown(limit)} ${unit}: there are flames.`,
        },
        evidence: {
          parameters: { ...parameters },
          samples: [...samples],
          limits: [{ label: { zh: '明火判据', en: 'Flames' }, value: limit, grade }],
          exposed: exposedNear(city, position, REACH_M),
          hazardChain: {
            zh: '起火→轰燃→蔓延至相邻建筑→人员被困',
            en: 'Fire → flashover → spread to the neighbours → people trapped',
          },
        },
        cause: `fire/${watches ?? id}`,
      };
    },
    within: ({ name, id }, { value }) => ({
      zh: `${name}读数降至 ${shown(value)}，恢复正常。`,
      en: `Detector ${id} is down to ${shown(value)}: back to normal.`,
    }),
  };
}
