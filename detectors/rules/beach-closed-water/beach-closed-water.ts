import type { BeachRule } from '../beach-watch/beach-detector.ts';
import { type BeachClosedWaterParameters, RULE } from './parameters.ts';

/** One person is enough. Managers close water that is dangerous; a wild strand's is all closed, and grave under a warning. */
export const beachClosedWaterRule = ({ manyPeople }: BeachClosedWaterParameters): BeachRule => ({
  ...RULE,
  over: { zh: '禁泳水域内已无人。', en: 'Nobody is in the closed water any more.' },
  judge: ({ place, heard, closedWater, danger }) => {
    if (!heard) return undefined;
    const { n, at } = closedWater;
    const grade = danger || n >= manyPeople ? 2 : place.beach.managed ? 3 : 4;
    return { value: n, limit: 0, unit: '1', grade, ...(at !== undefined && { seenAt: at }) };
  },
  tell: ({ place: { beach }, danger }, { value }) => ({
    message: {
      zh: `${beach.name.zh}禁泳水域有 ${value} 人${danger ? `，${danger.event}预警生效中` : ''}。`,
      en: `${value} ${value === 1 ? 'person' : 'people'} in the closed water of ${beach.name.en}${danger ? ' while a warning clears it' : ''}.`,
    },
    peopleAtRisk: value,
    evidence: {
      ...(beach.closedWater?.[0] && {
        shapes: [
          { label: { zh: '禁泳水域', en: 'Closed water' }, kind: 'area' as const, positions: beach.closedWater[0] },
        ],
      }),
      hazardChain: { zh: '离岸流、礁石→溺水', en: 'Rip current, rocks → drowning' },
    },
  }),
});
