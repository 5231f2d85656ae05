import type { Grade } from '../../../geodata/model/grade.ts';
import type { BeachRule } from '../beach-watch/beach-detector.ts';
import { shown } from '../wording/sentence.ts';
import { type BeachCrowdingParameters, RULE } from './parameters.ts';

const LABELS = [
  { zh: '严重超载', en: 'Dangerously full' },
  { zh: '超载', en: 'Overfull' },
  { zh: '停止入场', en: 'Entry stops' },
  { zh: '开始管控', en: 'Control starts' },
] as const;

/** Who bathes does not fill the sand: only people on it count. */
export const beachCrowdingRule = ({ gradeShares, clearRatio }: BeachCrowdingParameters): BeachRule => ({
  ...RULE,
  over: { zh: '沙滩人数已回落。', en: 'The beach has emptied again.' },
  judge: ({ place, sand, time }, isOpen) => {
    if (sand === undefined) return undefined;
    const { capacity } = place.beach;
    const share = sand / capacity;
    const limits = isOpen ? [...gradeShares.slice(0, 3), gradeShares[3] * clearRatio] : gradeShares;
    const reached = limits.findIndex((least) => share >= least);
    return {
      value: Math.round(sand),
      limit: Math.round(capacity * (gradeShares[reached] ?? gradeShares[3])),
      unit: '1',
      grade: (reached === -1 ? 4 : reached + 1) as Grade,
      ...(reached !== -1 && { seenAt: time }),
    };
  },
  tell: ({ place: { beach } }, { value, limit }) => {
    const percent = shown((100 * value) / beach.capacity, 0);
    return {
      message: {
        zh: `${beach.name.zh}沙滩约 ${value} 人，达承载量 ${beach.capacity} 人的 ${percent}%，限值 ${limit} 人。`,
        en: `About ${value} people on the sand of ${beach.name.en}, ${percent} % of the ${beach.capacity} it holds; the limit is ${limit}.`,
      },
      peopleAtRisk: value,
      evidence: {
        limits: LABELS.map((label, index) => ({
          label,
          value: Math.round(beach.capacity * gradeShares[index]!),
          grade: (index + 1) as Grade,
        })).reverse(),
        hazardChain: {
          zh: '人群密集→踩踏、溺水难发现、救援通道受阻',
          en: 'Dense crowd → crush, drowning unseen, rescue lanes blocked',
        },
      },
    };
  },
});
