import { DAY_MS } from '../../geodata/model/local-time.ts';
import { defineDay } from '../synthetic/define-day.ts';
import type { UndergroundTrouble } from '../synthetic/underground/script.ts';

/** What a model of the ground learns from and is judged on: a week of ordinary work, with one to three troubles of any size. Not among the days that people play. */
export const groundWeek = defineDay({
  id: 'ground-week',
  title: { zh: '地下一周', en: 'A week below ground' },
  description: {
    zh: '盾构与基坑照常施工，其间出现一至三次险情。',
    en: 'Shields and pits at ordinary work, with one to three troubles.',
  },
  seed: 1,
  startsAtMs: 0,
  durationMs: 6 * DAY_MS,
  opensAtMs: 0,
  script: (random) => {
    const troubles = Array.from({ length: 1 + Math.floor(3 * random()) }, (): UndergroundTrouble => {
      const atH = 20 + 46 * random();
      const size = 0.3 + 1.4 * random();
      const hours = 1.5 + 5 * random();
      const kind = random();
      if (kind < 0.4) return { kind: 'karst_void', atH, lostM3: 60 * size, inflowM3s: 0.03 * size, stopsAfterH: hours };
      if (kind < 0.75) return { kind: 'over_excavation', atH, lostM3: 18 * size, stopsAfterH: hours };
      return { kind: 'wall_leak', atH, lostM3: 30 * size, inflowM3s: 0.008 * size, sealedAfterH: hours };
    });
    return {
      calendar: 'workday',
      weather: { airC: [22, 30], windMps: 3, windFromDeg: 120 },
      underground: { troubles },
    };
  },
});
