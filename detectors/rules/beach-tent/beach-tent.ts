import type { BeachRule } from '../beach-watch/beach-detector.ts';
import { type BeachTentParameters, RULE } from './parameters.ts';

/** Nobody guards a wild strand by night: the sea takes those who sleep on it. */
export const beachTentRule = ({ manyTents }: BeachTentParameters): BeachRule => ({
  ...RULE,
  over: { zh: '沙滩上已不见帐篷。', en: 'No tent is seen on the beach any more.' },
  judge: ({ place, heard, tents, danger }) => {
    if (place.beach.managed || !heard) return undefined;
    const { n, at } = tents;
    const grade = n >= manyTents || danger ? 3 : 4;
    return { value: n, limit: 0, unit: '1', grade, ...(at !== undefined && { seenAt: at }) };
  },
  tell: ({ place: { beach }, danger }, { value }) => ({
    message: {
      zh: `${beach.name.zh}有 ${value} 顶帐篷${danger ? `，${danger.event}预警生效中` : ''}。`,
      en: `${value} ${value === 1 ? 'tent' : 'tents'} on ${beach.name.en}${danger ? ' while a warning clears it' : ''}.`,
    },
    evidence: { hazardChain: { zh: '涨潮、风浪→夜间被困', en: 'Rising tide, surf → cut off by night' } },
  }),
});
