import { DAY_MS } from '../../../geodata/model/local-time.ts';
import { defineDay } from '../define-day.ts';
import { pick } from './pick.ts';

const HOUR_MS = 3_600_000;

/** Nothing happens: what is raised on this day is a false alarm. A few instruments stick for a while, which harms nobody. */
export const quietDay = defineDay({
  id: 'quiet-day',
  title: { zh: '平安日', en: 'A quiet day' },
  description: {
    zh: '一个晴凉的工作日，城市照常起居：没有险情，只有几台传感器偶尔走神。在这一天响起的警报，都是误报。',
    en: 'A fair, cool working day on which the city goes about its business: nothing is wrong, a few sensors drift off now and then. Every alarm of this day is a false one.',
  },
  seed: 20261016,
  startsAtMs: 0,
  durationMs: DAY_MS,
  opensAtMs: 9.5 * HOUR_MS,
  script: (random, { sensors, beaches }) => ({
    calendar: 'workday',
    weather: {
      airC: [13, 18.5],
      windMps: 3,
      windFromDeg: 70,
      rain: [{ fromH: 16, toH: 17.2, veilMmPerH: 0.6 }],
    },
    sea: { kind: 'quiet' },
    // Too cold for the beach: whoever is on it after ten would be news.
    beaches: { camping: 0, busiest: Object.fromEntries(beaches.map(({ id }) => [id, 0])) },
    faults: {
      outages: pick(
        random,
        sensors.filter(({ kind }) => kind === 'temperature' || kind === 'anemometer'),
        4,
      ).map(({ id }) => {
        const fromH = 2 + 18 * random();
        return {
          id: `stuck-${id}`,
          fromH,
          toH: fromH + 0.5 + random(),
          kind: 'stuck' as const,
          things: [id],
          cause: `stuck-${id}`,
          description: { zh: '读数停滞', en: 'Its reading stands still' },
        };
      }),
    },
  }),
});
