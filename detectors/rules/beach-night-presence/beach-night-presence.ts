import type { BeachRule } from '../beach-watch/beach-detector.ts';
import { type BeachNightPresenceParameters, RULE } from './parameters.ts';

/** Half a person: averages of whole counts lie that far from the truth. */
const ROUNDING = 0.5;

export const beachNightPresenceRule = (parameters: BeachNightPresenceParameters): BeachRule => {
  const { fromH, toH, people: limit, clearPeople } = parameters;
  const isNight = (hour: number) => (fromH > toH ? hour >= fromH || hour < toH : hour >= fromH && hour < toH);
  return {
    ...RULE,
    over: { zh: '沙滩夜间已清空，或已到开放时间。', en: 'The beach is empty, or open again.' },
    judge: ({ place, people, hour, time, inWater, heard, seenAt }, isOpen) => {
      if (!place.beach.managed) return undefined;
      const base = { limit, unit: '1', grade: inWater ? 3 : 4 } as const;
      if (!isNight(hour)) return { ...base, value: Math.round(people ?? 0) };
      if (people === undefined) return undefined;
      // Counters drift by a person or two over an empty night: a tower that looks must have seen somebody.
      const isEmpty = heard && (seenAt === undefined || time - seenAt > parameters.unseenS * 1000);
      const holds = !isEmpty && people >= (isOpen ? clearPeople : limit) - ROUNDING;
      return { ...base, value: Math.round(people), ...(holds && { seenAt: time }) };
    },
    tell: ({ place: { beach }, inWater }, { value }) => ({
      message: {
        zh: `${beach.name.zh}夜间闭滩后仍有约 ${value} 人${inWater ? '，其中有人下水' : ''}。`,
        en: `About ${value} people on ${beach.name.en} after it closed for the night${inWater ? ', some of them in the water' : ''}.`,
      },
      peopleAtRisk: value,
      evidence: {
        hazardChain: { zh: '无救生员值守、视线差→溺水无人发现', en: 'No lifeguard, no light → drowning unseen' },
      },
    }),
  };
};
