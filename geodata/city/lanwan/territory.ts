import type { LonLat } from '../../model/geometry.ts';
import type { District, GridCell, Street } from '../city-model.ts';
import { km, type Metres } from '../harbour/frame.ts';
import { hashNoise, type Random, seededRandom } from '../seeded-random.ts';
import { BORDER_KM, DISTRICT_PLANS, ISLAND_STREET } from './district-plan.ts';
import { grow, OUTSIDE } from './growth.ts';
import { lonLatOf, ringOf } from './plane.ts';
import { type Relief, spreadOver } from './relief.ts';
import { builtOrDryCells, cellAt, cellCentre, distanceTo, fillRings, type Raster, rasterOf } from './shore.ts';
import { Borders } from './trace.ts';

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
  const cost = spreadOver(relief, raster, (heightM, steepDeg) => 1 + heightM / 45 + steepDeg / 6);
  for (let cell = 0; cell < cost.length; cell++)
    cost[cell] = inside[cell] ? cost[cell]! + 1.4 * hashNoise(41, cell) : Number.POSITIVE_INFINITY;
  return cost;
}

/** The same everywhere inside, but for noise: so that borders wander. */
function evenCost(inside: Uint8Array): Float32Array {
  const cost = new Float32Array(inside.length);
  for (let cell = 0; cell < cost.length; cell++)
    cost[cell] = inside[cell] ? 1 + 0.8 * hashNoise(43, cell) : Number.POSITIVE_INFINITY;
  return cost;
}

/** Distance between neighbouring seats of grid cells in metres: a few hundred households in town, a valley in the hills. */
const spacingM = (heightM: number, steepDeg: number): number => 222 + Math.min(1, heightM / 110 + steepDeg / 16) * 800;
/** Only every so manieth raster cell may become a seat: prime, so that no pattern shows. */
const SEAT_STEP = 7;
const SQUARE_M = 1_200;

function shuffled(cells: number[], random: Random): number[] {
  for (let i = cells.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [cells[i], cells[j]] = [cells[j]!, cells[i]!];
  }
  return cells;
}

/** Seats of grid cells by dart throwing (Cook 1986): none nearer to another than the ground there asks for, at least one in each street and on each island. */
function cellSeats(raster: Raster, relief: Relief, streetOf: Int32Array, offices: readonly number[], seed: number) {
  const apart = spreadOver(relief, raster, spacingM);
  const order: number[] = [];
  for (let cell = 0; cell < streetOf.length; cell += SEAT_STEP) if (streetOf[cell] !== OUTSIDE) order.push(cell);
  const seats: { readonly cell: number; readonly street: number }[] = [];
  const squares = rasterOf(SQUARE_M);
  const near: Metres[][] = Array.from({ length: squares.columns * squares.rows }, () => []);
  const around = [
    0,
    1,
    -1,
    squares.columns,
    -squares.columns,
    squares.columns + 1,
    squares.columns - 1,
    1 - squares.columns,
    -1 - squares.columns,
  ];
  const crowded = ([x, y]: Metres, square: number, least: number) =>
    around.some((aside) => near[square + aside]?.some(([u, v]) => (x - u) ** 2 + (y - v) ** 2 < least * least));
  const offer = (cell: number, always: boolean) => {
    const at = cellCentre(raster, cell);
    const square = Math.min(near.length - 1, cellAt(squares, at));
    if (!always && crowded(at, square, apart[cell]!)) return;
    seats.push({ cell, street: streetOf[cell]! });
    near[square]!.push(at);
  };
  for (const office of offices) offer(office, true);
  for (const cell of shuffled(order, seededRandom(seed ^ 0x9e37))) offer(cell, false);
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
  const offices = streetSeeds.map(({ cell }) => cell);
  const seats = cellSeats(raster, relief, streetOf, offices, seed);
  const cellOf = grow(
    raster,
    seats.map(({ cell }, label) => ({ cell, label })),
    evenCost(inside),
    { within: { outer: streetOf, outerOf: (label) => seats[label]!.street } },
  );
  for (let cell = 0; cell < cellOf.length; cell++) if (cellOf[cell] === OUTSIDE) streetOf[cell] = OUTSIDE;
  const districtOf = streetOf.map((label) => (label === OUTSIDE ? OUTSIDE : plans[label]!.district));
  const borders = new Borders(raster, cellOf);
  const cellRings = borders.areas();
  const streetRings = borders.areas((cell) => seats[cell]!.street);
  const districtRings = borders.areas((cell) => plans[seats[cell]!.street]!.district);
  const districtPoles = poles(raster, districtOf, DISTRICT_PLANS.length);
  const streetPoles = poles(raster, streetOf, plans.length);
  const perStreet = new Int32Array(plans.length);
  return {
    districts: DISTRICT_PLANS.map(({ id, name }, index) => ({
      id: `d-${id}`,
      name,
      rings: polygonOf(districtRings.get(index)!),
      label: lonLatOf(districtPoles[index]!),
    })),
    streets: plans.map(({ id, name, district }, index) => ({
      id,
      name,
      districtId: `d-${DISTRICT_PLANS[district]!.id}`,
      rings: polygonOf(streetRings.get(index)!),
      label: lonLatOf(streetPoles[index]!),
    })),
    gridCells: seats.map(({ street }, index) => {
      const streetId = plans[street]!.id;
      return {
        id: `${streetId.replace('st-', 'g-')}-${number3(++perStreet[street]!)}`,
        streetId,
        rings: polygonOf(cellRings.get(index)!),
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
