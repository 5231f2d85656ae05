import { contours } from 'd3-contour';
import type { Feature, FeatureCollection, Geometry } from 'geojson';
import { destination, distanceM, type LonLat } from '../model/geometry.ts';
import type { Bilingual } from '../model/text.ts';
import type { CityModel, ShieldDrive, Terrain } from './city-model.ts';

/** What every feature carries; the rest depends on the layer. */
type Named = { readonly id: string; readonly zh?: string | undefined; readonly en?: string | undefined };

type Properties = Named & Readonly<Record<string, string | number | boolean | null | undefined>>;
type Ring = readonly LonLat[];

const named = ({ id, name }: { readonly id: string; readonly name?: Bilingual | string | undefined }): Named =>
  typeof name === 'string' ? { id, zh: name, en: name } : { id, zh: name?.zh, en: name?.en };

const feature = (geometry: Geometry, properties: Properties): Feature => ({ type: 'Feature', geometry, properties });
const point = (at: LonLat, properties: Properties) =>
  feature({ type: 'Point', coordinates: at as number[] & LonLat }, properties);
const line = (path: Ring, properties: Properties) =>
  feature({ type: 'LineString', coordinates: path as unknown as number[][] }, properties);
const area = (rings: readonly Ring[], properties: Properties) =>
  feature({ type: 'Polygon', coordinates: rings as unknown as number[][][] }, properties);

/** The axis of a drive, and its shield where it stood at `atDate`; none before it is launched or after it is through. */
function shield(drive: ShieldDrive): Feature[] {
  const facts = {
    ...named(drive),
    workArea: drive.workAreaId,
    depthM: drive.depthM,
    diameterM: drive.diameterM,
    ring: drive.ring,
  };
  const face = alongLine(drive.axis, drive.ring * drive.ringM);
  return [line(drive.axis, facts), ...(drive.ring > 0 && face ? [point(face, facts)] : [])];
}

/** The place so many metres from the start; `undefined` beyond the end. */
function alongLine(path: Ring, metres: number): LonLat | undefined {
  let left = metres;
  for (let i = 1; i < path.length; i++) {
    const [from, to] = [path[i - 1]!, path[i]!];
    const length = distanceM(from, to);
    if (left <= length) {
      const share = length === 0 ? 0 : left / length;
      return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
    }
    left -= length;
  }
  return undefined;
}

/** Contours of the land above the sea, every this many metres: quiet relief. Ours. */
const RELIEF_M = [40, 80, 140, 220, 320, 440, 560, 700];

/** The land above each of these heights, by contours of the terrain: nested, lowest first. */
function relief({ southWest, stepLon, stepLat, columns, rows, decimetres }: Terrain): Feature[] {
  // d3-contour puts sample (i, j) at (i + ½, j + ½).
  const place = ([x, y]: number[]): number[] => [
    southWest[0] + (x! - 0.5) * stepLon,
    southWest[1] + (y! - 0.5) * stepLat,
  ];
  return contours()
    .size([columns, rows])
    .thresholds(RELIEF_M.map((heightM) => heightM * 10))([...decimetres])
    .map(({ coordinates, value }) =>
      feature(
        { type: 'MultiPolygon', coordinates: coordinates.map((rings) => rings.map((ring) => ring.map(place))) },
        { id: `relief-${value / 10}`, heightM: value / 10 },
      ),
    );
}

/** How each layer of a city is made into features. The key is the layer's public name. */
const MAKERS = {
  land: (city) => city.land.map(({ rings, kind, ...rest }) => area(rings, { ...named(rest), kind })),
  depths: (city) =>
    city.depths.map(({ rings, shallowerThanM }, index) => area(rings, { id: `depth-${index}`, shallowerThanM })),
  relief: (city) => (city.terrain ? relief(city.terrain) : []),
  labels: (city) =>
    city.labels.map(({ position, kind, rank, ...rest }) => point(position, { ...named(rest), kind, rank })),
  districts: (city) =>
    city.districts.flatMap((each) => [area(each.rings, named(each)), point(each.label, named(each))]),
  streets: (city) =>
    city.streets.flatMap((each) => [
      area(each.rings, { ...named(each), district: each.districtId }),
      point(each.label, { ...named(each), district: each.districtId }),
    ]),
  grid: (city) =>
    city.gridCells.map(({ id, rings, streetId, people }) => area(rings, { id, street: streetId, people })),
  buildings: (city) =>
    city.buildings.map(({ ring, heightM, use, ...rest }) => area([ring], { ...named(rest), heightM, use })),
  roads: ({ roads }) =>
    roads.edges.map(({ line: path, class: roadClass, structure, oneWay, lanes, speedKmh, ...rest }) =>
      line(path, { ...named(rest), class: roadClass, structure, oneWay, lanes, speedKmh }),
    ),
  rivers: (city) =>
    city.rivers.map(({ line: path, kind, widthM, ...rest }) => line(path, { ...named(rest), kind, widthM })),
  catchments: (city) => city.catchments.map(({ rings, areaM2, ...rest }) => area(rings, { ...named(rest), areaM2 })),
  lowPoints: (city) =>
    city.lowPoints.map(({ position, kind, closedAtM, ...rest }) =>
      point(position, { ...named(rest), kind, closedAtM }),
    ),
  slopes: (city) =>
    city.slopes.map(({ rings, grade, peopleBelow, ...rest }) => area(rings, { ...named(rest), grade, peopleBelow })),
  mains: (city) => city.mains.map(({ line: path, id, medium, diameterMm }) => line(path, { id, medium, diameterMm })),
  utilityNodes: (city) =>
    city.utilityNodes.map(({ position, medium, kind, ...rest }) => point(position, { ...named(rest), medium, kind })),
  metro: (city) => [
    ...city.metroLines.map(({ line: path, colour, state, ...rest }) => line(path, { ...named(rest), colour, state })),
    ...city.metroStations.map(({ position, state, lineId, ...rest }) =>
      point(position, { ...named(rest), state, line: lineId }),
    ),
  ],
  works: (city) => [
    ...city.workAreas.map(({ rings, lineId, ...rest }) =>
      area(rings, { ...named(rest), line: lineId, kind: 'work_area' }),
    ),
    ...city.pits.map(({ rings, depthM, ...rest }) => area(rings, { ...named(rest), depthM, kind: 'pit' })),
    ...city.riskSources.map(({ position, kind, grade, status, ...rest }) =>
      point(position, { ...named(rest), kind, grade, status }),
    ),
  ],
  shields: (city) => city.shieldDrives.flatMap(shield),
  karst: (city) =>
    city.karstCaves.map(({ id, position, radiusM, topM, heightM, filling }) =>
      area([circle(position, radiusM)], { id, topM, heightM, filling }),
    ),
  beaches: (city) =>
    city.beaches.flatMap((beach) => [
      area(beach.sand, { ...named(beach), kind: 'sand', managed: beach.managed, capacity: beach.capacity }),
      ...(beach.bathingWater ? [area(beach.bathingWater, { ...named(beach), kind: 'bathing_water' })] : []),
      ...(beach.closedWater ? [area(beach.closedWater, { ...named(beach), kind: 'closed_water' })] : []),
    ]),
  places: (city) =>
    city.gatheringPlaces.map(({ rings, kind, capacity, ...rest }) => area(rings, { ...named(rest), kind, capacity })),
  cameras: (city) =>
    city.cameras.flatMap(({ position, footprint, headingDeg, fieldOfViewDeg, ...rest }) => [
      point(position, { ...named(rest), headingDeg, fieldOfViewDeg }),
      area(footprint, { ...named(rest), kind: 'footprint' }),
    ]),
  sensors: (city) => city.sensors.map(({ position, kind, ...rest }) => point(position, { ...named(rest), kind })),
  monitoring: (city) =>
    city.monitoringPoints.map(({ position, kind, item, ...rest }) => point(position, { ...named(rest), kind, item })),
  enterprises: (city) =>
    city.enterprises.map(({ position, trade, safetyGrade, ...rest }) =>
      point(position, { ...named(rest), trade, safetyGrade }),
    ),
  resources: (city) =>
    city.resources.map(({ position, kind, capacity, ...rest }) => point(position, { ...named(rest), kind, capacity })),
} as const satisfies Record<string, (city: CityModel) => Feature[]>;

const CIRCLE_CORNERS = 20;
const circle = (centre: LonLat, radiusM: number): LonLat[] =>
  Array.from({ length: CIRCLE_CORNERS + 1 }, (_, corner) =>
    destination(centre, ((corner % CIRCLE_CORNERS) * 360) / CIRCLE_CORNERS, radiusM),
  );

export type CityLayer = keyof typeof MAKERS;
export const CITY_LAYERS = Object.keys(MAKERS) as readonly CityLayer[];
export const isCityLayer = (name: string): name is CityLayer => Object.hasOwn(MAKERS, name);

/** One layer of the city as GeoJSON; properties `id`, `zh`, `en` and what the layer is about. */
export const cityLayer = (city: CityModel, layer: CityLayer): FeatureCollection => ({
  type: 'FeatureCollection',
  features: MAKERS[layer](city),
});
