import { defineDay } from '../define-day.ts';

const HOUR_MS = 3_600_000;

/** A fine day of the October holiday: full beaches, a full bay, a thunderstorm in the afternoon, tents at night. */
export const goldenWeek = defineDay({
  id: 'golden-week',
  title: { zh: '黄金周海滩', en: 'Golden Week on the beaches' },
  description: {
    zh: '国庆假期晴热：白沙湾、小鹭沙滩人数逼近并超过承载量，有孩子进入禁泳水域，游艇挤满海湾；下午雷雨将至，人群迟迟不肯离开；入夜后野沙滩搭起帐篷、生起篝火。',
    en: 'A hot day of the October holiday: Baisha and Xiaolu near and pass what they hold, children stray into closed water, yachts fill the bay; a thunderstorm comes in the afternoon and crowds are slow to leave; after dark there are tents and fires on the wild strands.',
  },
  seed: 20261002,
  startsAtMs: 6 * HOUR_MS,
  durationMs: 18 * HOUR_MS,
  opensAtMs: 8.5 * HOUR_MS,
  script: (random, { beaches }) => {
    const managed = beaches.filter((beach) => beach.managed);
    const fullness: Readonly<Record<string, number>> = {
      'beach-baisha': 1.12 + 0.1 * random(),
      'beach-xiaolu': 1.25 + 0.15 * random(),
      'beach-jinsha': 0.95 + 0.1 * random(),
      'beach-dongchong': 0.86 + 0.1 * random(),
    };
    // What is asked for is everybody; on the sand is who does not bathe.
    const onSand = 0.72;
    return {
      calendar: 'holiday',
      weather: {
        airC: [25, 32],
        windMps: 3.5,
        windFromDeg: 110,
        rain: [{ fromH: 10.4, toH: 11.8, cellsPerH: 5, peakMmPerH: 45, courseDeg: 40, speedMps: 8 }],
        thunder: [{ fromH: 10.3, toH: 11.9 }],
        warnings: [
          {
            event: '雷电',
            steps: [
              { atH: 9.6, grade: 3 },
              { atH: 10.25, grade: 2 },
              { atH: 12.1, grade: 'lifted' },
            ],
          },
        ],
      },
      sea: { kind: 'holiday', yachts: 26, speedboats: 10 },
      beaches: {
        busiest: Object.fromEntries(
          managed.flatMap(({ id, capacity }) => {
            const full = fullness[id];
            return full === undefined ? [] : [[id, (capacity * full) / onSand]];
          }),
        ),
        camping: 1.5,
        strays: Array.from({ length: 6 }, () => ({
          beach: managed[Math.floor(random() * managed.length)]?.id ?? 'beach-baisha',
          atH: 3 + 7 * random(),
          minutes: 8 + Math.floor(random() * 14),
          people: 1 + Math.floor(random() * 3),
        })),
      },
    };
  },
});
