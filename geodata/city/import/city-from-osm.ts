import type { LonLat } from '../../model/geometry.ts';
import { type Building, CITY_MODEL_VERSION, type CityModel, type PlaceLabel, type River } from '../city-model.ts';
import { administration } from './administration.ts';
import type { ImportedCity } from './imported-city.ts';
import { landFromCoast } from './land-from-coast.ts';
import { nameOf } from './name-of.ts';
import { type OsmFeature, polygonsOf, type Tags } from './osm-features.ts';
import { roadsFromWays } from './roads-from-ways.ts';

type Ring = readonly LonLat[];

/** Storey height where only `building:levels` is given, m (OSM wiki, Simple 3D Buildings), and a building of which nothing is known: ours, two storeys. */
const STOREY_M = 3;
const UNKNOWN_HEIGHT_M = 6;
/** Widths of water lines that give none, m. Ours. */
const WIDTHS_M: Readonly<Record<River['kind'], number>> = { river: 20, stream: 3, canal: 10, culvert: 3 };

/** A city from OpenStreetMap's objects: what they do not tell stays empty, and can be added from asset lists. */
export function cityFromOsm(features: readonly OsmFeature[], about: ImportedCity): CityModel {
  const coast = features.flatMap(({ tags, geometry }) =>
    tags.natural === 'coastline' && (geometry.type === 'LineString' || geometry.type === 'Polygon')
      ? [(geometry.type === 'LineString' ? geometry.coordinates : geometry.coordinates[0]!) as unknown as LonLat[]]
      : [],
  );
  const [west, south, east, north] = about.bounds;
  return {
    version: CITY_MODEL_VERSION,
    ...about,
    centre: [(west + east) / 2, (south + north) / 2],
    ...administration(features, about),
    land: [
      ...landFromCoast(coast, about.bounds).map((ring, index) => ({
        id: `land-${index + 1}`,
        kind: 'land' as const,
        rings: [ring],
      })),
      ...features.flatMap(landArea),
    ],
    depths: [],
    labels: features.flatMap(label),
    buildings: features.flatMap(building),
    roads: roadsFromWays(features),
    rivers: features.flatMap(river),
    beaches: features.flatMap(beach),
    gridCells: [],
    catchments: [],
    lowPoints: [],
    slopes: [],
    mains: [],
    utilityNodes: [],
    metroLines: [],
    metroStations: [],
    workAreas: [],
    shieldDrives: [],
    pits: [],
    riskSources: [],
    monitoringPoints: [],
    strata: [],
    boreholes: [],
    karstCaves: [],
    seaZones: [],
    gatheringPlaces: [],
    sensors: [],
    cameras: [],
    enterprises: [],
    resources: [],
  };
}

const idOf = (feature: OsmFeature) => feature.id.replace('/', '-');

function building(feature: OsmFeature): Building[] {
  const { tags } = feature;
  if (!tags.building || tags.building === 'no') return [];
  return polygonsOf(feature).map(([ring], index) => ({
    id: index === 0 ? idOf(feature) : `${idOf(feature)}-${index + 1}`,
    ring: ring!,
    heightM: heightOf(tags),
    use: useOf(tags),
    ...(tags.name !== undefined && { name: tags['name:zh'] ?? tags.name }),
  }));
}

function heightOf({ height, 'building:levels': levels }: Tags): number {
  const metres = Number.parseFloat(height ?? '');
  if (metres > 0) return metres;
  const storeys = Number.parseFloat(levels ?? '');
  return storeys > 0 ? storeys * STOREY_M : UNKNOWN_HEIGHT_M;
}

const USES: Readonly<Record<string, Building['use']>> = {
  apartments: 'residential',
  residential: 'residential',
  house: 'residential',
  detached: 'residential',
  office: 'office',
  commercial: 'commercial',
  retail: 'commercial',
  hotel: 'commercial',
  industrial: 'industrial',
  warehouse: 'warehouse',
  school: 'school',
  university: 'school',
  hospital: 'hospital',
  public: 'public',
  civic: 'public',
  government: 'public',
  church: 'public',
};
const useOf = ({ building: kind, amenity }: Tags): Building['use'] => USES[amenity ?? ''] ?? USES[kind!] ?? 'other';

function landArea(feature: OsmFeature): CityModel['land'][number][] {
  const { tags } = feature;
  const kind =
    tags.man_made === 'pier' || tags.man_made === 'breakwater'
      ? 'quay'
      : tags.leisure === 'park' || tags.landuse === 'grass'
        ? 'park'
        : tags.landuse === 'forest' || tags.natural === 'wood'
          ? 'forest'
          : tags.natural === 'water'
            ? 'reservoir'
            : tags.landuse === 'industrial'
              ? 'industrial'
              : undefined;
  if (!kind) return [];
  const name = nameOf(tags);
  return polygonsOf(feature).map((rings, index) => ({
    id: `${idOf(feature)}-area-${index + 1}`,
    kind,
    rings,
    ...(name && { name }),
  }));
}

function river(feature: OsmFeature): River[] {
  const { tags, geometry } = feature;
  const kind = tags.tunnel === 'culvert' ? 'culvert' : tags.waterway;
  if (geometry.type !== 'LineString' || !kind || !Object.hasOwn(WIDTHS_M, kind)) return [];
  const known = kind as River['kind'];
  return [
    {
      id: idOf(feature),
      name: nameOf(tags) ?? { zh: '无名水道', en: 'Unnamed water' },
      kind: known,
      line: geometry.coordinates as unknown as LonLat[],
      widthM: Number.parseFloat(tags.width ?? '') || WIDTHS_M[known],
    },
  ];
}

/** Persons per square metre of sand that its managers may let on: 10 m² each, the comfort limit of LB/T 034-2014 for bathing beaches. Not certain: replace it by the beach's own figure. */
const SAND_PER_PERSON_M2 = 10;
const METRES_PER_DEGREE = 111_195;

function beach(feature: OsmFeature): CityModel['beaches'][number][] {
  if (feature.tags.natural !== 'beach') return [];
  return polygonsOf(feature).map((sand, index) => ({
    id: `${idOf(feature)}-beach-${index + 1}`,
    name: nameOf(feature.tags) ?? { zh: `海滩 ${feature.id}`, en: `Beach ${feature.id}` },
    managed: false,
    sand,
    waterLine: sand[0]!,
    exits: [],
    capacity: Math.max(1, Math.round(areaM2(sand[0]!) / SAND_PER_PERSON_M2)),
  }));
}

/** Shoelace in a plane at the ring's own latitude. */
function areaM2(ring: Ring): number {
  const shrink = Math.cos((ring[0]![1] * Math.PI) / 180);
  let twice = 0;
  for (let i = 1; i < ring.length; i++)
    twice += (ring[i - 1]![0] * ring[i]![1] - ring[i]![0] * ring[i - 1]![1]) * shrink;
  return (Math.abs(twice) / 2) * METRES_PER_DEGREE ** 2;
}

/** Which names a map of this city shows, and from how far. */
const LABELS: readonly (readonly [tag: string, value: string, kind: PlaceLabel['kind'], rank: PlaceLabel['rank']])[] = [
  ['place', 'city', 'town', 1],
  ['place', 'town', 'town', 1],
  ['place', 'suburb', 'town', 2],
  ['place', 'quarter', 'town', 2],
  ['place', 'neighbourhood', 'village', 3],
  ['place', 'village', 'village', 2],
  ['place', 'island', 'island', 1],
  ['natural', 'peak', 'hill', 2],
  ['natural', 'beach', 'beach', 2],
  ['natural', 'bay', 'bay', 1],
  ['natural', 'cape', 'cape', 2],
  ['railway', 'station', 'station', 2],
  ['amenity', 'hospital', 'hospital', 3],
  ['leisure', 'marina', 'marina', 2],
  ['leisure', 'park', 'park', 3],
];

function label(feature: OsmFeature): PlaceLabel[] {
  const name = nameOf(feature.tags);
  const known = LABELS.find(([tag, value]) => feature.tags[tag] === value);
  const position = name && known && anchorOf(feature);
  if (!position) return [];
  return [{ id: `label-${idOf(feature)}`, name, kind: known[2], rank: known[3], position }];
}

/** The point itself, or the middle of an area's outline: near enough for a name. */
function anchorOf(feature: OsmFeature): LonLat | undefined {
  if (feature.geometry.type === 'Point') return feature.geometry.coordinates as unknown as LonLat;
  const ring = polygonsOf(feature)[0]?.[0];
  if (!ring) return undefined;
  const [lon, lat] = ring.reduce(([x, y], [a, b]) => [x + a, y + b] as const, [0, 0] as readonly [number, number]);
  return [lon / ring.length, lat / ring.length];
}
