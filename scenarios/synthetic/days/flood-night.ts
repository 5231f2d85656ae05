import { DAY_MS } from '../../../geodata/model/local-time.ts';
import { defineDay } from '../define-day.ts';
import { pick } from './pick.ts';

const HOUR_MS = 3_600_000;

/** Trains of cells over the same valleys, from the evening rush to the small hours. Begins at noon, so that one night is one day. */
export const floodNight = defineDay({
  id: 'flood-night',
  title: { zh: '暴雨内涝', en: 'Cloudburst and flooded streets' },
  description: {
    zh: '晚高峰起强降雨列车般反复扫过城区：下穿隧道、城中村、地铁口接连积水，两处泵站停机，山边站前滞留人群，后半夜雨停水退，坡面仍在吃紧。',
    en: 'From the evening rush on, train after train of cells passes over the same quarters: underpasses, villages and metro entrances fill, two pumping stations fail, crowds wait out the rain at stations; after midnight it drains away while slopes stay at their limit.',
  },
  seed: 20260607,
  startsAtMs: 12 * HOUR_MS,
  durationMs: DAY_MS,
  opensAtMs: 7.25 * HOUR_MS,
  script: (random, { lowPoints, gatheringPlaces, centre }) => {
    const stations = gatheringPlaces.filter(({ kind }) => kind === 'station');
    // The train of cells runs over the quarter of one of the underpasses whose pumps fail.
    const [first, second] = pick(
      random,
      lowPoints.filter(({ kind }) => kind === 'underpass'),
      2,
    );
    const around = { at: first?.position ?? centre, km: 4 };
    return {
      calendar: 'workday',
      weather: {
        airC: [24.5, 31],
        windMps: 3.5,
        windFromDeg: 200,
        squalls: [{ fromH: 6.3, toH: 6.8, mps: 14 }],
        rain: [
          { fromH: 5.5, toH: 7, veilMmPerH: 1, cellsPerH: 6, peakMmPerH: 35, courseDeg: 60, speedMps: 9 },
          { fromH: 6.6, toH: 10, cellsPerH: 4.5, peakMmPerH: 60, radiusKm: 2.4, around, courseDeg: 60, speedMps: 4 },
          { fromH: 7, toH: 13, veilMmPerH: 4, cellsPerH: 6, peakMmPerH: 40, courseDeg: 60, speedMps: 8 },
          { fromH: 13, toH: 15, veilMmPerH: 2 },
        ],
        thunder: [{ fromH: 5.8, toH: 12 }],
        warnings: [
          {
            event: '雷电',
            steps: [
              { atH: 5.2, grade: 3 },
              { atH: 12.5, grade: 'lifted' },
            ],
          },
          {
            event: '暴雨',
            steps: [
              { atH: 5.6, grade: 3 },
              { atH: 7.1, grade: 2 },
              { atH: 8.4, grade: 1 },
              { atH: 12.2, grade: 2 },
              { atH: 13.5, grade: 3 },
              { atH: 15.5, grade: 'lifted' },
            ],
          },
        ],
      },
      water: {
        antecedentMm: 35,
        failures: [
          ...(first ? [{ fromH: 7.6, toH: 12.5, lowPoint: first.id, share: 0 }] : []),
          ...(second ? [{ fromH: 8.9, toH: 11, lowPoint: second.id, share: 0.3 }] : []),
        ],
      },
      crowds: {
        rushes: pick(random, stations, 2).map(({ id }, index) => ({
          place: id,
          fromH: 7 + index * 0.6,
          toH: 10.2 + index * 0.5,
          share: 1.15 + 0.2 * random(),
          cause: 'rainstorm',
        })),
      },
      sea: { kind: 'ordinary' },
    };
  },
});
