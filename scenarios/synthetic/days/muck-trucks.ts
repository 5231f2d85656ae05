import { DAY_MS } from '../../../geodata/model/local-time.ts';
import { defineDay } from '../define-day.ts';

const HOUR_MS = 3_600_000;

/** Trucks that break the rules all day, and three at night that share one reason: somebody sells a place to tip. */
export const muckTrucks = defineDay({
  id: 'muck-trucks',
  title: { zh: '泥头车', en: 'Muck trucks' },
  description: {
    zh: '一百多辆泥头车整日往返工地与受纳场：有的超速，有的绕出核准线路，有的凌晨偷跑；入夜，三辆车结伴去同一片荒地偷倒渣土。沿线居民接连投诉扬尘与噪声。',
    en: 'More than a hundred muck trucks go between sites and dumps all day: some speed, some leave their approved route, some are out in forbidden hours; at night three tip their loads where they should not, for one reason. People along the roads complain of dust and noise.',
  },
  seed: 20261024,
  startsAtMs: 0,
  durationMs: DAY_MS,
  opensAtMs: 8.8 * HOUR_MS,
  script: (random, { workAreas }) => {
    const within = (hour: number) => hour + 0.5 * random();
    const site = workAreas[Math.floor(random() * workAreas.length)];
    return {
      calendar: 'workday',
      weather: { airC: [19, 27], windMps: 4, windFromDeg: 60 },
      sea: { kind: 'ordinary' },
      trucks: {
        violations: [
          { kind: 'out_of_hours', atH: within(0.6) },
          { kind: 'out_of_hours', atH: within(2.4) },
          { kind: 'out_of_hours', atH: within(5) },
          { kind: 'overspeed', atH: within(8.4) },
          { kind: 'off_route', atH: within(9) },
          { kind: 'overspeed', atH: within(10.2) },
          { kind: 'off_route', atH: within(11.5) },
          { kind: 'unlicensed_tipping', atH: within(13) },
          { kind: 'overspeed', atH: within(14.5) },
          { kind: 'off_route', atH: within(15.5) },
          { kind: 'overspeed', atH: within(17) },
          { kind: 'unlicensed_tipping', atH: within(20.2), cause: 'illegal-tipping' },
          { kind: 'unlicensed_tipping', atH: within(20.6), cause: 'illegal-tipping' },
          { kind: 'unlicensed_tipping', atH: within(21), cause: 'illegal-tipping' },
          { kind: 'out_of_hours', atH: within(22.2) },
        ],
      },
      citizens: {
        perDay: 650,
        waves: site
          ? [
              {
                kind: 'dust',
                atH: within(9),
                toH: 15,
                at: site.label,
                radiusM: 500,
                reports: 26,
                cause: `dust:${site.id}`,
              },
            ]
          : [],
      },
    };
  },
});
