import Flatbush from 'flatbush';
import type { LonLat } from '../../../model/geometry.ts';
import type { Building, RoadEdge } from '../../city-model.ts';
import { type Metres, toMetres } from '../../harbour/frame.ts';
import type { Ground } from '../ground.ts';
import { type Path, pathOf } from './path.ts';

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
  /** In the ground's order. */
  readonly roads: readonly Road[];
  readonly houses: readonly House[];
  readonly #houseIndex: PointIndex;
  readonly #crossings: readonly Metres[];
  readonly #crossingIndex: PointIndex;
  readonly #roadPoints: readonly { readonly road: Road; readonly at: Metres }[];
  readonly #roadIndex: PointIndex;

  constructor(ground: Ground) {
    this.ground = ground;
    this.roads = ground.roads.edges.map((edge) => ({ edge, path: pathOf(edge.line.map(toMetres)) }));
    this.houses = ground.buildings.map((building) => ({ building, centre: centreOf(building.ring) }));
    this.#houseIndex = new PointIndex(this.houses.map(({ centre }) => centre));
    const streets = this.roads.filter(({ edge }) => STREETS.includes(edge.class) && edge.structure === undefined);
    this.#crossings = streets.map(({ path }) => path.points[0]!);
    this.#crossingIndex = new PointIndex(this.#crossings);
    this.#roadPoints = this.roads
      .filter(({ edge }) => edge.name !== undefined)
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
