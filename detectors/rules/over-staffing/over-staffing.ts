import type { Enterprise } from '../../../geodata/city/city-model.ts';
import { thingId } from '../../../geodata/model/ids.ts';
import type { DeviceRule, Told } from '../devices/device-detector.ts';
import type { DeviceState, Limits } from '../devices/device-watch.ts';
import { enterpriseOf, workroomsOf } from '../devices/workrooms.ts';
import { shown } from '../wording/sentence.ts';
import { type OverStaffingParameters, RULE } from './parameters.ts';

/** Persons. Ours: twice the error of a counter. */
const LEAST_JUMP = 2.5;
/** In an enterprise of the two worst safety grades it is worse. Ours. */
const gradeOf = ({ safetyGrade }: Enterprise) => (safetyGrade <= 2 ? 2 : 3);

export function overStaffing(parameters: OverStaffingParameters): DeviceRule {
  const { shiftsPerDay, overShare, least, jumpShare } = parameters;
  const limitOf = ({ staff }: Enterprise, rooms: number): number =>
    Math.max(least, Math.ceil(overShare * Math.max(2, Math.round(staff / Math.max(1, rooms) / shiftsPerDay))));
  /** Crowds come in a jump; a counter whose zero drifts creeps past the limit. Of the last hour and a half. */
  const drifts = (value: number, limit: number, state: DeviceState | undefined): boolean => {
    if (!state || state.raised !== null) return false;
    const within = state.samples.filter((sample) => sample.value <= limit).map((sample) => sample.value);
    const usual = within.length > 0 ? Math.max(...within) : value;
    return value - usual < Math.max(LEAST_JUMP, jumpShare * limit);
  };
  return {
    ...RULE,
    clearNeed: parameters.clearNeed,
    limitsOf({ value }, sensor, state, { city }): Limits | undefined {
      const enterprise = enterpriseOf(city, sensor);
      if (!enterprise) return undefined;
      const limit = limitOf(enterprise, workroomsOf(city).rooms.get(enterprise.id) ?? 1);
      return {
        levels: drifts(value, limit, state) ? [] : [{ grade: gradeOf(enterprise), raise: limit + 1 }],
        clear: limit + 1,
        intervalMs: sensor.intervalS * 1000,
        // Nobody has so many: the counter is at fault.
        most: Math.max(4 * limit, 2 * enterprise.staff),
      };
    },
    describe(sensor, { value, samples, clear }, _time, { city }): Told {
      const enterprise = enterpriseOf(city, sensor)!;
      const limit = clear - 1;
      const hazards = enterprise.hazards.join('、');
      return {
        grade: gradeOf(enterprise),
        things: [thingId(sensor.id)],
        datastream: 'people',
        zone: enterprise.id,
        position: sensor.position,
        measure: { value, limit, unit: '1' },
        peopleAtRisk: Math.round(value),
        message: {
          zh: `${enterprise.name}一处车间现有 ${shown(value, 0)} 人，超过限员 ${limit} 人${hazards === '' ? '' : `（危险因素：${hazards}）`}。`,
          en: `${shown(value, 0)} people in a workshop of enterprise ${enterprise.id}, more than the ${limit} that it may hold (safety grade ${enterprise.safetyGrade}).`,
        },
        evidence: {
          parameters: { shiftsPerDay, overShare, least, jumpShare, limit },
          samples: [...samples],
          limits: [{ label: { zh: '限员', en: 'Most people allowed' }, value: limit, grade: gradeOf(enterprise) }],
          exposed: [
            {
              kind: 'enterprise',
              id: enterprise.id,
              name: { zh: enterprise.name, en: `Enterprise ${enterprise.id}` },
              distanceM: 0,
              people: enterprise.staff,
              position: enterprise.position,
            },
          ],
          hazardChain: {
            zh: '车间超员→通道堵塞→一旦燃爆疏散不及→群死群伤',
            en: 'Too many people in a workshop → aisles blocked → no way out in time if it burns or explodes → many casualties',
          },
        },
        cause: `enterprise/${enterprise.id}`,
      };
    },
    within: (_sensor, { value, clear }) => ({
      zh: `车间人数回落至 ${shown(value, 0)} 人，不超过限员 ${clear - 1} 人。`,
      en: `Down to ${shown(value, 0)} people, no more than the ${clear - 1} allowed.`,
    }),
  };
}
