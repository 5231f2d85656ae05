import type { CitySensor } from '../../../geodata/city/city-model.ts';
import { thingId } from '../../../geodata/model/ids.ts';
import type { Surroundings } from '../../detector.ts';
import type { DeviceRule, Told } from '../../rules/devices/device-detector.ts';
import type { DeviceState } from '../../rules/devices/device-watch.ts';
import { shown } from '../../rules/wording/sentence.ts';
import { exposedNear, peoplePerM2 } from '../exposure/exposed-near.ts';
import { mainsAround } from './gas-net.ts';
import { Leaks, sourceOf } from './leaks.ts';
import { type GasLeakParameters, RULE } from './parameters.ts';

/** Mains drawn at most. Ours: what a map at street scale shows. */
const MOST_MAINS = 12;
/** Without a trend: from the first alarm to a mixture that burns, s; and beyond the lower limit what a spark needs. Ours: crews shut valves within a quarter of an hour. */
const TO_ACT_S = 900;
const LEAST_S = 60;

/** Gas beyond its limits: one alert a sensor, with one cause for all that hang together. */
export function gasLeak(parameters: GasLeakParameters): DeviceRule {
  const { firstLel, secondLel, clearLel, clearNeed } = parameters;
  const leaks = new Leaks();
  return {
    ...RULE,
    clearNeed,
    limitsOf: (_reading, { intervalS }) => ({
      levels: [
        { grade: 2, raise: firstLel },
        { grade: 1, raise: secondLel },
      ],
      clear: clearLel,
      intervalMs: intervalS * 1000,
    }),
    describe: (sensor, state, _time, around) => tell(sensor, state, around, leaks, parameters),
    within: ({ name, id }, { value }) => ({
      zh: `${name}甲烷降至 ${shown(value)} %LEL，低于解除值 ${clearLel} %LEL。`,
      en: `Methane at sensor ${id} is down to ${shown(value)} %LEL, below the clearing value of ${clearLel} %LEL.`,
    }),
    memory: {
      forget: ({ id }) => leaks.leave(id),
      snapshot: () => leaks.snapshot(),
      restore: (snapshot) => leaks.restore(snapshot),
    },
  };
}

function tell(
  sensor: CitySensor,
  state: DeviceState,
  { city }: Surroundings,
  leaks: Leaks,
  parameters: GasLeakParameters,
): Told {
  const { value, samples, reached } = state;
  const { firstLel, secondLel, alongMainsM, cordonM } = parameters;
  const leak = leaks.join(city, sensor, value, alongMainsM);
  const { at, main } = sourceOf(city, leak);
  const source = main?.position ?? at;
  const others = leak.members.length - 1;
  const grade = reached === 1 ? 1 : 2;
  const people = Math.round(Math.PI * cordonM ** 2 * peoplePerM2(city, source));
  return {
    grade,
    things: [thingId(sensor.id)],
    datastream: 'ch4',
    ...(sensor.watches !== undefined && { zone: sensor.watches }),
    position: sensor.position,
    measure: { value, limit: grade === 1 ? secondLel : firstLel, unit: '%LEL' },
    timeToActS: toActS(state),
    peopleAtRisk: people,
    message: {
      zh: `${sensor.name}甲烷 ${shown(value)} %LEL，超过${grade === 1 ? `二级报警值 ${secondLel}` : `一级报警值 ${firstLel}`} %LEL${main ? `，疑似 ${main.main.id} 管段泄漏` : ''}${others > 0 ? `，相连的另 ${others} 处传感器同时超限` : ''}；警戒半径 ${cordonM} m 内约 ${people} 人。`,
      en: `Methane at sensor ${sensor.id} is ${shown(value)} %LEL, beyond the ${grade === 1 ? `second alarm of ${secondLel}` : `first alarm of ${firstLel}`} %LEL${main ? `; the leak is probably on ${main.main.id}` : ''}${others > 0 ? `; ${others} more connected sensors tell of it` : ''}; about ${people} people within ${cordonM} m.`,
    },
    evidence: {
      parameters: { ...parameters },
      samples: [...samples],
      points: [
        { label: { zh: '推测泄漏点', en: 'Probable source' }, position: source },
        ...leak.members.map(({ sensor: id, position, lel }) => ({
          label: { zh: `${id}：${shown(lel)} %LEL`, en: `${id}: ${shown(lel)} %LEL` },
          position,
        })),
      ],
      shapes: (main ? mainsAround(city, main.main) : []).slice(0, MOST_MAINS).map(({ id, line }) => ({
        label: { zh: `燃气管段 ${id}`, en: `Gas main ${id}` },
        kind: 'line' as const,
        positions: line,
      })),
      limits: [
        { label: { zh: '一级报警', en: 'First alarm' }, value: firstLel, grade: 2 },
        { label: { zh: '二级报警', en: 'Second alarm' }, value: secondLel, grade: 1 },
      ],
      exposed: exposedNear(city, source, cordonM),
      hazardChain: {
        zh: '管道泄漏→沿管沟和窨井扩散→密闭空间聚集→遇火源爆燃→建筑受损、人员伤亡',
        en: 'Leak → spreads along trenches and manholes → gathers in closed spaces → explodes at a spark → buildings and people harmed',
      },
    },
    cause: leak.cause,
  };
}

/** Until 100 %LEL by the line through the last two readings. */
function toActS({ value, at, before }: DeviceState): number {
  const perS = before ? (value - before.value) / ((at - before.at) / 1000) : 0;
  return perS > 0 ? Math.round(Math.max(LEAST_S, Math.min(TO_ACT_S, (100 - value) / perS))) : TO_ACT_S;
}
