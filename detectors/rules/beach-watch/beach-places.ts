import { beachZoneIds } from '../../../geodata/city/beach-zones.ts';
import type { Beach, CityModel } from '../../../geodata/city/city-model.ts';
import {
  boundsOf,
  distanceM,
  type LonLat,
  type PolygonRings,
  polygonContains,
} from '../../../geodata/model/geometry.ts';
import { type ThingId, thingId } from '../../../geodata/model/ids.ts';

export type BeachPart = 'sand' | 'bathing' | 'closed';

/** A beach with who watches it. */
export interface BeachPlace {
  readonly beach: Beach;
  /** Ids of its parts as cameras name them. */
  readonly parts: Readonly<Record<string, BeachPart>>;
  readonly cameras: readonly BeachCamera[];
  /** People counters, which divide the beach among them: their sum is everybody. */
  readonly counters: readonly ThingId[];
  /** The nearest anemometer, wherever it stands. */
  readonly anemometer?: ThingId;
  /** Half way along the water line. */
  readonly middle: LonLat;
  /** From the water line to the nearest exit at worst, metres in a straight line. */
  readonly longestWayM: number;
  /** Names by which a warning's area may mean it: its own and its district's. */
  readonly names: readonly string[];
}

interface BeachCamera {
  readonly id: ThingId;
  /** Share of each part that it overlooks, [0, 1]. */
  readonly covers: Readonly<Record<BeachPart, number>>;
}

export interface BeachPlaces {
  readonly all: readonly BeachPlace[];
  /** Of a camera, a counter or an anemometer: the beaches that it tells of. */
  readonly ofThing: ReadonlyMap<string, readonly BeachPlace[]>;
}

/** Sides of the grid by which areas are compared. Ours: a share good to about 2 %. */
const GRID = 40;
/** Without an exit on the map. Ours. */
const UNKNOWN_WAY_M = 300;

const known = new WeakMap<CityModel, BeachPlaces>();

/** The beaches of a city, worked out once. */
export function beachPlacesOf(city: CityModel): BeachPlaces {
  const before = known.get(city);
  if (before) return before;
  const all = city.beaches.map((beach) => placeOf(beach, city));
  const ofThing = new Map<string, BeachPlace[]>();
  const add = (id: string, place: BeachPlace) => ofThing.set(id, [...(ofThing.get(id) ?? []), place]);
  for (const place of all) {
    for (const { id } of place.cameras) add(id, place);
    for (const id of place.counters) add(id, place);
    if (place.anemometer !== undefined) add(place.anemometer, place);
  }
  const places = { all, ofThing };
  known.set(city, places);
  return places;
}

function placeOf(beach: Beach, city: CityModel): BeachPlace {
  const ids = beachZoneIds(beach.id);
  const middle = beach.waterLine[Math.floor(beach.waterLine.length / 2)]!;
  const points = {
    sand: gridIn(beach.sand),
    bathing: beach.bathingWater ? gridIn(beach.bathingWater) : [],
    closed: beach.closedWater ? gridIn(beach.closedWater) : [],
  };
  const anemometer = nearest(
    city.sensors.filter(({ kind }) => kind === 'anemometer'),
    middle,
  );
  const district = city.districts.find(({ rings }) => polygonContains(rings, middle));
  return {
    beach,
    parts: { [ids.sand]: 'sand', [ids.bathing]: 'bathing', [ids.closed]: 'closed' },
    cameras: city.cameras
      .filter(({ watches }) => watches === beach.id)
      .map(({ id, footprint }) => ({
        id: thingId(id),
        covers: {
          sand: shareIn(points.sand, footprint),
          bathing: shareIn(points.bathing, footprint),
          closed: shareIn(points.closed, footprint),
        },
      })),
    counters: city.sensors
      .filter(({ kind, watches }) => kind === 'crowd' && watches === beach.id)
      .map(({ id }) => thingId(id)),
    ...(anemometer && { anemometer: thingId(anemometer.id) }),
    middle,
    longestWayM: longestWayM(beach),
    names: [beach.id, beach.name.zh, beach.name.en, ...(district ? [district.name.zh, district.name.en] : [])],
  };
}

function nearest<Item extends { readonly position: LonLat }>(items: readonly Item[], to: LonLat): Item | undefined {
  let best: Item | undefined;
  let bestM = Number.POSITIVE_INFINITY;
  for (const item of items) {
    const away = distanceM(item.position, to);
    if (away < bestM) [best, bestM] = [item, away];
  }
  return best;
}

function longestWayM({ waterLine, exits }: Beach): number {
  if (exits.length === 0) return UNKNOWN_WAY_M;
  return Math.max(...waterLine.map((at) => Math.min(...exits.map((exit) => distanceM(at, exit)))));
}

function gridIn(rings: PolygonRings): LonLat[] {
  const [west, south, east, north] = boundsOf(rings);
  const points: LonLat[] = [];
  for (let row = 0; row < GRID; row++)
    for (let column = 0; column < GRID; column++) {
      const at: LonLat = [
        west + ((east - west) * (column + 0.5)) / GRID,
        south + ((north - south) * (row + 0.5)) / GRID,
      ];
      if (polygonContains(rings, at)) points.push(at);
    }
  return points;
}

const shareIn = (points: readonly LonLat[], footprint: PolygonRings): number =>
  points.length === 0 ? 0 : points.filter((at) => polygonContains(footprint, at)).length / points.length;
