import { defineDay } from '../define-day.ts';

const HOUR_MS = 3_600_000;

/** An excavator breaks a gas main in the morning; the cloud catches fire; in the evening a second, smaller leak. */
export const gasLeak = defineDay({
  id: 'gas-leak',
  title: { zh: '燃气泄漏', en: 'A broken gas main' },
  description: {
    zh: '上午道路施工挖破中压燃气管，气体沿管沟窜入多处阀井与检查井，四十多分钟后遇火燃烧，关阀后熄灭；夜里老城区又有一处小漏。另有一家工厂冒烟起火。',
    en: 'In the morning road works break a medium-pressure gas main: gas runs along the trench into valve pits and manholes, catches fire three quarters of an hour later and dies when the main is shut; at night an old quarter has a smaller leak. A workshop catches fire too.',
  },
  seed: 20261203,
  startsAtMs: 6 * HOUR_MS,
  durationMs: 16 * HOUR_MS,
  opensAtMs: 3.9 * HOUR_MS,
  script: (random) => ({
    calendar: 'workday',
    weather: { airC: [14, 21], windMps: 2.4, windFromDeg: 360 * random() },
    sea: { kind: 'ordinary' },
    hazards: {
      hazards: [
        { kind: 'gas_leak', atH: 4.1 + 0.3 * random(), holeMm: 28, shutAfterH: 1.6, ignitesAfterH: 0.75 },
        { kind: 'fire', atH: 8.2 + 0.5 * random(), growth: 'medium', peakMW: 4, smouldersH: 0.4, foughtAfterH: 0.6 },
        { kind: 'gas_leak', atH: 12.5 + 0.5 * random(), holeMm: 8, shutAfterH: 1.2 },
      ],
    },
    trucks: { violations: [{ kind: 'off_route', atH: 5 + random() }] },
  }),
});
