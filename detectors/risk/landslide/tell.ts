import type { CityModel } from '../../../geodata/city/city-model.ts';
import { type Grade, worse } from '../../../geodata/model/grade.ts';
import type { ThingId } from '../../../geodata/model/ids.ts';
import type { Bilingual } from '../../../geodata/model/text.ts';
import type { EventTime } from '../../../geodata/model/time.ts';
import type { EvidenceSample, ExposedAsset, Raise } from '../../finding.ts';
import { shown } from '../../rules/wording/sentence.ts';
import { exposedNear } from '../exposure/exposed-near.ts';
import type { Face } from './faces.ts';
import { creepOf, type Instrument } from './instrument-watch.ts';
import { type LandslideParameters, RULE } from './parameters.ts';
import { nameOf, type RainThreshold, type Standing, unitOf } from './rain-thresholds.ts';

/** A slope as one scan sees it. */
export interface Danger {
  readonly face: Face;
  readonly time: EventTime;
  /** The threshold that is nearest to or farthest beyond its limit. */
  readonly threshold: RainThreshold;
  readonly standing: Standing;
  readonly samples: readonly EvidenceSample[];
  readonly instruments: readonly { readonly thing: ThingId; readonly instrument: Instrument; readonly share: number }[];
}

export const keyOf = ({ slope }: Face): string => `${RULE.id}/${slope.id}`;

/** The slope's own grade by its survey; at least II where the rain is far beyond. */
export const gradeOf = ({ face, standing }: Danger, { manyShare }: LandslideParameters): Grade =>
  standing.strain >= manyShare ? worse(face.slope.grade, 2) : face.slope.grade;

export function describeDanger(
  danger: Danger,
  grade: Grade,
  city: CityModel,
  parameters: LandslideParameters,
): Omit<Raise, 'kind'> {
  const { face, time, threshold, standing, samples } = danger;
  const { slope } = face;
  return {
    detector: RULE.id,
    key: keyOf(face),
    time,
    family: RULE.family,
    alertKind: RULE.alertKind,
    grade,
    things: face.things,
    zone: slope.id,
    position: face.middle,
    measure: { value: standing.value, limit: standing.limit, unit: unitOf(threshold) },
    peopleAtRisk: slope.peopleBelow,
    message: sentence(danger),
    ruleVersion: RULE.version,
    evidence: {
      parameters: parametersOf(danger, parameters),
      samples: [...samples],
      points: danger.instruments.map(({ thing }) => ({ label: instrumentLabel(danger, thing), position: face.middle })),
      shapes: slope.rings.slice(0, 1).map((ring) => ({ label: slope.name, kind: 'area' as const, positions: ring })),
      limits: [
        { label: { zh: '临界雨量', en: 'Critical rain' }, value: standing.limit, grade: slope.grade },
        {
          label: { zh: '群发临界', en: 'Many slopes fail' },
          value: standing.limit * parameters.manyShare,
          grade: worse(slope.grade, 2),
        },
      ],
      exposed: exposedBelow(face, city),
      hazardChain: CHAIN,
    },
    cause: `slope/${slope.id}`,
  };
}

export const settled = ({ slope }: Face): Bilingual => ({
  zh: `${slope.name.zh}雨量与监测值已回落到临界值以下。`,
  en: `${slope.name.en}: rain and readings are back below their limits.`,
});

function sentence({ face, threshold, standing, instruments }: Danger): Bilingual {
  const { slope } = face;
  const unit = unitOf(threshold);
  const rain = nameOf(threshold);
  const [value, limit] = [`${shown(standing.value)} ${unit}`, `${shown(standing.limit)} ${unit}`];
  const own = instruments.filter(({ share }) => share >= 1).map(({ instrument }) => spoken(instrument));
  const people = slope.peopleBelow > 0;
  return {
    zh: `${slope.name.zh}${rain.zh} ${value}，临界 ${limit}${own.map(({ zh }) => `；${zh}`).join('')}${people ? `；坡下约 ${slope.peopleBelow} 人` : ''}。`,
    en: `${slope.name.en}: ${rain.en} is ${value}, critical is ${limit}${own.map(({ en }) => `; ${en}`).join('')}${people ? `; about ${slope.peopleBelow} people below` : ''}.`,
  };
}

function spoken(instrument: Instrument): Bilingual {
  if (instrument.datastream === 'pressure') {
    const value = shown(instrument.readings.at(-1)?.value ?? 0);
    return { zh: `孔隙水压 ${value} kPa 偏高`, en: `pore pressure is high at ${value} kPa` };
  }
  const rate = shown(creepOf(instrument));
  return { zh: `深部位移速率 ${rate} mm/h`, en: `the ground moves at ${rate} mm/h` };
}

function instrumentLabel({ instruments }: Danger, thing: ThingId): Bilingual {
  const found = instruments.find((each) => each.thing === thing);
  return found ? spoken(found.instrument) : { zh: '仪器', en: 'Instrument' };
}

function parametersOf({ threshold, face }: Danger, { thresholds: _, ...plain }: LandslideParameters) {
  return {
    ...plain,
    ...Object.fromEntries(Object.entries(threshold).map(([name, value]) => [`threshold.${name}`, value])),
    heightM: face.slope.heightM,
    steepnessDeg: face.slope.steepnessDeg,
  } as Readonly<Record<string, number | string | boolean>>;
}

/** Debris runs out to about twice the height of the slope, measured from its foot (angle of reach near 27°, Corominas 1996, Can. Geotech. J. 33, small slides). */
const RUN_OUT = 2;
const below = new WeakMap<Face, ExposedAsset[]>();

function exposedBelow(face: Face, city: CityModel): ExposedAsset[] {
  const known = below.get(face);
  if (known) return known;
  const exposed = exposedNear(city, face.middle, face.radiusM + RUN_OUT * face.slope.heightM);
  below.set(face, exposed);
  return exposed;
}

const CHAIN: Bilingual = {
  zh: '持续降雨→土体饱和、孔隙水压升高→坡面位移→滑坡→房屋被埋、道路中断',
  en: 'Lasting rain → soil saturates, pore pressure rises → the slope creeps → it fails → houses buried, roads cut',
};
