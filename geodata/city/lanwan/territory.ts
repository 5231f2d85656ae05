import type { LonLat } from '../../model/geometry.ts';
import type { District, GridCell, Street } from '../city-model.ts';
import { km, type Metres } from '../harbour/frame.ts';
import { hashNoise, seededRandom } from '../seeded-random.ts';
import { BORDER_KM, DISTRICT_PLANS, ISLAND_STREET } from './district-plan.ts';
import { grow, OUTSIDE } from './growth.ts';
import { lonLatOf, ringOf } from './plane.ts';
import { type Relief, reliefAt, steepnessAt } from './relief.ts';
import { builtOrDryCells, cellAt, cellCentre, distanceTo, fillRings, type Raster, rasterOf } from './shore.ts';
import { traceAreas } from './trace.ts';

export interface Territory {
  readonly districts: readonly District[];
  readonly streets: readonly Street[];
  readonly gridCells: readonly GridCell[];
  /** Index into `streets`, or −1: by exact raster, for builders that place things. */
  readonly streetIndexAt: (point: Metres) => number;
  readonly cellIndexAt: (point: Metres) => number;
  /** Metres to the nearest cell that is neither land nor structure; 0 there. */
  readonly inlandM: (point: Metres) => number;
}

const CELL_M = 60;
/** How far off the shore a street still answers: the wet sand, the quay's face, the pier. Ours. */
const SHORE_REACH_M = 75;

/** Where a label stands inside an area: the cell of it farthest from its border. */
function poles(raster: Raster, labels: Int32Array, count: number): Metres[] {
  const { columns } = raster;
  const away = distanceTo(raster, (cell) => {
    const label = labels[cell];
    return (
      label !== labels[cell - 1] ||
      label !== labels[cell + 1] ||
      label !== labels[cell - columns] ||
      label !== labels[cell + columns]
    );
  });
  const best = new Int32Array(count).fill(-1);
  labels.forEach((label, cell) => {
    if (label === OUTSIDE) return;
    if (best[label] === -1 || away[cell]! > away[best[label]!]!) best[label] = cell;
  });
  return [...best].map((cell) => cellCentre(raster, cell));
}

const signedArea = (ring: readonly Metres[]): number => {
  let sum = 0;
  for (let i = 1; i < ring.length; i++) sum += ring[i - 1]![0] * ring[i]![1] - ring[i]![0] * ring[i - 1]![1];
  return sum / 2;
};

/**
 * One polygon of several pieces: an island hangs on the first ring by a cut of no width, there and back, as islands do on charts of jurisdictions. Areas, ray casting and
 * triangulation are the same as of the pieces; holes stay holes.
 */
function polygonOf(rings: readonly Metres[][]): LonLat[][] {
  const [first, ...rest] = rings;
  let outer = first!;
  const holes: Metres[][] = [];
  for (const ring of rest) {
    if (signedArea(ring) < 0) {
      holes.push(ring);
      continue;
    }
    let [best, at, to] = [Number.POSITIVE_INFINITY, 0, 0];
    outer.forEach(([x, y], i) => {
      ring.forEach(([u, v], j) => {
        const away = (x - u) ** 2 + (y - v) ** 2;
        if (away < best) [best, at, to] = [away, i, j];
      });
    });
    const turned = [...ring.slice(to, -1), ...ring.slice(0, to + 1)];
    outer = [...outer.slice(0, at + 1), ...turned, ...outer.slice(at)];
  }
  return [outer, ...holes].map(ringOf);
}

interface StreetPlan {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly district: number;
  readonly seats: readonly Metres[];
}

const ISLAND_SEATS_KM = [
  [5.2, -6.5],
  [-3.1, -6.6],
  [11.5, -9.72],
  [12.2, -10.12],
] as const;

function streetPlans(): StreetPlan[] {
  const plans = DISTRICT_PLANS.flatMap(({ streets }, district) =>
    streets.map(([slug, zh, en, east, north]) => ({
      id: `st-${slug}`,
      name: { zh: `${zh}街道`, en },
      district,
      seats: [km([east, north])],
    })),
  );
  const { slug, zh, en, districtId } = ISLAND_STREET;
  const district = DISTRICT_PLANS.findIndex(({ id }) => id === districtId);
  return [...plans, { id: `st-${slug}`, name: { zh: `${zh}街道`, en }, district, seats: ISLAND_SEATS_KM.map(km) }];
}

/** Cells that the city governs: land and structures inside its border, and a strip of water along them. */
function governed(raster: Raster, toLand: Float32Array): Uint8Array {
  const inside = new Uint8Array(raster.columns * raster.rows);
  const border = BORDER_KM.map(km);
  fillRings(raster, [[...border, border[0]!]], inside);
  for (let cell = 0; cell < inside.length; cell++) if (toLand[cell]! > SHORE_REACH_M) inside[cell] = 0;
  return inside;
}

/** Borders follow ridges: climbing and steep ground cost more to cross. */
function growthCost(raster: Raster, inside: Uint8Array, relief: Relief): Float32Array {
  const cost = new Float32Array(inside.length).fill(Number.POSITIVE_INFINITY);
  for (let cell = 0; cell < cost.length; cell++) {
    if (!inside[cell]) continue;
    const at = cellCentre(raster, cell);
    cost[cell] = 1 + Math.max(0, reliefAt(relief, at)) / 45 + steepnessAt(relief, at) / 6 + 1.4 * hashNoise(41, cell);
  }
  return cost;
}

/** Distance between neighbouring seats of grid cells in metres: a few hundred households in town, a valley in the hills. */
const spacingM = (heightM: number, steepDeg: number): number => 225 + Math.min(1, heightM / 110 + steepDeg / 16) * 800;

function cellSeats(raster: Raster, relief: Relief, streetOf: Int32Array, streets: number, seed: number) {
  const random = seededRandom(seed ^ 0x9e37);
  const order: number[] = [];
  for (let cell = 0; cell < streetOf.length; cell += 3) if (streetOf[cell] !== OUTSIDE) order.push(cell);
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  const seats: { cell: number; street: number; at: Metres }[] = [];
  const seen = new Uint8Array(streets);
  const buckets = new Map<number, Metres[]>();
  const bucketOf = ([x, y]: Metres) => Math.floor(x / 1200) * 4096 + Math.floor(y / 1200);
  for (const cell of order) {
    const at = cellCentre(raster, cell);
    const least = spacingM(Math.max(0, reliefAt(relief, at)), steepnessAt(relief, at));
    const key = bucketOf(at);
    const street = streetOf[cell]!;
    let free = true;
    for (const aside of [-4097, -4096, -4095, -1, 0, 1, 4095, 4096, 4097])
      for (const other of buckets.get(key + aside) ?? [])
        if (free && Math.hypot(at[0] - other[0], at[1] - other[1]) < least) free = false;
    if (!free && seen[street]) continue;
    seen[street] = 1;
    seats.push({ cell, street, at });
    const bucket = buckets.get(key);
    if (bucket) bucket.push(at);
    else buckets.set(key, [at]);
  }
  return seats;
}

const number3 = (value: number): string => String(value).padStart(3, '0');

export function buildTerritory(seed: number, relief: Relief): Territory {
  const raster = rasterOf(CELL_M);
  const solid = builtOrDryCells(raster);
  const toLand = distanceTo(raster, (cell) => solid[cell] === 1);
  const toWater = distanceTo(raster, (cell) => solid[cell] === 0);
  const inside = governed(raster, toLand);
  const cost = growthCost(raster, inside, relief);
  const plans = streetPlans();
  const streetSeeds = plans.flatMap(({ seats }, label) => seats.map((seat) => ({ cell: cellAt(raster, seat), label })));
  const streetOf = grow(raster, streetSeeds, cost);
  const seats = cellSeats(raster, relief, streetOf, plans.length, seed);
  const flat = cost.map((value, cell) => (value === Number.POSITIVE_INFINITY ? value : 1 + 0.8 * hashNoise(43, cell)));
  const cellOf = grow(
    raster,
    seats.map(({ cell }, label) => ({ cell, label })),
    flat,
    { within: { outer: streetOf, outerOf: (label) => seats[label]!.street } },
  );
  for (let cell = 0; cell < cellOf.length; cell++) if (cellOf[cell] === OUTSIDE) streetOf[cell] = OUTSIDE;
  const districtOf = streetOf.map((label) => (label === OUTSIDE ? OUTSIDE : plans[label]!.district));
  const [districtRings, streetRings, cellRings] = [districtOf, streetOf, cellOf].map((labels) =>
    traceAreas(raster, labels),
  );
  const districtPoles = poles(raster, districtOf, DISTRICT_PLANS.length);
  const streetPoles = poles(raster, streetOf, plans.length);
  const perStreet = new Int32Array(plans.length);
  return {
    districts: DISTRICT_PLANS.map(({ id, name }, index) => ({
      id: `d-${id}`,
      name,
      rings: polygonOf(districtRings!.get(index)!),
      label: lonLatOf(districtPoles[index]!),
    })),
    streets: plans.map(({ id, name, district }, index) => ({
      id,
      name,
      districtId: `d-${DISTRICT_PLANS[district]!.id}`,
      rings: polygonOf(streetRings!.get(index)!),
      label: lonLatOf(streetPoles[index]!),
    })),
    gridCells: seats.map(({ street }, index) => {
      const streetId = plans[street]!.id;
      return {
        id: `${streetId.replace('st-', 'g-')}-${number3(++perStreet[street]!)}`,
        streetId,
        rings: polygonOf(cellRings!.get(index)!),
        people: 0,
      };
    }),
    streetIndexAt: (point) => {
      const cell = cellAt(raster, point);
      return cell < 0 ? OUTSIDE : streetOf[cell]!;
    },
    cellIndexAt: (point) => {
      const cell = cellAt(raster, point);
      return cell < 0 ? OUTSIDE : cellOf[cell]!;
    },
    inlandM: (point) => {
      const cell = cellAt(raster, point);
      return cell < 0 ? 0 : toWater[cell]!;
    },
  };
}
