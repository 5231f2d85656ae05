import type { CityModel, CitySensor } from '../../../geodata/city/city-model.ts';
import { distanceM } from '../../../geodata/model/geometry.ts';
import { DAY_MS } from '../../../geodata/model/local-time.ts';
import { defineDay } from '../define-day.ts';
import { byDistance, pick } from './pick.ts';

const HOUR_MS = 3_600_000;
/** When the substation's busbar fails, and when its relays have stopped re-closing. */
const FAILS_AT_H = 14.5;
const STEADY_AT_H = FAILS_AT_H + 1 / 6;
const RESTORED_AT_H = 16.25;
/** Devices on the edge of the fault restart every minute; those in the middle are dark. Ours: 350 of them change state ten times in as many minutes. */
const CHATTERING = 380;
const DARK = 260;
/** As far as the smoke of a workshop trips a detector. Ours. */
const NEXT_DOOR_M = 150;

const ALARMING: ReadonlySet<string> = new Set(['water_level', 'gas', 'smoke', 'anemometer', 'crowd']);

/** Instruments that fail with the substation: never those that show what is really wrong. */
function failing({ sensors, centre }: CityModel, spared: ReadonlySet<string>): CitySensor[] {
  return byDistance(
    sensors.filter(({ kind, watches }) => ALARMING.has(kind) && (watches === undefined || !spared.has(watches))),
    centre,
  );
}

/** A busbar fails: thousands of false state changes within minutes, and four true conditions among them. */
export const sensorStorm = defineDay({
  id: 'sensor-storm',
  title: { zh: '设备故障与告警风暴', en: 'Device failure and alarm storm' },
  description: {
    zh: '午后一座变电站母线故障，数百台设备反复重启、乱报，另有数百台失联；十分钟里几千次状态翻转之中，藏着几件真事：停电的泵站、积水的下穿隧道、挤满人的车站、一处火情。',
    en: 'In the afternoon a substation’s busbar fails: hundreds of devices restart and cry wolf, hundreds more go dark. Among thousands of state changes in ten minutes hide a few things that are true: pumps without power, underpasses that fill, a station whose trains have stopped, a fire.',
  },
  seed: 20260811,
  startsAtMs: 0,
  durationMs: DAY_MS,
  opensAtMs: 14.35 * HOUR_MS,
  script: (random, city) => {
    const near = byDistance(
      city.lowPoints.filter(({ kind }) => kind === 'underpass'),
      city.centre,
    ).slice(0, 12);
    const flooded = pick(random, near, 2);
    const stations = city.gatheringPlaces
      .filter(({ kind }) => kind === 'station')
      .map((place) => ({ ...place, position: place.label }));
    const [station] = pick(random, byDistance(stations, city.centre).slice(0, 5), 1);
    const withSmoke = new Set(city.sensors.filter(({ kind }) => kind === 'smoke').map(({ watches }) => watches));
    const [burning] = pick(
      random,
      byDistance(
        city.enterprises.filter(({ id }) => withSmoke.has(id)),
        city.centre,
      ).slice(0, 60),
      1,
    );
    // Nobody can tell of a fire by detectors without power: those on the spot and next door keep theirs.
    const nextDoor = burning
      ? city.enterprises.filter(({ position }) => distanceM(position, burning.position) <= NEXT_DOOR_M)
      : [];
    const spared = new Set([...flooded, ...(station ? [station] : []), ...nextDoor].map(({ id }) => id));
    const affected = failing(city, spared);
    const description = { zh: '变电站母线故障，成片设备断电失联', en: 'A busbar failed: devices without power' };
    return {
      calendar: 'workday',
      weather: {
        airC: [26, 33],
        windMps: 4,
        windFromDeg: 190,
        thunder: [{ fromH: 13.6, toH: 15.6 }],
        warnings: [
          {
            event: '雷电',
            steps: [
              { atH: 13.4, grade: 3 },
              { atH: 16, grade: 'lifted' },
            ],
          },
        ],
        rain: [{ fromH: 13.8, toH: 15.8, veilMmPerH: 1.5 }],
        // A shower over each of the two underpasses whose pumps have no power.
        cells: flooded.map(({ position }, index) => ({
          fromH: FAILS_AT_H - 0.2 + index * 0.15,
          toH: FAILS_AT_H + 0.9 + index * 0.15,
          at: position,
          peakMmPerH: 70,
          radiusKm: 1.2,
          courseDeg: 20,
          speedMps: 1,
        })),
      },
      water: {
        failures: flooded.map(({ id }) => ({
          fromH: FAILS_AT_H,
          toH: RESTORED_AT_H,
          lowPoint: id,
          share: 0,
          cause: 'power-failure',
        })),
      },
      crowds: {
        rushes: station
          ? [
              {
                place: station.id,
                fromH: FAILS_AT_H + 0.1,
                toH: RESTORED_AT_H + 0.4,
                share: 1.3,
                cause: 'power-failure',
              },
            ]
          : [],
      },
      sea: { kind: 'quiet' },
      // What the failure set alight where nobody looks.
      hazards: {
        hazards: [
          {
            kind: 'fire',
            atH: FAILS_AT_H + 0.15,
            smouldersH: 0.05,
            ...(burning && { enterprise: burning.id }),
            cause: 'power-failure',
          },
        ],
      },
      faults: {
        outages: [
          {
            id: 'chatter',
            fromH: FAILS_AT_H,
            toH: STEADY_AT_H,
            kind: 'chatter',
            things: affected.slice(DARK, DARK + CHATTERING).map(({ id }) => id),
            cause: 'power-failure',
            description,
          },
          {
            id: 'dark',
            fromH: FAILS_AT_H,
            toH: RESTORED_AT_H,
            kind: 'silent',
            things: affected.slice(0, DARK).map(({ id }) => id),
            cause: 'power-failure',
            description,
          },
        ],
      },
    };
  },
});
