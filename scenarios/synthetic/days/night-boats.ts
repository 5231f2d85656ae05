import { defineDay } from '../define-day.ts';

const HOUR_MS = 3_600_000;

/** A mild night on which too many leisure boats are out. */
export const nightBoats = defineDay({
  id: 'night-boats',
  title: { zh: '夜航与碰撞险情', en: 'Night boats and near misses' },
  description: {
    zh: '周末夜里风平浪静：休闲船艇成群夜航，有的关掉应答器，有的在浴场水域高速穿行，一艘闯入 LNG 码头禁入区，几艘与进出港货轮险些相撞。',
    en: 'A calm weekend night: leisure boats sail in numbers, some with their transponders off, some race through the bathing water, one enters the LNG exclusion zone, and several nearly meet ships in the fairway.',
  },
  seed: 20260919,
  startsAtMs: 18 * HOUR_MS,
  durationMs: 12 * HOUR_MS,
  opensAtMs: 4 * HOUR_MS,
  script: () => ({
    calendar: 'weekend',
    weather: { airC: [25, 28], windMps: 2.5, windFromDeg: 140 },
    sea: { kind: 'night_boats', yachts: 14, fromH: 0.75, toH: 8 },
  }),
});
