import type { CityModel } from '../../../geodata/city/city-model.ts';
import { boundsOf, type LonLat, polygonContains } from '../../../geodata/model/geometry.ts';
import { type LocalPlane, localPlane, type PlanePoint } from '../../../geodata/model/local-plane.ts';

/** Side of the squares that people are counted in, metres. Ours: a third of the smallest window's width. */
const SQUARE_M = 200;
/** Passers-by where nobody lives, persons per square: reports come from there too. Ours. */
const PASSERS_BY = 1;
/** Where no city is known, everybody is taken to live evenly on so many squares: 20 km by 20 km. */
const UNKNOWN_SIDE = 100;
const UNKNOWN_PEOPLE = 1_000_000;

/** Where those are who might report something: the risk population of the scan statistic. */
export interface PeopleField {
  readonly plane: LocalPlane;
  readonly people: number;
  /** Persons within a circle around the square of a place. */
  within(at: PlanePoint, radiusM: number): number;
  /** A place, the likelier the more people are there; `shares` are three numbers in [0, 1). */
  draw(shares: readonly [number, number, number]): PlanePoint;
}

const fields = new WeakMap<CityModel, PeopleField>();

/** Built once for each city. */
export function peopleField(city: CityModel): PeopleField {
  let field = fields.get(city);
  if (field === undefined) {
    field = createField(city);
    fields.set(city, field);
  }
  return field;
}

type Square = readonly [column: number, row: number];
const keyOf = (column: number, row: number): number => column * 100_003 + row;
const squareOf = ([east, north]: PlanePoint): Square => [Math.floor(east / SQUARE_M), Math.floor(north / SQUARE_M)];

function createField(city: CityModel): PeopleField {
  const plane = localPlane(city.centre);
  const squares = new Map<number, { readonly square: Square; people: number }>();
  const add = (square: Square, people: number) => {
    const key = keyOf(...square);
    const known = squares.get(key);
    if (known) known.people += people;
    else squares.set(key, { square, people: people + PASSERS_BY });
  };
  for (const { rings, people } of city.gridCells) {
    const inside = squaresIn(rings, plane);
    for (const square of inside) add(square, people / inside.length);
  }
  if (squares.size === 0)
    for (let i = 0; i < UNKNOWN_SIDE ** 2; i++)
      add(
        [(i % UNKNOWN_SIDE) - UNKNOWN_SIDE / 2, Math.floor(i / UNKNOWN_SIDE) - UNKNOWN_SIDE / 2],
        UNKNOWN_PEOPLE / UNKNOWN_SIDE ** 2,
      );
  return fieldOver(plane, squares);
}

/** Squares whose middle lies in a cell; of a cell too small for that, the one in its middle. */
function squaresIn(rings: CityModel['gridCells'][number]['rings'], plane: LocalPlane): readonly Square[] {
  const [west, south, east, north] = boundsOf(rings);
  const [left, bottom] = squareOf(plane.toMetres([west, south]));
  const [right, top] = squareOf(plane.toMetres([east, north]));
  const inside: Square[] = [];
  for (let column = left; column <= right; column++)
    for (let row = bottom; row <= top; row++) {
      const middle: LonLat = plane.toLonLat([(column + 0.5) * SQUARE_M, (row + 0.5) * SQUARE_M]);
      if (polygonContains(rings, middle)) inside.push([column, row]);
    }
  return inside.length > 0 ? inside : [squareOf(plane.toMetres([(west + east) / 2, (south + north) / 2]))];
}

function fieldOver(
  plane: LocalPlane,
  squares: ReadonlyMap<number, { readonly square: Square; readonly people: number }>,
): PeopleField {
  const list = [...squares.values()];
  const upTo: number[] = [];
  let sum = 0;
  for (const { people } of list) {
    sum += people;
    upTo.push(sum);
  }
  const known = new Map<number, Map<number, number>>();
  const count = ([column, row]: Square, radiusM: number): number => {
    const reach = Math.ceil(radiusM / SQUARE_M);
    let people = 0;
    for (let x = -reach; x <= reach; x++)
      for (let y = -reach; y <= reach; y++)
        if (Math.hypot(x, y) * SQUARE_M <= radiusM)
          people += squares.get(keyOf(column + x, row + y))?.people ?? PASSERS_BY;
    return people;
  };
  return {
    plane,
    people: sum,
    within(at, radiusM) {
      const square = squareOf(at);
      let byRadius = known.get(radiusM);
      if (byRadius === undefined) {
        byRadius = new Map();
        known.set(radiusM, byRadius);
      }
      const key = keyOf(...square);
      let people = byRadius.get(key);
      if (people === undefined) {
        people = count(square, radiusM);
        byRadius.set(key, people);
      }
      return people;
    },
    draw([where, east, north]) {
      const wanted = where * sum;
      let [low, high] = [0, list.length - 1];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (upTo[middle]! > wanted) high = middle;
        else low = middle + 1;
      }
      const [column, row] = list[low]!.square;
      return [(column + east) * SQUARE_M, (row + north) * SQUARE_M];
    },
  };
}
