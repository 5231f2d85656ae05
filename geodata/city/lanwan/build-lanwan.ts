import { CITY_MODEL_VERSION, type CityModel } from '../city-model.ts';
import { buildAssets } from './assets/build-assets.ts';
import { buildGround } from './build-ground.ts';
import type { Ground } from './ground.ts';
import { lonLatOf, SHEET } from './plane.ts';

/** Where a map opens: the bay between 白沙湾 and the port, in metres of the plane. */
const OPENING = [-1_500, -1_500] as const;

const groundModel = ({
  districts,
  streets,
  gridCells,
  terrain,
  land,
  depths,
  labels,
  buildings,
  roads,
  rivers,
  catchments,
  lowPoints,
  slopes,
  gatheringPlaces,
}: Ground) => ({
  districts,
  streets,
  gridCells,
  terrain,
  land,
  depths,
  labels,
  buildings,
  roads,
  rivers,
  catchments,
  lowPoints,
  slopes,
  gatheringPlaces,
});

/** 澜湾市, invented: the same city for the same seed, on every machine. Takes about a second. */
export function buildLanwan(seed: number): CityModel {
  const ground = buildGround(seed);
  return {
    version: CITY_MODEL_VERSION,
    id: 'lanwan',
    name: { zh: '澜湾市', en: 'Lanwan' },
    timeZone: 'Asia/Shanghai',
    bounds: [...lonLatOf([SHEET.west, SHEET.south]), ...lonLatOf([SHEET.east, SHEET.north])],
    centre: lonLatOf(OPENING),
    provenance: { source: 'generated', seed, inputs: [] },
    ...buildAssets(ground),
    ...groundModel(ground),
  };
}
