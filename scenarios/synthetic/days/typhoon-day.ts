import { DAY_MS } from '../../../geodata/model/local-time.ts';
import { defineDay } from '../define-day.ts';
import { byDistance, pick } from './pick.ts';
import { typhoonBeaches, typhoonSea } from './typhoon-shore.ts';

const HOUR_MS = 3_600_000;

/** A typhoon comes ashore in the evening. It opens in the afternoon, when everybody still hurries home. */
export const typhoonDay = defineDay({
  id: 'typhoon-day',
  title: { zh: '台风登陆', en: 'Typhoon landfall' },
  description: {
    zh: '台风“海鲸”傍晚在澜湾以西登陆：午后船只回港避风，沙滩仍有人滞留，雨带一阵紧过一阵，下穿隧道、村道积水，山坡吃紧，夜里风雨最强，天亮前转弱。',
    en: 'A typhoon comes ashore west of Lanwan in the evening: boats run for shelter, people linger on the beaches, rain bands fill underpasses and soak slopes, the worst is at night, and it eases before dawn.',
  },
  seed: 20260918,
  startsAtMs: 0,
  durationMs: DAY_MS,
  opensAtMs: 15.25 * HOUR_MS,
  script: (random, { centre, lowPoints }) => {
    const underpasses = lowPoints.filter(({ kind }) => kind === 'underpass');
    return {
      calendar: 'weekend',
      weather: {
        airC: [25, 30],
        windMps: 4.5,
        windFromDeg: 60,
        typhoon: {
          name: { zh: '海鲸', en: 'Haijing' },
          landfall: [centre[0] - 0.35 - 0.1 * random(), centre[1] - 0.05],
          landfallAtH: 20 + random(),
          courseDeg: 305,
          speedMps: 7.5,
          maxWindMps: 40,
          maxWindRadiusKm: 40,
        },
        rain: [
          { fromH: 9, toH: 13.5, cellsPerH: 2, peakMmPerH: 25, courseDeg: 250, speedMps: 9 },
          { fromH: 13.8, toH: 16.2, veilMmPerH: 3, cellsPerH: 16, peakMmPerH: 55, courseDeg: 270, speedMps: 9 },
          { fromH: 16.2, toH: 17.4, veilMmPerH: 2, cellsPerH: 5, peakMmPerH: 35, courseDeg: 280, speedMps: 12 },
          { fromH: 17.4, toH: 22.8, veilMmPerH: 7, cellsPerH: 15, peakMmPerH: 65, courseDeg: 320, speedMps: 14 },
          { fromH: 22.5, toH: 24, veilMmPerH: 5, cellsPerH: 5, peakMmPerH: 35, courseDeg: 340, speedMps: 10 },
        ],
        // The first band stalls over two quarters just when it opens: their underpasses fill.
        cells: pick(random, byDistance(underpasses, centre).slice(0, 8), 2).map(({ position }, index) => ({
          fromH: 14.6 + index * 0.35,
          toH: 16 + index * 0.35,
          at: position,
          peakMmPerH: 85,
          radiusKm: 1.8,
          courseDeg: 250,
          speedMps: 1,
        })),
        thunder: [{ fromH: 14.2, toH: 18.5 }],
        warnings: [
          {
            event: '台风',
            steps: [
              { atH: 5.5, grade: 4 },
              { atH: 9.25, grade: 3 },
              { atH: 14 + 40 / 60, grade: 2 },
              { atH: 18.5, grade: 1 },
              { atH: 22.75, grade: 2 },
            ],
          },
          {
            event: '暴雨',
            steps: [
              { atH: 12.5, grade: 3 },
              { atH: 15.75, grade: 2 },
              { atH: 19, grade: 1 },
              { atH: 22.5, grade: 2 },
            ],
          },
          {
            event: '雷电',
            steps: [
              { atH: 13.9, grade: 3 },
              { atH: 18.8, grade: 'lifted' },
            ],
          },
        ],
      },
      tide: { surge: { atH: 20.5, m: 1.4, hours: 2.5 } },
      water: { antecedentMm: 60 },
      sea: typhoonSea,
      beaches: typhoonBeaches,
    };
  },
});
