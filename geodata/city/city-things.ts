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

const named = (department: string | undefined) => (department === undefined ? {} : { department });
const watching = (watches: string | undefined) => (watches === undefined ? {} : { watches });

function sensorThing(sensor: CitySensor, keepers: Departments, beaches: ReadonlySet<string>): CityThing {
  const { id, name, position, intervalS, heightM, watches } = sensor;
  const kind = isThingKind(sensor.kind) ? sensor.kind : 'sensor';
  const keeper = watches !== undefined && beaches.has(watches) ? 'tourism' : (KEEPERS[kind] ?? 'data');
  return {
    id,
    kind,
    name,
    position,
    ...named(keepers.name(keeper, position)),
    intervalS,
    attrs: { ...watching(watches), ...(heightM === 0 ? {} : { heightM }) },
  };
}

function cameraThing(camera: CityCamera, keepers: Departments, beaches: ReadonlySet<string>): CityThing {
  const { id, name, position, heightM, headingDeg, fieldOfViewDeg, watches } = camera;
  const keeper = watches !== undefined && beaches.has(watches) ? 'tourism' : 'data';
  return {
    id,
    kind: 'camera',
    name,
    position,
    ...named(keepers.name(keeper, position)),
    attrs: { ...watching(watches), heightM, headingDeg, fieldOfViewDeg },
  };
}

function pointThing(point: MonitoringPoint, keepers: Departments, lines: ReadonlyMap<string, string>): CityThing {
  const { id, kind, name, item, position, intervalS, depthM, workAreaId, shieldId, pitId, riskSourceId } = point;
  const { controlCumulative, controlRatePerDay } = point;
  const line = lines.get(workAreaId);
  return {
    id,
    kind,
    name,
    position,
    ...named(keepers.name('metro-company', position)),
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
  const keepers = new Departments(city);
  const beaches = new Set(city.beaches.map(({ id }) => id));
  const lineNames = new Map(city.metroLines.map(({ id, name }) => [id, name.zh]));
  const lines = new Map(
    city.workAreas.flatMap(({ id, lineId }) => {
      const name = lineNames.get(lineId);
      return name === undefined ? [] : [[id, name] as const];
    }),
  );
  return [
    ...city.sensors.map((sensor) => sensorThing(sensor, keepers, beaches)),
    ...city.cameras.map((camera) => cameraThing(camera, keepers, beaches)),
    ...city.monitoringPoints.map((point) => pointThing(point, keepers, lines)),
  ];
}
