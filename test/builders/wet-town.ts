import { type CityModel, cityModel } from '../../geodata/city/city-model.ts';
import { emptyCity } from '../../geodata/city/empty-city.ts';
import { destination, type LonLat } from '../../geodata/model/geometry.ts';
import { thingId } from '../../geodata/model/ids.ts';
import type { World } from './detection.ts';

const HERE: LonLat = [114.5, 22.5];
const square = (at: LonLat, sizeM: number) => {
  const east = destination(at, 90, sizeM);
  const north = destination(at, 0, sizeM);
  return [[at, east, [east[0], north[1]], north, at]];
};

/** An underpass and a slope above a road, with a gauge on each of them and a rain gauge between. */
const wetTown: CityModel = cityModel.parse({
  ...emptyCity,
  id: 'wet',
  gridCells: [{ id: 'g-1', streetId: 's-1', rings: square(destination(HERE, 225, 500), 1000), people: 4000 }],
  buildings: [{ id: 'b-1', ring: square(destination(HERE, 90, 60), 20)[0], heightM: 12, use: 'residential' }],
  roads: {
    nodes: [
      { id: 'n-1', position: destination(HERE, 270, 300) },
      { id: 'n-2', position: destination(HERE, 90, 300) },
    ],
    edges: [
      {
        id: 'e-1',
        from: 'n-1',
        to: 'n-2',
        class: 'primary',
        name: { zh: '环湾路', en: 'Huanwan Road' },
        speedKmh: 60,
        line: [destination(HERE, 270, 300), HERE, destination(HERE, 90, 300)],
      },
    ],
  },
  catchments: [{ id: 'ca-1', rings: square(HERE, 700), areaM2: 500_000, runoff: 0.85, lowPointId: 'lp-1' }],
  lowPoints: [
    {
      id: 'lp-1',
      name: { zh: '环湾路下穿', en: 'Huanwan Road underpass' },
      kind: 'underpass',
      position: HERE,
      catchmentId: 'ca-1',
      pondM2: 10_000,
      drainM3s: 6,
      closedAtM: 0.27,
    },
  ],
  slopes: [
    {
      id: 'slope-1',
      name: { zh: '东山边坡', en: 'Dongshan slope' },
      rings: square(destination(HERE, 0, 400), 60),
      heightM: 30,
      steepnessDeg: 42,
      grade: 3,
      peopleBelow: 120,
    },
  ],
  sensors: [
    { id: 'rain-1', kind: 'rain_gauge', name: '东山雨量站', position: destination(HERE, 0, 200), intervalS: 300 },
    { id: 'level-1', kind: 'water_level', name: '下穿水位计', position: HERE, intervalS: 300, watches: 'lp-1' },
    { id: 'pore-1', kind: 'pore_pressure', name: '东山孔压', position: HERE, intervalS: 1800, watches: 'slope-1' },
    { id: 'creep-1', kind: 'inclinometer', name: '东山测斜', position: HERE, intervalS: 1800, watches: 'slope-1' },
  ],
});

/** With its instruments known. */
export const wetWorld: World = {
  city: wetTown,
  things: [
    { id: thingId('rain-1'), kind: 'rain_gauge', attrs: {} },
    { id: thingId('level-1'), kind: 'water_level', attrs: {} },
    { id: thingId('pore-1'), kind: 'pore_pressure', attrs: {} },
    { id: thingId('creep-1'), kind: 'inclinometer', attrs: {} },
  ],
};
