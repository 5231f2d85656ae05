import { type BoundingBox, boundsOf, type LonLat, polygonContains } from '../model/geometry.ts';
import { isThingKind, type ThingKindName } from '../model/thing-kinds.ts';
import type { CityCamera, CityModel, CitySensor, District, MonitoringPoint } from './city-model.ts';

type Facts = Readonly<Record<string, string | number | boolean>>;

/** One thing of the city's registry, as a description of it would say. */
export interface CityThing {
  readonly id: string;
  readonly kind: ThingKindName;
  /** Unique. */
  readonly name: string;
  readonly position: LonLat;
  /** Chinese name of the organisation that answers for it; absent when the city has none that fits. */
  readonly department?: string;
  /** Seconds between readings; absent for cameras. */
  readonly intervalS?: number;
  /** `watches` is an asset's id; a monitoring point's also carry what it belongs to and its controls. */
  readonly attrs: Facts;
}

/** Departments by what they are called in {@link file://./city-model.ts}: the district's own branch first, else the whole city's. */
const KEEPERS: Readonly<Partial<Record<ThingKindName, string>>> = {
  water_level: 'water',
  flow_meter: 'water',
  rain_gauge: 'meteorology',
  anemometer: 'meteorology',
  wave_buoy: 'maritime',
  tide_gauge: 'maritime',
  gas: 'gas',
  crowd: 'police',
  traffic: 'traffic-police',
  car_park: 'transport',
  smoke: 'fire-rescue',
  temperature: 'emergency',
  pore_pressure: 'planning',
  inclinometer: 'planning',
  camera: 'data',
};

/** Finds the branch of a department in the district that holds a place. */
class Departments {
  readonly #names: ReadonlyMap<string, string>;
  readonly #districts: readonly { readonly district: District; readonly bounds: BoundingBox }[];

  constructor({ departments, districts }: CityModel) {
    this.#names = new Map(departments.map(({ id, name }) => [id, name.zh]));
    this.#districts = districts.map((district) => ({ district, bounds: boundsOf(district.rings) }));
  }

  name(keeper: string, at: LonLat): string | undefined {
    const own = this.#names.get(`dept-${keeper}-${this.#districtAt(at) ?? ''}`);
    return own ?? this.#names.get(`dept-${keeper}`);
  }

  #districtAt([lon, lat]: LonLat): string | undefined {
    return this.#districts.find(
      ({ district, bounds: [west, south, east, north] }) =>
        lon >= west && lon <= east && lat >= south && lat <= north && polygonContains(district.rings, [lon, lat]),
    )?.district.id;
  }
}

/** What each asset's keeper is called, for the things whose kind alone does not say who answers: a counter on a beach is not a counter in a station. */
const assetKeepers = ({
  beaches,
  workAreas,
  seaZones,
  enterprises,
  lowPoints,
  slopes,
  gatheringPlaces,
  roads,
}: CityModel) =>
  new Map([
    ...beaches.map(({ id }) => [id, 'tourism'] as const),
    ...workAreas.map(({ id }) => [id, 'metro-company'] as const),
    ...seaZones.map(({ id }) => [id, 'maritime'] as const),
    ...enterprises.map(({ id }) => [id, 'emergency'] as const),
    ...lowPoints.map(({ id }) => [id, 'water'] as const),
    ...slopes.map(({ id }) => [id, 'planning'] as const),
    ...gatheringPlaces.map(({ id }) => [id, 'police'] as const),
    ...roads.edges.map(({ id }) => [id, 'traffic-police'] as const),
  ]);

/** Kinds that anybody sets up: whoever keeps what they watch answers for them. */
const BY_ASSET: ReadonlySet<ThingKindName> = new Set(['camera', 'crowd', 'anemometer', 'temperature', 'sensor']);

const named = (department: string | undefined) => (department === undefined ? {} : { department });
const watching = (watches: string | undefined) => (watches === undefined ? {} : { watches });

class Keepers {
  readonly #departments: Departments;
  readonly #byAsset: ReadonlyMap<string, string>;

  constructor(city: CityModel) {
    this.#departments = new Departments(city);
    this.#byAsset = assetKeepers(city);
  }

  of(kind: ThingKindName, at: LonLat, watches?: string): string | undefined {
    const own = watches === undefined || !BY_ASSET.has(kind) ? undefined : this.#byAsset.get(watches);
    return this.#departments.name(own ?? KEEPERS[kind] ?? 'data', at);
  }
}

function sensorThing(sensor: CitySensor, keepers: Keepers): CityThing {
  const { id, name, position, intervalS, heightM, watches } = sensor;
  const kind = isThingKind(sensor.kind) ? sensor.kind : 'sensor';
  return {
    id,
    kind,
    name,
    position,
    ...named(keepers.of(kind, position, watches)),
    intervalS,
    attrs: { ...watching(watches), ...(heightM === 0 ? {} : { heightM }) },
  };
}

function cameraThing(camera: CityCamera, keepers: Keepers): CityThing {
  const { id, name, position, heightM, headingDeg, fieldOfViewDeg, watches } = camera;
  return {
    id,
    kind: 'camera',
    name,
    position,
    ...named(keepers.of('camera', position, watches)),
    attrs: { ...watching(watches), heightM, headingDeg, fieldOfViewDeg },
  };
}

function pointThing(
  point: MonitoringPoint,
  department: string | undefined,
  lines: ReadonlyMap<string, string>,
): CityThing {
  const { id, kind, name, item, position, intervalS, depthM, workAreaId, shieldId, pitId, riskSourceId } = point;
  const { controlCumulative, controlRatePerDay } = point;
  const line = lines.get(workAreaId);
  return {
    id,
    kind,
    name,
    position,
    ...named(department),
    intervalS,
    attrs: {
      item,
      workArea: workAreaId,
      ...(line === undefined ? {} : { line }),
      depthM,
      controlCumulative,
      ...(controlRatePerDay === undefined ? {} : { controlRatePerDay }),
      ...(riskSourceId === undefined ? {} : { riskSource: riskSourceId }),
      ...watching(shieldId ?? pitId),
    },
  };
}

/** Everything in the city that measures or sees: sensors, then cameras, then the works' monitoring points, in the city's order. Sensors of a kind that we do not know are of kind `sensor`. */
export function cityThings(city: CityModel): readonly CityThing[] {
  const keepers = new Keepers(city);
  const metro = city.departments.find(({ id }) => id === 'dept-metro-company')?.name.zh;
  const lineNames = new Map(city.metroLines.map(({ id, name }) => [id, name.zh]));
  const lines = new Map(
    city.workAreas.flatMap(({ id, lineId }) => {
      const name = lineNames.get(lineId);
      return name === undefined ? [] : [[id, name] as const];
    }),
  );
  return [
    ...city.sensors.map((sensor) => sensorThing(sensor, keepers)),
    ...city.cameras.map((camera) => cameraThing(camera, keepers)),
    ...city.monitoringPoints.map((point) => pointThing(point, metro, lines)),
  ];
}
