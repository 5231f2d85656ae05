import type { CityModel } from '../../../geodata/city/city-model.ts';
import { cityThings } from '../../../geodata/city/city-things.ts';
import { thingId } from '../../../geodata/model/ids.ts';
import type { EventTime } from '../../../geodata/model/time.ts';
import type { ThingDescription } from '../../observation.ts';

/** What the city's own inventory says of its sensors, cameras and monitoring points: the first thing to be known of them, before any of them speaks. */
export const describeInventory = (city: CityModel, time: EventTime): ThingDescription[] =>
  cityThings(city).map(({ id, kind, name, position: [lon, lat], department, intervalS, attrs }) => ({
    kind: 'thing',
    thing: thingId(id),
    time,
    thingKind: kind,
    name,
    lon,
    lat,
    attrs,
    ...(department !== undefined && { department }),
    ...(intervalS !== undefined && { intervalS }),
  }));
