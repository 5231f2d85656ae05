import { defineDay } from '../define-day.ts';
import { pick } from './pick.ts';

const HOUR_MS = 3_600_000;

/** A working day over the tunnels: first too much ground comes out of one drive, then another meets a cave that no borehole had found. */
export const karstShield = defineDay({
  id: 'karst-shield',
  title: { zh: '岩溶区盾构险情', en: 'A shield in karst' },
  description: {
    zh: '地铁各工区照常掘进。上午一处盾构超挖，地表沉降加快；午后另一台盾构撞上未探明的溶洞，掌子面失压，地下水骤降，地面随之下沉；傍晚一处基坑墙体渗漏。',
    en: 'Shields advance as every day. In the morning one takes out too much ground and the surface follows; after noon another meets an unknown cave: the face loses its pressure, the groundwater drops and the street sinks; in the evening the wall of a pit leaks.',
  },
  seed: 20261112,
  startsAtMs: 6 * HOUR_MS,
  durationMs: 16 * HOUR_MS,
  opensAtMs: 7.2 * HOUR_MS,
  script: (random, { enterprises }) => ({
    calendar: 'workday',
    weather: {
      airC: [17, 24],
      windMps: 3,
      windFromDeg: 40,
      rain: [{ fromH: 9.5, toH: 11, veilMmPerH: 1.2 }],
    },
    sea: { kind: 'ordinary' },
    underground: {
      troubles: [
        { kind: 'over_excavation', atH: 2.8 + 0.4 * random(), stopsAfterH: 3 },
        { kind: 'karst_void', atH: 7.4 + 0.3 * random(), stopsAfterH: 2.2 },
        { kind: 'wall_leak', atH: 11.6 + 0.4 * random(), sealedAfterH: 2.5 },
      ],
    },
    enterprises: {
      troubles: pick(
        random,
        enterprises.filter(({ hazards }) => hazards.includes('粉尘涉爆')),
        1,
      ).map(() => ({ kind: 'over_staffing' as const, atH: 3.5, toH: 5.5 })),
    },
    trucks: { violations: [{ kind: 'overspeed', atH: 4.2 + random() }] },
  }),
});
