import { defineDay } from '../define-day.ts';
import { DAY_MS } from '../motion/itinerary.ts';

const HOUR_MS = 3_600_000;

/** One invented day on the water, midnight to midnight in the city's own time. */
export const harbourDay = defineDay({
  id: 'harbour',
  title: { zh: '澜湾港的一天', en: 'A day in Lanwan harbour' },
  description: {
    zh: '渡船、货轮、拖轮、引航艇、渔船与游艇在澜湾往来一昼夜：多数时候平静，间有超速、误入禁区、险些碰撞、徘徊、走锚、断讯与夜航。',
    en: 'Ferries, cargo ships, tugs, pilots, fishing boats and yachts for a day and a night in Lanwan Bay: mostly calm, now and then speeding, an intrusion, a near miss, loitering, a dragging anchor, a silent transponder, a yacht out at night.',
  },
  seed: 20260918,
  startsAtMs: 0,
  durationMs: DAY_MS,
  opensAtMs: 9 * HOUR_MS,
  script: () => ({
    calendar: 'workday',
    weather: { airC: [24, 29], windMps: 3.5, windFromDeg: 90 },
    sea: { kind: 'eventful' },
  }),
});
