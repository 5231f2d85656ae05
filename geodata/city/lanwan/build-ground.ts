import type { CityModel } from '../city-model.ts';
import { type Metres, toMetres } from '../harbour/frame.ts';
import { harbourBase } from '../harbour/harbour-base.ts';
import { seededRandom } from '../seeded-random.ts';
import { placeBuildings, ringOfBox } from './buildings.ts';
import { buildWaterways, riversOf } from './drainage.ts';
import type { Ground } from './ground.ts';
import { buildLowPoints } from './low-points.ts';
import { lonLatOf, SHEET } from './plane.ts';
import { buildRelief, type Relief, reliefAt, steepnessAt } from './relief.ts';
import { buildRoadGraph, roadsOf } from './road-network.ts';
import { SegmentIndex, toSegment } from './segment-index.ts';
import { SETTLEMENTS } from './settlement-plan.ts';
import { isDry } from './shore.ts';
import { buildTerritory } from './territory.ts';

/** FNV-1a (Fowler, Noll, Vo 1991), 32 bits. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

function terrainOf({ stepM, columns, rows, heights }: Relief): NonNullable<CityModel['terrain']> {
  const southWest = lonLatOf([SHEET.west, SHEET.south]);
  const northEast = lonLatOf([SHEET.west + (columns - 1) * stepM, SHEET.south + (rows - 1) * stepM]);
  return {
    southWest,
    stepLon: (northEast[0] - southWest[0]) / (columns - 1),
    stepLat: (northEast[1] - southWest[1]) / (rows - 1),
    columns,
    rows,
    decimetres: Array.from(heights, (height) => Math.round(height * 10)),
  };
}

type Lines = readonly (readonly (readonly number[])[])[];
const fixed = (rings: Lines) =>
  rings.map((ring) => ring.map(([lon, lat]) => [Math.round(lon! * 1e6) / 1e6, Math.round(lat! * 1e6) / 1e6] as const));

function harbourGround(): Pick<CityModel, 'land' | 'depths' | 'labels'> {
  const base = harbourBase();
  return {
    land: [
      ...base.land.features.map(({ geometry, properties }, index) => ({
        id: `land-${properties.id}`,
        kind: index === 0 ? ('land' as const) : ('island' as const),
        rings: fixed(geometry.coordinates),
      })),
      ...base.structures.features.map(({ geometry, properties }) => ({
        id: `quay-${properties.id}`,
        kind: 'quay' as const,
        rings: fixed(geometry.coordinates),
      })),
    ],
    depths: base.depths.features.flatMap(({ geometry, properties }) =>
      geometry.coordinates.map((rings) => ({ shallowerThanM: properties.shallowerThanM, rings: fixed(rings) })),
    ),
    labels: base.labels.features.map(({ geometry, properties }) => ({
      id: `label-${properties.id}`,
      kind: properties.kind,
      name: { zh: properties.zh, en: properties.en },
      rank: properties.rank,
      position: [geometry.coordinates[0]!, geometry.coordinates[1]!] as const,
    })),
  };
}

/** Streets are not built on steeper ground. Ours: 1 in 6. */
const STREET_STEEPNESS_DEG = 9.5;

const WALL_STEEPNESS_DEG = 13;
/** Houses keep off a river's bank by this much. Ours: a promenade. */
const BANK_M = 12;

/** Lanwan's ground for a seed: the harbour and the lie of the land are always the same, everything on it is the seed's. */
export function buildGround(seed: number): Ground {
  const relief = buildRelief(seed);
  const stream = (name: string) => seededRandom(hashText(`${seed}/${name}`));
  const waterways = buildWaterways(relief);
  const territory = buildTerritory(seed, relief);
  const roads = buildRoadGraph(seed, {
    isDry,
    buildable: (point) => territory.inlandM(point) > 110 && steepnessAt(relief, point) < STREET_STEEPNESS_DEG,
  });
  const streetOf = (point: Metres) => territory.streets[territory.streetIndexAt(point)];
  const waters = new SegmentIndex<number>(150);
  for (const { points, widthM, kind } of waterways)
    if (kind !== 'culvert')
      for (let i = 1; i < points.length; i++) waters.add(points[i - 1]!, points[i]!, widthM / 2 + BANK_M);
  const offRivers = (point: Metres) =>
    !waters.near(
      point[0] - 60,
      point[1] - 60,
      point[0] + 60,
      point[1] + 60,
      (a, b, keepM) => toSegment(point, a, b)[0] < keepM,
    );
  const buildings = placeBuildings(seed, roads, {
    buildable: (point) =>
      territory.inlandM(point) > 60 &&
      isDry(point) &&
      steepnessAt(relief, point) < WALL_STEEPNESS_DEG &&
      offRivers(point),
  });
  return {
    seed,
    settlements: SETTLEMENTS,
    ...harbourGround(),
    terrain: terrainOf(relief),
    districts: territory.districts,
    streets: territory.streets,
    gridCells: territory.gridCells,
    buildings: buildings.map(({ box, heightM, use }, index) => ({
      id: `b-${index + 1}`,
      ring: ringOfBox(box),
      heightM,
      use,
    })),
    roads: roadsOf(roads),
    rivers: riversOf(waterways),
    ...buildLowPoints(roads, relief, streetOf, stream('low points')),
    slopes: [],
    gatheringPlaces: [],
    toLonLat: lonLatOf,
    toMetres,
    heightAt: (position) => reliefAt(relief, toMetres(position)),
    steepnessAt: (position) => steepnessAt(relief, toMetres(position)),
    isLand: (position) => isDry(toMetres(position)),
    inlandM: (position) => territory.inlandM(toMetres(position)),
    streetAt: (position) => streetOf(toMetres(position)),
    gridCellAt: (position) => territory.gridCells[territory.cellIndexAt(toMetres(position))],
    random: stream,
  };
}
