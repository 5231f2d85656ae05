import { groundOf } from '../../../detectors/ground.ts';
import { emptyCity } from '../../../geodata/city/empty-city.ts';
import { destination, type LonLat } from '../../../geodata/model/geometry.ts';
import { thingId } from '../../../geodata/model/ids.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import type { Report } from '../../../ingestion/observation.ts';
import type { World } from '../detection.ts';
import type { Occasion } from './occasion.ts';

const MIDDLE: LonLat = [114.5, 22.5];
const START = Date.parse('2026-06-07T09:00:00+08:00');

/** Nobody has described the city: everybody is taken to live evenly in it. */
export const evenWorld: World = groundOf({ ...emptyCity, centre: MIDDLE });

/** Somebody tells something `minutes` after nine, so far from the middle of the city, to the north-east. */
export const told = (minutes: number, awayM: number, text: string, over: Partial<Report> = {}): Report => {
  const [lon, lat] = destination(MIDDLE, 45, awayM);
  return {
    kind: 'report',
    thing: thingId('channel-12345'),
    id: `r-${minutes}-${awayM}`,
    time: eventTime(START + minutes * 60_000),
    channel: '12345',
    text,
    lon,
    lat,
    ...over,
  };
};

/** All day long people far from each other complain of everything; in one quarter many complain of one smell. */
export function complainingQuarter(): Occasion {
  const everyday = Array.from({ length: 40 }, (_, i) =>
    told(13 * i, 500 * ((i * 7) % 18) + 1500, ['路灯不亮了', '垃圾没人收', '楼上电钻声'][i % 3]!),
  );
  const smell = Array.from({ length: 12 }, (_, i) => told(60 + 9 * i, 40 * ((i * 5) % 9), '开窗一股化学味，刺鼻'));
  return { world: evenWorld, messages: [...everyday, ...smell].sort((a, b) => a.time - b.time) };
}
