import { thingId } from '../../../geodata/model/ids.ts';
import { exposedNear, peoplePerM2 } from '../../risk/exposure/exposed-near.ts';
import type { DeviceRule, Told } from '../devices/device-detector.ts';
import { enterpriseOf } from '../devices/workrooms.ts';
import { shown } from '../wording/sentence.ts';
import type { BurningPlaces } from './burning-places.ts';
import { type FireParameters, RULE } from './parameters.ts';
import { FIRE_CHAIN, REACH_M, TO_ACT_S } from './tell-fire.ts';

/** Flames, by as much smoke or heat as only they make. What tells of one place has one cause. */
export function fire(parameters: FireParameters, places: BurningPlaces): DeviceRule {
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
          hazardChain: FIRE_CHAIN,
        },
        cause: places.join(id, position, `fire/${watches ?? id}`),
      };
    },
    within: ({ name, id }, { value }) => ({
      zh: `${name}读数降至 ${shown(value)}，恢复正常。`,
      en: `Detector ${id} is down to ${shown(value)}: back to normal.`,
    }),
    // Cameras and callers are remembered with them, by the detector.
    memory: { forget: ({ id }) => places.leave(id), snapshot: () => null, restore: () => undefined },
  };
}
