import type { Input } from '../../detectors/detector.ts';
import { groundOf } from '../../detectors/ground.ts';
import type { CityModel, SeaZone } from '../../geodata/city/city-model.ts';
import { emptyCity } from '../../geodata/city/empty-city.ts';
import { destination, type LonLat } from '../../geodata/model/geometry.ts';
import { thingId, vesselId } from '../../geodata/model/ids.ts';
import { eventTime } from '../../geodata/model/time.ts';
import type { Thing } from '../../ingestion/thing.ts';
import type { World } from './detection.ts';
import { readings } from './readings.ts';
import { type TrackLeg, track } from './track.ts';
import { squareZone } from './zone.ts';

const HERE: LonLat = [114.5, 22.5];
/** An evening in summer: civil dusk comes half an hour later. */
const START = eventTime(Date.parse('2026-07-01T19:00:00+08:00'));

/** A small sea with zones. */
export const eventfulCity: CityModel = {
  ...emptyCity,
  seaZones: [
    squareZone('speed_limit', destination(HERE, 90, 8000), 1500, { speedLimitKn: 8 }),
    squareZone('no_go', destination(HERE, 0, 8000), 800),
    squareZone('anchorage', destination(HERE, 180, 8000), 2000),
  ].map((zone) => ({ ...zone, kind: zone.kind as SeaZone['kind'] })),
};

/** On it a yacht, and a gauge of each kind that matters. */
export function eventfulWorld(): World {
  const things: Thing[] = [
    { id: vesselId(2), kind: 'vessel', name: 'LUNA', attrs: { shipType: 37 } },
    { id: thingId('wl-1'), kind: 'water_level', name: 'Gauge 1', lon: 114.4, lat: 22.6, attrs: {} },
    { id: thingId('gas-1'), kind: 'gas', attrs: {} },
    { id: thingId('gw-1'), kind: 'groundwater', attrs: {} },
    { id: thingId('tide-1'), kind: 'tide_gauge', attrs: {} },
  ];
  return { things, ...groundOf(eventfulCity) };
}

const leg = (minutes: number, speedKn: number, courseDeg: number, more: Partial<TrackLeg> = {}): TrackLeg => ({
  minutes,
  speedKn,
  courseDeg,
  ...more,
});

/** Everything the rules look for happens once, and ends. In order of time. */
export function eventfulDay(): Input[] {
  const sail = (mmsi: number, from: LonLat, ...legs: TrackLeg[]) =>
    track({ mmsi, from, start: START, legs, everyS: 20 });
  const still = (n: number, value: number) => Array.from({ length: n }, () => value);
  const rising = (n: number) => Array.from({ length: n }, (_, i) => i / 100);
  const hour = { everyS: 3600 };
  const messages: Input[] = [
    // Races through the limited zone and the no-go zone.
    ...sail(1, destination(HERE, 90, 2000), leg(20, 20, 90), leg(60, 12, 315)),
    ...sail(2, destination(HERE, 0, 5000), leg(120, 6, 0), leg(10, 0, 0)),
    // Two that meet.
    ...sail(3, destination(HERE, 270, 6000), leg(60, 12, 90)),
    ...sail(4, destination(HERE, 90, 6000), leg(60, 12, 270)),
    // One falls silent among the others, and comes back.
    ...sail(5, destination(HERE, 225, 3000), leg(20, 7, 200), leg(40, 7, 200, { silent: true }), leg(10, 7, 200)),
    // One drags her anchor.
    ...sail(
      6,
      destination(HERE, 180, 8000),
      leg(60, 0.1, 0, { status: 1 }),
      leg(15, 1.3, 0, { status: 1 }),
      leg(20, 0, 0, { status: 1 }),
    ),
    // One goes round and round.
    ...sail(
      7,
      destination(HERE, 315, 9000),
      ...Array.from({ length: 40 }, (_, i) => leg(2, 1.5, 90 * i)),
      leg(30, 10, 300),
    ),
    ...readings('wl-1', 'level', START, [...rising(60), ...still(400, 1.5), ...rising(60)]),
    ...readings('wl-1', 'level', eventTime(START + 24 * 3_600_000), rising(20)),
    ...readings('gas-1', 'ch4', START, [1, 2, 30, 31, 32, 60, 61, 62, 3, 2, 1, 2]),
    ...readings('gw-1', 'level', START, [...rising(5), ...still(40, 3.25), 3.3], hour),
    ...readings('gw-1', 'level', eventTime(START + 60 * 3_600_000), rising(3), hour),
    ...readings('tide-1', 'level', START, [...rising(10), ...still(400, 0.8), ...rising(10)]),
  ];
  return messages.sort((a, b) => a.time - b.time);
}
