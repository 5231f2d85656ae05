import type { BeachRule } from '../beach-watch/beach-detector.ts';
import { shown } from '../wording/sentence.ts';
import { type BeachFireParameters, RULE } from './parameters.ts';

/** Only fires that a tower sees on its own sand: what burns behind it is the city's. */
export const beachFireRule = ({ manyFires, windMps: limit }: BeachFireParameters): BeachRule => ({
  ...RULE,
  over: { zh: '沙滩上已不见明火。', en: 'No fire is seen on the beach any more.' },
  judge: ({ heard, fires, windMps = 0 }) => {
    if (!heard) return undefined;
    const { n, at } = fires;
    const grade = n >= manyFires || windMps >= limit ? 2 : 3;
    return { value: n, limit: 0, unit: '1', grade, ...(at !== undefined && { seenAt: at }) };
  },
  tell: ({ place: { beach }, windMps }, { value }) => ({
    message: {
      zh: `${beach.name.zh}有明火 ${value} 处${windMps === undefined ? '' : `，风速 ${shown(windMps)} 米/秒`}。`,
      en: `${value} open ${value === 1 ? 'fire' : 'fires'} on ${beach.name.en}${windMps === undefined ? '' : `, wind ${shown(windMps)} m/s`}.`,
    },
    evidence: { hazardChain: { zh: '火星飞散→引燃帐篷、后滨林地', en: 'Flying sparks → tents, the wood behind' } },
  }),
});
