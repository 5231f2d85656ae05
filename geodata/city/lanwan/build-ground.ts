import type { Building, CityModel, GridCell } from '../city-model.ts';
import { type Metres, toMetres } from '../harbour/frame.ts';
import { harbourBase } from '../harbour/harbour-base.ts';
import { type Random, seededRandom } from '../seeded-random.ts';
import { type PlacedBuilding, placeBuildings, ringOfBox, Site } from './buildings.ts';
import { buildWaterways, riversOf, type Waterway } from './drainage.ts';
import { placeGatherings } from './gathering-places.ts';
import type { Ground } from './ground.ts';
import { buildLandUse, placeParks } from './land-use.ts';
import { type Landmark, placeLandmarks, schoolBuildings } from './landmarks.ts';
import { buildLowPoints } from './low-points.ts';
import { buildLabels } from './place-labels.ts';
import { lonLatOf, SHEET } from './plane.ts';
import { buildRelief, type Relief, reliefAt, steepnessAt } from './relief.ts';
import { nearReservoir } from './reservoir-plan.ts';
import type { Graph } from './road-graph.ts';
import { buildRoadGraph, roadsOf } from './road-network.ts';
import { crossing, SegmentIndex, toSegment } from './segment-index.ts';
import { SETTLEMENTS } from './settlement-plan.ts';
import { isDry } from './shore.ts';
import { buildSlopes, peopleIn } from './slopes.ts';
import { buildTerritory, type Territory } from './territory.ts';

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
/** Off the city's border: the raster of streets is that exact. */
const BORDER_M = 45;
/** Houses keep off a river's bank by this much. Ours: a promenade. */
const BANK_M = 12;

/** The ground's own buildings, in the order in which plots are taken: what everybody knows first. */
function buildUp(roads: Graph, buildable: (point: Metres) => boolean, random: Random) {
  const site = new Site(roads, { buildable });
  const landmarks = placeLandmarks(site);
  const gatherings = placeGatherings(roads, site);
  const parks = placeParks(site);
  const houses = placeBuildings(roads, site, random);
  return { landmarks, gatherings, parks, placed: [...landmarks, ...schoolBuildings(gatherings), ...houses] };
}

/** How many live and work in each grid cell, by the room in its buildings. */
function peopled({ gridCells, cellIndexAt }: Territory, placed: readonly PlacedBuilding[]): GridCell[] {
  const people = new Float64Array(gridCells.length);
  for (const building of placed) {
    const cell = cellIndexAt(building.box.centre);
    if (cell >= 0) people[cell]! += peopleIn(building);
  }
  return gridCells.map((cell, index) => ({ ...cell, people: Math.round(people[index]!) }));
}

const buildingOf = (placed: PlacedBuilding | Landmark, index: number): Building => ({
  id: `b-${index + 1}`,
  ring: ringOfBox(placed.box),
  heightM: placed.heightM,
  use: placed.use,
  ...('name' in placed && { name: placed.name.zh }),
});

/** Keeps houses and streets off open water that the coast does not know. */
function riverSide(waterways: readonly Waterway[]): (point: Metres) => boolean {
  const waters = new SegmentIndex<number>(150);
  for (const { points, widthM, kind } of waterways)
    if (kind !== 'culvert')
      for (let i = 1; i < points.length; i++) waters.add(points[i - 1]!, points[i]!, widthM / 2 + BANK_M);
  return (point) =>
    nearReservoir(point) ||
    waters.near(
      point[0] - 60,
      point[1] - 60,
      point[0] + 60,
      point[1] + 60,
      (a, b, keepM) => toSegment(point, a, b)[0] < keepM,
    );
}

function riverCrossings(waterways: readonly Waterway[]): (from: Metres, to: Metres) => boolean {
  const rivers = new SegmentIndex<undefined>(150);
  for (const { points, kind } of waterways)
    if (kind === 'river') for (let i = 1; i < points.length; i++) rivers.add(points[i - 1]!, points[i]!, undefined);
  return (from, to) =>
    rivers.near(
      Math.min(from[0], to[0]),
      Math.min(from[1], to[1]),
      Math.max(from[0], to[0]),
      Math.max(from[1], to[1]),
      (a, b) => crossing(from, to, a, b) !== undefined,
    );
}

/** Lanwan's ground for a seed: the harbour and the lie of the land are always the same, everything on it is the seed's. */
export function buildGround(seed: number): Ground {
  const stream = (name: string) => seededRandom(hashText(`${seed}/${name}`));
  const relief = buildRelief(seed);
  const waterways = buildWaterways(relief);
  const territory = buildTerritory(seed, relief);
  const streetOf = (point: Metres) => territory.streets[territory.streetIndexAt(point)];
  const isRiver = riverSide(waterways);
  const roads = buildRoadGraph(seed, {
    isDry,
    crossesRiver: riverCrossings(waterways),
    buildable: (point) =>
      territory.inlandM(point) > 110 && steepnessAt(relief, point) < STREET_STEEPNESS_DEG && !nearReservoir(point),
  });
  const isGoverned = ([x, y]: Metres) =>
    [
      [0, 0],
      [BORDER_M, 0],
      [-BORDER_M, 0],
      [0, BORDER_M],
      [0, -BORDER_M],
    ].every(([dx, dy]) => territory.streetIndexAt([x + dx!, y + dy!]) >= 0);
  const fitForWalls = (point: Metres) =>
    territory.inlandM(point) > 60 &&
    isGoverned(point) &&
    isDry(point) &&
    steepnessAt(relief, point) < WALL_STEEPNESS_DEG &&
    !isRiver(point);
  const { landmarks, gatherings, parks, placed } = buildUp(roads, fitForWalls, stream('buildings'));
  const harbour = harbourGround();
  const land = [...harbour.land, ...buildLandUse(relief), ...parks];
  const gridCells = peopled(territory, placed);
  const gatheringPlaces = gatherings.map(({ place }) => place);
  return {
    seed,
    settlements: SETTLEMENTS,
    land,
    depths: harbour.depths,
    labels: [...harbour.labels, ...buildLabels(land, gatheringPlaces, landmarks)],
    terrain: terrainOf(relief),
    districts: territory.districts,
    streets: territory.streets,
    gridCells,
    buildings: placed.map(buildingOf),
    roads: roadsOf(roads),
    rivers: riversOf(waterways),
    ...buildLowPoints(roads, relief, streetOf, stream('low points')),
    slopes: buildSlopes(relief, placed, stream('slopes')),
    gatheringPlaces,
    toLonLat: lonLatOf,
    toMetres,
    heightAt: (position) => reliefAt(relief, toMetres(position)),
    steepnessAt: (position) => steepnessAt(relief, toMetres(position)),
    isLand: (position) => isDry(toMetres(position)),
    inlandM: (position) => territory.inlandM(toMetres(position)),
    streetAt: (position) => streetOf(toMetres(position)),
    gridCellAt: (position) => gridCells[territory.cellIndexAt(toMetres(position))],
    random: stream,
  };
}
