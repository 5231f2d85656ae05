import type { LonLat } from '../../../geodata/model/geometry.ts';
import type { Grade } from '../../../geodata/model/grade.ts';
import type { ThingId } from '../../../geodata/model/ids.ts';
import type { Bilingual } from '../../../geodata/model/text.ts';
import type { EventTime } from '../../../geodata/model/time.ts';
import { METERS_PER_NAUTICAL_MILE } from '../../../geodata/model/units.ts';
import type { Surroundings } from '../../detector.ts';
import type { EvidenceSample, Raise } from '../../finding.ts';
import { vesselName } from '../vessels/vessel.ts';
import { durationEn, durationZh, shown } from '../wording/sentence.ts';
import { type Approach, type EncounterLimits, positionAfter } from './approach.ts';
import type { Hull } from './fleet.ts';
import { type CloseQuartersParameters, RULE } from './parameters.ts';

/** A pair and how it will meet; `a` sorts before `b` by id. */
export interface Encounter {
  readonly a: Hull;
  readonly b: Hull;
  readonly approach: Approach;
  readonly limits: EncounterLimits;
  readonly time: EventTime;
  readonly samples: readonly EvidenceSample[];
}

/** One key whichever vessel is named first. */
export const keyOf = (a: ThingId, b: ThingId): string => (a < b ? `${RULE.id}/${a}/${b}` : `${RULE.id}/${b}/${a}`);

/** How close as a share of the limit, and how soon, for grades I, II and III; whatever is below the limit is IV. Ours. */
const GRADES: readonly (readonly [grade: Grade, share: number, withinS: number])[] = [
  [1, 1 / 3, 120],
  [2, 1 / 2, 300],
  [3, 1, 300],
];

export function gradeOf({ tcpaS, dcpaM }: Approach, limits: EncounterLimits): Grade {
  for (const [grade, share, withinS] of GRADES) if (dcpaM <= share * limits.dcpaM && tcpaS <= withinS) return grade;
  return 4;
}

type Told = Omit<Raise, 'kind'> & Required<Pick<Raise, 'measure' | 'position'>>;

export function describeEncounter(
  { a, b, approach, limits, time, samples }: Encounter,
  grade: Grade,
  surroundings: Surroundings,
  parameters: CloseQuartersParameters,
): Told {
  const nm = approach.dcpaM / METERS_PER_NAUTICAL_MILE;
  const [first, second] = [vesselName(a.id, surroundings), vesselName(b.id, surroundings)];
  const closest = [positionAfter(a, approach.tcpaS), positionAfter(b, approach.tcpaS)] as const;
  return {
    detector: RULE.id,
    key: keyOf(a.id, b.id),
    time,
    family: RULE.family,
    alertKind: RULE.alertKind,
    grade,
    things: [a.id, b.id],
    position: [a.lon, a.lat],
    measure: { value: nm, limit: limits.dcpaM / METERS_PER_NAUTICAL_MILE, unit: 'nm' },
    message: {
      zh: `${first} 与 ${second} 最近会遇距离 ${shown(nm, 2)} 海里，${durationZh(approach.tcpaS)}后。`,
      en: `${first} and ${second} will pass ${shown(nm, 2)} nm apart in ${durationEn(approach.tcpaS)}.`,
    },
    ruleVersion: RULE.version,
    evidence: {
      parameters: evidenceParameters(approach, limits, parameters),
      samples: [...samples],
      points: [
        point(first, first, [a.lon, a.lat]),
        point(second, second, [b.lon, b.lat]),
        point(`${first} 最近会遇点`, `${first} at closest approach`, closest[0]),
        point(`${second} 最近会遇点`, `${second} at closest approach`, closest[1]),
      ],
    },
    cause: `encounter/${a.id}/${b.id}`,
  };
}

const point = (zh: string, en: string, position: LonLat): { label: Bilingual; position: LonLat } => ({
  label: { zh, en },
  position,
});

function evidenceParameters({ tcpaS, dcpaM }: Approach, limits: EncounterLimits, parameters: CloseQuartersParameters) {
  return {
    dcpaNm: dcpaM / METERS_PER_NAUTICAL_MILE,
    tcpaS,
    limitNm: limits.dcpaM / METERS_PER_NAUTICAL_MILE,
    limitTcpaS: limits.tcpaS,
    clearRatio: parameters.clearRatio,
    slowKn: parameters.slowKn,
    stillKn: parameters.stillKn,
    companyKn: parameters.companyKn,
  };
}
