import type { CityModel } from '../../../geodata/city/city-model.ts';
import { thingId } from '../../../geodata/model/ids.ts';
import { hourOf, offsetOf } from '../../../geodata/model/local-time.ts';
import type { EventTime } from '../../../geodata/model/time.ts';
import type { DeviceRule, Told } from '../devices/device-detector.ts';
import type { DeviceState, Limits } from '../devices/device-watch.ts';
import { enterpriseOf } from '../devices/workrooms.ts';
import { shown } from '../wording/sentence.ts';
import { type IntrusionParameters, RULE } from './parameters.ts';

const HOUR_MS = 3_600_000;
/** What was counted so long ago is compared with. */
const BEFORE_MS = HOUR_MS / 2;
const CLOSED_AGAIN = { levels: [], clear: Number.POSITIVE_INFINITY };

export function intrusion(parameters: IntrusionParameters): DeviceRule {
  const { openFromH, openToH, least } = parameters;
  const allNight = new RegExp(parameters.allNightTrades);
  const hour = localHours();
  return {
    ...RULE,
    clearNeed: parameters.clearNeed,
    limitsOf({ time }, sensor, state, { city }): Limits | undefined {
      const enterprise = enterpriseOf(city, sensor);
      if (!enterprise || allNight.test(enterprise.trade)) return undefined;
      const intervalMs = sensor.intervalS * 1000;
      const at = hour(city, time);
      if (at >= openFromH && at < openToH) return { ...CLOSED_AGAIN, intervalMs };
      const usual = usualBefore(state, time);
      // Nothing to compare with: a system that has just been started.
      if (usual === undefined) return { ...CLOSED_AGAIN, intervalMs };
      return {
        levels: [{ grade: enterprise.safetyGrade <= 2 ? 2 : 3, raise: usual + least }],
        clear: usual + least,
        // As many as a counter's error and a drift together must be seen twice.
        sureFrom: usual + least + 1,
        intervalMs,
        most: Math.max(10, 2 * enterprise.staff),
      };
    },
    describe(sensor, { value, samples, clear }, _time, { city }): Told {
      const enterprise = enterpriseOf(city, sensor)!;
      const usual = clear - least;
      return {
        grade: enterprise.safetyGrade <= 2 ? 2 : 3,
        things: [thingId(sensor.id)],
        datastream: 'people',
        zone: enterprise.id,
        position: sensor.position,
        measure: { value, limit: usual, unit: '1' },
        message: {
          zh: `${enterprise.name}停工时段有 ${shown(value - usual, 0)} 人进入车间（停工时段 ${openToH} 时至次日 ${openFromH} 时）。`,
          en: `${shown(value - usual, 0)} people have entered a workshop of enterprise ${enterprise.id} while it is closed (from ${openToH} h to ${openFromH} h).`,
        },
        evidence: {
          parameters: { ...parameters },
          samples: [...samples],
          limits: [{ label: { zh: '停工时段', en: 'While closed' }, value: usual }],
          hazardChain: {
            zh: '无关人员闯入→误动设备或盗拆→火灾、泄漏或伤人',
            en: 'Strangers inside → equipment tampered with or stolen → fire, leak or injury',
          },
        },
        cause: `enterprise/${enterprise.id}/intrusion`,
      };
    },
    within: ({ name }, { value }) => ({
      zh: `${name}人数恢复为 ${shown(value, 0)} 人，或已到开工时段。`,
      en: `Back to ${shown(value, 0)} people, or working hours have begun.`,
    }),
  };
}

/** Median of what was counted in the half hour before. */
function usualBefore(state: DeviceState | undefined, time: EventTime): number | undefined {
  const values = (state?.samples ?? [])
    .filter((sample) => sample.time < time && sample.time >= time - BEFORE_MS)
    .map(({ value }) => value)
    .sort((a, b) => a - b);
  return values[Math.floor(values.length / 2)];
}

/** Local hour of the day; the zone's offset is looked up once an hour. */
function localHours(): (city: CityModel, time: EventTime) => number {
  let known = { timeZone: '', bucket: Number.NaN, offsetMs: 0 };
  return ({ timeZone }, time) => {
    const bucket = Math.floor(time / HOUR_MS);
    if (known.timeZone !== timeZone || known.bucket !== bucket)
      known = { timeZone, bucket, offsetMs: offsetOf(timeZone, time) };
    return hourOf(time, known.offsetMs);
  };
}
