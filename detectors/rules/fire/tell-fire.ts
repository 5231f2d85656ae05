import type { CityModel } from '../../../geodata/city/city-model.ts';
import type { LonLat } from '../../../geodata/model/geometry.ts';
import type { ThingId } from '../../../geodata/model/ids.ts';
import type { Bilingual } from '../../../geodata/model/text.ts';
import type { Raise } from '../../finding.ts';
import { exposedNear, peoplePerM2 } from '../../risk/exposure/exposed-near.ts';
import { durationEn, durationZh, shown } from '../wording/sentence.ts';
import { type FireParameters, RULE } from './parameters.ts';
import { type CameraState, eyesOf } from './seen-flames.ts';
import type { FireReport } from './told-flames.ts';

/** Who has to leave, m. Ours: the cordon around a burning building. */
export const REACH_M = 60;
/** From flames to flashover in a furnished room, s. Ours, as fire services reckon. */
export const TO_ACT_S = 300;
export const FIRE_CHAIN: Bilingual = {
  zh: '起火→轰燃→蔓延至相邻建筑→人员被困',
  en: 'Fire → flashover → spread to the neighbours → people trapped',
};
/** As many reports as evidence may hold. */
const MOST_REPORTS = 20;

type Told = Omit<Raise, 'key' | 'time' | 'cause'>;

const base = (city: CityModel, position: LonLat) =>
  ({
    kind: 'raise',
    detector: RULE.id,
    family: RULE.family,
    alertKind: RULE.alertKind,
    ruleVersion: RULE.version,
    position,
    timeToActS: TO_ACT_S,
    peopleAtRisk: Math.round(Math.PI * REACH_M ** 2 * peoplePerM2(city, position)),
  }) as const;

export function tellOfCamera(camera: ThingId, state: CameraState, city: CityModel, parameters: FireParameters): Told {
  const { looksNeed, looksOutOf } = parameters;
  const known = eyesOf(city).byId.get(camera);
  return {
    ...base(city, state.position),
    grade: 2,
    things: [camera],
    ...(known?.watches !== undefined && { zone: known.watches }),
    message: {
      zh: `${known?.name ?? camera}画面中见到明火（近 ${looksOutOf} 次中至少 ${looksNeed} 次，置信度 ${shown(state.score, 2)}）。`,
      en: `Camera ${camera} sees flames (in at least ${looksNeed} of its last ${looksOutOf} looks, score ${shown(state.score, 2)}).`,
    },
    evidence: {
      parameters: { ...parameters },
      samples: [...state.samples],
      points: [{ label: { zh: '明火位置', en: 'Flames' }, position: state.position }],
      exposed: exposedNear(city, state.position, REACH_M),
      hazardChain: FIRE_CHAIN,
    },
  };
}

export function tellOfCallers(
  reports: readonly FireReport[],
  position: LonLat,
  sign: ThingId | undefined,
  city: CityModel,
  parameters: FireParameters,
): Told {
  const withinS = parameters.reportsWithinS;
  const confirmed =
    sign === undefined
      ? { zh: '', en: '' }
      : { zh: `，附近 ${sign} 同时异常`, en: `, and ${sign} near by is beyond its limit` };
  return {
    ...base(city, position),
    grade: 2,
    things: [reports[0]!.thing],
    message: {
      zh: `${durationZh(withinS)}内有 ${reports.length} 人报告同一处起火冒烟${confirmed.zh}。`,
      en: `${reports.length} ${reports.length === 1 ? 'person has' : 'people have'} reported fire or smoke at one place within ${durationEn(withinS)}${confirmed.en}.`,
    },
    evidence: {
      parameters: { ...parameters },
      samples: [],
      points: reports.map(({ id, position: at }) => ({
        label: { zh: `报告 ${id}`, en: `Report ${id}` },
        position: at,
      })),
      reports: reports
        .slice(-MOST_REPORTS)
        .map(({ id, time, text, position: at }) => ({ id, time, text, position: at })),
      exposed: exposedNear(city, position, REACH_M),
      hazardChain: FIRE_CHAIN,
    },
  };
}
