import Flatbush from 'flatbush';
import type { LonLat } from '../../../model/geometry.ts';
import type { Building, RoadEdge } from '../../city-model.ts';
import { type Metres, toMetres } from '../../harbour/frame.ts';
import type { Ground } from '../ground.ts';
import { betweenM } from '../plane.ts';
import { along, type Path, pathOf } from './path.ts';

export interface Road {
  readonly edge: RoadEdge;
  readonly path: Path;
}

export interface House {
  readonly building: Building;
  /** Of its corners. */
  readonly centre: Metres;
}

/** The classes that buses, mains and stations follow. */
const STREETS: readonly RoadEdge['class'][] = ['trunk', 'primary', 'secondary', 'tertiary'];

const MAIN: readonly RoadEdge['class'][] = ['trunk', 'primary', 'secondary'];
/** A place and a unit vector. */
export interface Site {
  readonly at: Metres;
  readonly direction: Metres;
}

/** A road goes along a direction when it turns from it by less than 50°; one that turns is worth as much as one so much further away. Ours. */
const ALONG_COSINE = Math.cos((50 * Math.PI) / 180);
const AGAINST_M = 600;
/** One house to pull down is worth going so much further. Ours. */
const HOUSE_M = 180;

/** Which of many points are near a place. */
export class PointIndex {
  readonly #tree: Flatbush | undefined;

  constructor(points: readonly Metres[]) {
    if (points.length === 0) return;
    this.#tree = new Flatbush(points.length);
    for (const [x, y] of points) this.#tree.add(x, y, x, y);
    this.#tree.finish();
  }

  /** Their numbers, nearest first. */
  near([x, y]: Metres, withinM: number, most: number): number[] {
    return this.#tree?.neighbors(x, y, most, withinM) ?? [];
  }
}

function centreOf(ring: readonly LonLat[]): Metres {
  let [x, y] = [0, 0];
  for (let i = 1; i < ring.length; i++) {
    const [east, north] = toMetres(ring[i]!);
    x += east;
    y += north;
  }
  return [x / (ring.length - 1), y / (ring.length - 1)];
}

/** The ground's roads and houses in metres, and what is near a place. */
export class Surroundings {
  readonly ground: Ground;
  /** Those that the city governs, in the ground's order; beyond its border roads go on without it. */
  readonly roads: readonly Road[];
  readonly houses: readonly House[];
  readonly #houseIndex: PointIndex;
  readonly #crossings: readonly Metres[];
  readonly #crossingIndex: PointIndex;
  readonly #mains: readonly Road[];
  readonly #mainIndex: PointIndex;
  readonly #roadPoints: readonly { readonly road: Road; readonly at: Metres }[];
  readonly #roadIndex: PointIndex;

  constructor(ground: Ground) {
    this.ground = ground;
    this.roads = ground.roads.edges
      .filter(({ line }) => ground.streetAt(line[Math.floor(line.length / 2)]!) !== undefined)
      .map((edge) => ({ edge, path: pathOf(edge.line.map(toMetres)) }));
    this.houses = ground.buildings.map((building) => ({ building, centre: centreOf(building.ring) }));
    this.#houseIndex = new PointIndex(this.houses.map(({ centre }) => centre));
    const streets = this.roads.filter(({ edge }) => STREETS.includes(edge.class) && edge.structure === undefined);
    this.#crossings = streets.map(({ path }) => path.points[0]!);
    this.#crossingIndex = new PointIndex(this.#crossings);
    this.#mains = this.roads.filter(({ edge }) => MAIN.includes(edge.class) && edge.structure === undefined);
    this.#mainIndex = new PointIndex(this.#mains.map(({ path }) => along(path, path.lengthM / 2).at));
    this.#roadPoints = this.roads
      .filter(({ edge }) => edge.name !== undefined && edge.class !== 'motorway')
      .flatMap((road) => road.path.points.map((at) => ({ road, at })));
    this.#roadIndex = new PointIndex(this.#roadPoints.map(({ at }) => at));
  }

  /** Nearest first. */
  housesNear(point: Metres, withinM: number, most: number): House[] {
    return this.#houseIndex.near(point, withinM, most).map((index) => this.houses[index]!);
  }

  /** The nearest end of a street, where there is room to dig; the place itself when there is none within reach. */
  crossingNear(point: Metres, withinM: number): Metres {
    const found = this.#crossingIndex.near(point, withinM, 1)[0];
    return found === undefined ? point : this.#crossings[found]!;
  }

  /**
   * Where there is room to dig along `direction` near a place: the middle of a stretch of main road that goes that way, with the fewest houses on the rectangle, and the
   * road's own direction there, the same way round. The place and direction themselves when there is no such road.
   */
  siteNear(point: Metres, direction: Metres, withinM: number, lengthM: number, widthM: number): Site {
    let best: Site = { at: point, direction };
    let bestCost = Number.POSITIVE_INFINITY;
    for (const index of this.#mainIndex.near(point, withinM, 60)) {
      const { path } = this.#mains[index]!;
      const middle = along(path, path.lengthM / 2);
      const cosine = middle.direction[0] * direction[0] + middle.direction[1] * direction[1];
      if (Math.abs(cosine) < ALONG_COSINE) continue;
      const sign = Math.sign(cosine);
      const site: Site = { at: middle.at, direction: [middle.direction[0] * sign, middle.direction[1] * sign] };
      const houses = this.housesOn(site, lengthM, widthM);
      const cost = betweenM(middle.at, point) + AGAINST_M * (1 - Math.abs(cosine)) + HOUSE_M * houses;
      if (cost >= bestCost) continue;
      bestCost = cost;
      best = site;
    }
    return best;
  }

  /** How many houses stand on a rectangle whose long side lies along the site's direction. */
  housesOn({ at, direction }: Site, lengthM: number, widthM: number): number {
    const covers = ([x, y]: Metres) =>
      Math.abs((x - at[0]) * direction[0] + (y - at[1]) * direction[1]) < lengthM / 2 &&
      Math.abs((y - at[1]) * direction[0] - (x - at[0]) * direction[1]) < widthM / 2;
    return this.housesNear(at, lengthM, 60).filter(
      ({ building, centre }) => covers(centre) || building.ring.some((corner) => covers(toMetres(corner))),
    ).length;
  }

  /** Chinese name of the nearest named road, else of the street 街道 that governs the place, else the city's. */
  nameAt(point: Metres, withinM = 250): string {
    const found = this.#roadIndex.near(point, withinM, 1)[0];
    const road = found === undefined ? undefined : this.#roadPoints[found]!.road.edge.name?.zh;
    return road ?? this.streetNameAt(point);
  }

  streetNameAt(point: Metres): string {
    const street = this.ground.streetAt(this.ground.toLonLat(point));
    return street ? street.name.zh.replace(/街道$/, '') : '澜湾';
  }
}

/** Gives every name once: a second 新港路水位计 becomes 新港路2号水位计. */
export class Names {
  readonly #taken = new Map<string, number>();

  take(place: string, what: string): string {
    const number = (this.#taken.get(place + what) ?? 0) + 1;
    this.#taken.set(place + what, number);
    return number === 1 ? `${place}${what}` : `${place}${number}号${what}`;
  }
}

/** Every n-th of a list, `count` at most, spread evenly over it. */
export function spread<Item>(items: readonly Item[], count: number): Item[] {
  if (items.length <= count) return [...items];
  return Array.from({ length: count }, (_, i) => items[Math.floor(((i + 0.5) * items.length) / count)]!);
}
