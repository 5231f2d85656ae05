/**
 * `city-model`, version 1: what a city is made of, as one JSON document. Generated cities and imported ones have this shape, and everything that draws, simulates or
 * judges a city reads nothing else. Positions are `[lon, lat]` WGS-84, degrees; lengths metres; heights metres above mean sea level unless said otherwise;
 * ids are unique in the whole document and are good thing ids; names are unique among things.
 */
import { z } from 'zod';

export const CITY_MODEL_VERSION = 1;

const id = z.string().min(1).max(128);
const lonLat = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).readonly();
const line = z.array(lonLat).min(2).readonly();
/** Closed: the first position is also the last. The outer ring first, then holes. */
const rings = z.array(z.array(lonLat).min(4).readonly()).min(1).readonly();
const bilingual = z.object({ zh: z.string(), en: z.string() }).readonly();
const family = z.enum(['city', 'underground', 'beach', 'vessel']);
const grade = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
const bounds = z.tuple([z.number(), z.number(), z.number(), z.number()]).readonly();
const record = <Shape extends z.ZodRawShape>(shape: Shape) => z.object(shape).readonly();
const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly().default([]);

/** Coordinate systems that inputs may declare; everything inside is WGS-84. CGCS2000 and WGS-84 agree within centimetres (GB 22021-2008). */
export const COORDINATE_SYSTEMS = ['WGS-84', 'CGCS2000', 'GCJ-02', 'BD-09'] as const;

const provenance = record({
  source: z.enum(['generated', 'imported']),
  /** Of a generated city. */
  seed: z.int().optional(),
  /** What was read, in order, for an imported one. */
  inputs: list(
    record({
      name: z.string(),
      format: z.string(),
      coordinateSystem: z.enum(COORDINATE_SYSTEMS),
      sha256: z.string(),
      features: z.int(),
    }),
  ),
  /** Whom a map must name, for example "© OpenStreetMap contributors". */
  attribution: z.string().optional(),
});

// ── administration
const department = record({
  id,
  name: bilingual,
  families: z.array(family).readonly(),
  /** Alert kinds and matters it answers for. */
  duties: z.array(z.string()).readonly(),
  /** Absent: the whole city. */
  districtId: id.optional(),
  /** Of a street's office. */
  streetId: id.optional(),
});
const district = record({ id, name: bilingual, rings, label: lonLat });
const street = record({ id, name: bilingual, districtId: id, rings, label: lonLat });
/** `people`: who live and work there, for exposure. */
const gridCell = record({ id, streetId: id, rings, people: z.int().min(0).default(0) });

// ── land
/** Heights on a regular grid, row by row from the south-west corner eastwards; decimetres above mean sea level, so that they are short. Sea is negative. */
const terrain = record({
  southWest: lonLat,
  /** Degrees between neighbours. */
  stepLon: z.number().positive(),
  stepLat: z.number().positive(),
  columns: z.int().min(2),
  rows: z.int().min(2),
  decimetres: z.array(z.int()).readonly(),
});
const landArea = record({
  id,
  kind: z.enum(['land', 'island', 'quay', 'park', 'forest', 'reservoir', 'industrial', 'airport']),
  name: bilingual.optional(),
  rings,
});
/** Navigable depth tints: nested, deepest limit first. */
const depthArea = record({ shallowerThanM: z.number(), rings });
const PLACE_KINDS = [
  'bay',
  'sea',
  'town',
  'village',
  'port',
  'pier',
  'marina',
  'island',
  'cape',
  'beach',
  'hill',
  'anchorage',
  'fairway',
  'station',
  'park',
  'hospital',
  'school',
  'sounding',
] as const;
/** A name or a sounding on the map. `rank` 1 is shown from afar, 3 only close by. */
const placeLabel = record({
  id,
  kind: z.enum(PLACE_KINDS),
  name: bilingual,
  rank: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  position: lonLat,
});
const building = record({
  id,
  ring: z.array(lonLat).min(4).readonly(),
  heightM: z.number().positive(),
  use: z.enum([
    'residential',
    'office',
    'commercial',
    'industrial',
    'warehouse',
    'school',
    'hospital',
    'public',
    'village',
    'other',
  ]),
  name: z.string().optional(),
});

// ── roads: a directed routable graph; an edge that is not one-way is travelled both ways
const ROAD_CLASSES = [
  'motorway',
  'trunk',
  'primary',
  'secondary',
  'tertiary',
  'residential',
  'service',
  'track',
] as const;
const roadNode = record({ id, position: lonLat });
const roadEdge = record({
  id,
  from: id,
  to: id,
  class: z.enum(ROAD_CLASSES),
  name: bilingual.optional(),
  /** Free speed. */
  speedKmh: z.number().positive(),
  lanes: z.int().min(1).default(1),
  oneWay: z.boolean().default(false),
  structure: z.enum(['bridge', 'tunnel']).optional(),
  line,
});

// ── water
const river = record({
  id,
  name: bilingual,
  kind: z.enum(['river', 'stream', 'canal', 'culvert']),
  line,
  widthM: z.number().positive(),
});
/** Rain on it runs off to its low point. `runoff` is the share that does (rational method), 0–1. */
const catchment = record({
  id,
  name: bilingual.optional(),
  rings,
  areaM2: z.number().positive(),
  runoff: z.number().min(0).max(1),
  lowPointId: id.optional(),
});
/** Where water stands in a cloudburst. */
const lowPoint = record({
  id,
  name: bilingual,
  kind: z.enum(['underpass', 'street', 'underground_entrance', 'village', 'depression']),
  position: lonLat,
  catchmentId: id,
  /** Area of the pond at 1 m depth. */
  pondM2: z.number().positive(),
  /** What its drains and pumps take away when they work, m3/s. */
  drainM3s: z.number().min(0),
  /** Depth at which traffic is stopped, metres. */
  closedAtM: z.number().positive(),
});
const slope = record({
  id,
  name: bilingual,
  rings,
  heightM: z.number(),
  steepnessDeg: z.number(),
  grade,
  peopleBelow: z.int().min(0),
});

// ── utilities
const MEDIA = ['gas', 'water', 'power', 'sewer', 'storm'] as const;
const main = record({
  id,
  medium: z.enum(MEDIA),
  line,
  diameterMm: z.number().positive().optional(),
  pressureKPa: z.number().optional(),
  depthM: z.number().default(1),
});
const utilityNode = record({
  id,
  name: bilingual.optional(),
  medium: z.enum(MEDIA),
  kind: z.enum(['valve', 'manhole', 'station', 'pump', 'substation', 'regulator']),
  position: lonLat,
  mainIds: z.array(id).readonly().default([]),
});

// ── underground works
const metroLine = record({
  id,
  name: bilingual,
  colour: z.string(),
  state: z.enum(['running', 'construction', 'planned']),
  line,
  depthM: z.number(),
});
const metroStation = record({
  id,
  name: bilingual,
  lineId: id,
  position: lonLat,
  depthM: z.number(),
  state: z.enum(['running', 'construction', 'planned']),
});
const workArea = record({
  id,
  name: bilingual,
  lineId: id,
  section: bilingual,
  contractor: z.string(),
  supervisor: z.string(),
  owner: z.string(),
  rings,
  label: lonLat,
});
/** A driven tunnel: the axis from launch to reception, and what its shield did by plan. */
const shieldDrive = record({
  id,
  name: bilingual,
  workAreaId: id,
  axis: line,
  /** Of the axis below ground. */
  depthM: z.number().positive(),
  diameterM: z.number().positive(),
  ringM: z.number().positive(),
  ringsPerDay: z.number().positive(),
  /** Ring at the city's local midnight of `atDate` (YYYY-MM-DD), from where it goes on by plan. */
  ring: z.int(),
  atDate: z.string(),
});
const pit = record({ id, name: bilingual, workAreaId: id, rings, depthM: z.number(), excavatedM: z.number() });
const riskSource = record({
  id,
  name: z.string(),
  workAreaId: id,
  kind: z.string(),
  grade,
  geology: z.string(),
  hazardChain: z.string(),
  status: z.enum(['planned', 'active', 'passed', 'closed']),
  position: lonLat,
  depthM: z.number(),
});
/** `item` is the trade's word: 地表沉降, 建筑物沉降, 收敛, 地下水位, 轴力 … `kind` the kind of thing that measures it. Controls are magnitudes. */
const monitoringPoint = record({
  id,
  name: z.string(),
  item: z.string(),
  kind: z.enum(['settlement_point', 'convergence', 'groundwater', 'axial_force', 'pore_pressure', 'inclinometer']),
  workAreaId: id,
  riskSourceId: id.optional(),
  shieldId: id.optional(),
  pitId: id.optional(),
  position: lonLat,
  depthM: z.number().default(0),
  controlCumulative: z.number().positive(),
  controlRatePerDay: z.number().positive().optional(),
  intervalS: z.int().positive(),
});
/** One layer from the top down; `base` is its lower face over the sites, by interpolation between boreholes. */
const stratum = record({ id, name: bilingual, order: z.int(), lithology: z.string() });
const borehole = record({
  id,
  position: lonLat,
  groundM: z.number(),
  waterM: z.number(),
  layers: list(record({ stratumId: id, baseM: z.number() })),
});
const karstCave = record({
  id,
  position: lonLat,
  topM: z.number(),
  heightM: z.number(),
  radiusM: z.number(),
  filling: z.enum(['void', 'water', 'clay', 'grouted']),
});

// ── shore and sea
const beach = record({
  id,
  name: bilingual,
  managed: z.boolean(),
  sand: rings,
  waterLine: line,
  /** Where nobody may bathe, at any time or when the flag is red. */
  closedWater: rings.optional(),
  bathingWater: rings.optional(),
  exits: z.array(lonLat).readonly(),
  /** Persons on the sand, by its managers. */
  capacity: z.int().positive(),
});
const seaZone = record({
  id,
  name: bilingual,
  kind: z.enum(['speed_limit', 'no_go', 'anchorage', 'berth', 'fairway', 'harbour']),
  rings,
  speedLimitKn: z.number().optional(),
  speedLimitKnByClass: z.record(z.string(), z.number()).readonly().optional(),
});

// ── what watches and who helps
/** `watches` is the id of the asset that it measures: a low point, manhole, slope, beach, road edge, enterprise, station … */
const sensor = record({
  id,
  kind: z.string(),
  name: z.string(),
  position: lonLat,
  heightM: z.number().default(0),
  intervalS: z.int().positive(),
  watches: id.optional(),
});
const camera = record({
  id,
  name: z.string(),
  position: lonLat,
  heightM: z.number(),
  headingDeg: z.number(),
  /** Horizontal field of view. */
  fieldOfViewDeg: z.number().positive().max(360),
  /** What it sees of the ground. */
  footprint: rings,
  watches: id.optional(),
});
const enterprise = record({
  id,
  name: z.string(),
  position: lonLat,
  trade: z.string(),
  /** 安全风险等级. */
  safetyGrade: grade,
  staff: z.int().min(0),
  hazards: z.array(z.string()).readonly().default([]),
});
/** A place where people gather: station, scenic spot, square, market, car park. */
const gatheringPlace = record({
  id,
  name: bilingual,
  kind: z.enum(['station', 'scenic', 'square', 'market', 'car_park', 'school', 'stadium']),
  rings,
  label: lonLat,
  capacity: z.int().positive(),
});
const resource = record({
  id,
  name: z.string(),
  kind: z.enum(['team', 'vehicle', 'boat', 'shelter', 'pump', 'hospital', 'fire_station']),
  departmentId: id,
  position: lonLat,
  /** Persons (team, boat, vehicle, shelter), beds (hospital), m3/h (pump). */
  capacity: z.number().min(0),
});

export const cityModel = record({
  version: z.literal(CITY_MODEL_VERSION),
  id,
  name: bilingual,
  timeZone: z.string(),
  bounds,
  /** Where a map opens. */
  centre: lonLat,
  provenance,
  departments: list(department),
  districts: list(district),
  streets: list(street),
  gridCells: list(gridCell),
  terrain: terrain.optional(),
  land: list(landArea),
  depths: list(depthArea),
  labels: list(placeLabel),
  buildings: list(building),
  roads: record({ nodes: list(roadNode), edges: list(roadEdge) }),
  rivers: list(river),
  catchments: list(catchment),
  lowPoints: list(lowPoint),
  slopes: list(slope),
  mains: list(main),
  utilityNodes: list(utilityNode),
  metroLines: list(metroLine),
  metroStations: list(metroStation),
  workAreas: list(workArea),
  shieldDrives: list(shieldDrive),
  pits: list(pit),
  riskSources: list(riskSource),
  monitoringPoints: list(monitoringPoint),
  strata: list(stratum),
  boreholes: list(borehole),
  karstCaves: list(karstCave),
  beaches: list(beach),
  seaZones: list(seaZone),
  gatheringPlaces: list(gatheringPlace),
  sensors: list(sensor),
  cameras: list(camera),
  enterprises: list(enterprise),
  resources: list(resource),
});

/** Lists of single things that a city keeps in tables of its own: what an asset list can be imported as. */
export const ASSET_SCHEMAS = {
  buildings: building,
  cameras: camera,
  departments: department,
  enterprises: enterprise,
  lowPoints: lowPoint,
  monitoringPoints: monitoringPoint,
  resources: resource,
  riskSources: riskSource,
  seaZones: seaZone,
  sensors: sensor,
  slopes: slope,
  utilityNodes: utilityNode,
} as const;
export type AssetKind = keyof typeof ASSET_SCHEMAS;

export type CityModel = z.infer<typeof cityModel>;
type Item<List> = List extends readonly (infer Element)[] ? Element : never;
export type Department = Item<CityModel['departments']>;
export type District = Item<CityModel['districts']>;
export type Street = Item<CityModel['streets']>;
export type GridCell = Item<CityModel['gridCells']>;
export type Terrain = NonNullable<CityModel['terrain']>;
export type LandArea = Item<CityModel['land']>;
export type PlaceLabel = Item<CityModel['labels']>;
export type Building = Item<CityModel['buildings']>;
export type RoadEdge = Item<CityModel['roads']['edges']>;
export type River = Item<CityModel['rivers']>;
export type Catchment = Item<CityModel['catchments']>;
export type LowPoint = Item<CityModel['lowPoints']>;
export type Slope = Item<CityModel['slopes']>;
export type Main = Item<CityModel['mains']>;
export type UtilityNode = Item<CityModel['utilityNodes']>;
export type MetroLine = Item<CityModel['metroLines']>;
export type MetroStation = Item<CityModel['metroStations']>;
export type WorkArea = Item<CityModel['workAreas']>;
export type ShieldDrive = Item<CityModel['shieldDrives']>;
export type Pit = Item<CityModel['pits']>;
export type RiskSource = Item<CityModel['riskSources']>;
export type MonitoringPoint = Item<CityModel['monitoringPoints']>;
export type Borehole = Item<CityModel['boreholes']>;
export type KarstCave = Item<CityModel['karstCaves']>;
export type Beach = Item<CityModel['beaches']>;
export type SeaZone = Item<CityModel['seaZones']>;
export type GatheringPlace = Item<CityModel['gatheringPlaces']>;
export type CitySensor = Item<CityModel['sensors']>;
export type CityCamera = Item<CityModel['cameras']>;
export type Enterprise = Item<CityModel['enterprises']>;
export type CityResource = Item<CityModel['resources']>;
