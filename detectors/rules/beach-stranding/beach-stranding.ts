import type { Grade } from '../../../geodata/model/grade.ts';
import type { BeachRule, BeachView } from '../beach-watch/beach-detector.ts';
import type { BeachPlace } from '../beach-watch/beach-places.ts';
import { durationEn, durationZh } from '../wording/sentence.ts';
import { type BeachStrandingParameters, RULE } from './parameters.ts';

/** Half a person: averages of whole counts lie that far from the truth. */
const ROUNDING = 0.5;

/** Once everybody who could be expected to leave has left, who is still there needs to be led away. */
export function beachStrandingRule(parameters: BeachStrandingParameters): BeachRule {
  const { people: limit, clearPeople, manyPeople } = parameters;
  return {
    ...RULE,
    over: { zh: '沙滩已清空，或预警已解除。', en: 'The beach is empty, or the warning lifted.' },
    judge: ({ place, people, danger, time }, isOpen) => {
      const mayStay = !danger || time - danger.since < leaveS(place, parameters) * 1000;
      if (mayStay) return { value: Math.round(people ?? 0), limit, unit: '1', grade: 4 };
      if (people === undefined) return undefined;
      const steps = manyPeople.filter((least) => people >= least).length;
      const grade = Math.min(4, Math.max(1, danger.grade + 2 - steps)) as Grade;
      const holds = people >= (isOpen ? clearPeople : limit) - ROUNDING;
      return { value: Math.round(people), limit, unit: '1', grade, ...(holds && { seenAt: time }) };
    },
    tell: (view, { value }) => tell(view, value, parameters),
  };
}

/** From the order until the one with the longest way has reached an exit, seconds. */
const leaveS = ({ longestWayM }: BeachPlace, { packingS, walkMps, leastLeaveS }: BeachStrandingParameters): number =>
  Math.max(leastLeaveS, packingS + longestWayM / walkMps);

function tell({ place, danger, time }: BeachView, value: number, parameters: BeachStrandingParameters) {
  const { beach, longestWayM } = place;
  const sinceS = danger ? (time - danger.since) / 1000 : 0;
  const walkS = longestWayM / parameters.walkMps;
  return {
    message: {
      zh: `${danger?.event ?? ''}${durationZh(sinceS)}后，${beach.name.zh}仍有约 ${value} 人滞留；走到出口最多需 ${durationZh(walkS)}。`,
      en: `About ${value} people are still on ${beach.name.en} ${durationEn(sinceS)} after it was to be left; the exit is at most ${durationEn(walkS)} on foot.`,
    },
    peopleAtRisk: value,
    ...(danger?.onsetS !== undefined && { timeToActS: danger.onsetS }),
    evidence: {
      limits: [{ label: { zh: '滞留', en: 'Stranded' }, value: parameters.people }],
      hazardChain: {
        zh: '大风巨浪、雷击、风暴潮→落水、雷击伤亡、被困',
        en: 'Wind and surf, lightning, storm surge → swept away, struck, cut off',
      },
    },
  };
}
