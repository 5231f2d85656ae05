import Flatbush from 'flatbush';
import { describe, expect, test } from 'vitest';
import { type CityModel, cityModel } from '../../../../geodata/city/city-model.ts';
import { toMetres } from '../../../../geodata/city/harbour/frame.ts';
import { buildGround } from '../../../../geodata/city/lanwan/build-ground.ts';
import { buildLanwan } from '../../../../geodata/city/lanwan/build-lanwan.ts';
import type { Ground } from '../../../../geodata/city/lanwan/ground.ts';
import { seededRandom } from '../../../../geodata/city/seeded-random.ts';
import { boundsOf, type LonLat, polygonContains } from '../../../../geodata/model/geometry.ts';

const SEEDS = [7, 4711];

/** Random positions over the city's box. */
function* positions(bounds: CityModel['bounds'], seed: number, count: number): Generator<LonLat> {
  const random = seededRandom(seed);
  const [west, south, east, north] = bounds;
  for (let i = 0; i < count; i++) yield [west + (east - west) * random(), south + (north - south) * random()];
}

interface Area {
  readonly id: string;
  readonly rings: CityModel['districts'][number]['rings'];
}

/** Asks every polygon whose box holds the position. */
function finder(areas: readonly Area[]): (position: LonLat) => string[] {
  const boxed = areas.map((area) => ({ ...area, box: boundsOf(area.rings) }));
  return (position) =>
    boxed
      .filter(
        ({ box: [west, south, east, north] }) =>
          position[0] >= west && position[0] <= east && position[1] >= south && position[1] <= north,
      )
      .filter(({ rings }) => polygonContains(rings, position))
      .map(({ id }) => id);
}

/** How many nodes a walk from `start` reaches. */
function reached(start: string, next: ReadonlyMap<string, readonly string[]>): Set<string> {
  const seen = new Set([start]);
  const stack = [start];
  for (let node = stack.pop(); node !== undefined; node = stack.pop())
    for (const to of next.get(node) ?? [])
      if (!seen.has(to)) {
        seen.add(to);
        stack.push(to);
      }
  return seen;
}

function directed({ edges }: CityModel['roads']) {
  const [out, back] = [new Map<string, string[]>(), new Map<string, string[]>()];
  const add = (map: Map<string, string[]>, from: string, to: string) => map.set(from, [...(map.get(from) ?? []), to]);
  for (const { from, to, oneWay } of edges) {
    add(out, from, to);
    add(back, to, from);
    if (!oneWay) {
      add(out, to, from);
      add(back, from, to);
    }
  }
  return { out, back };
}

/** Separating axes of two convex rings in metres (Gottschalk 1996), written for the test. */
function overlap(a: readonly LonLat[], b: readonly LonLat[]): boolean {
  const [p, q] = [a.map(toMetres), b.map(toMetres)];
  for (const ring of [p, q])
    for (let i = 1; i < ring.length; i++) {
      const [nx, ny] = [ring[i]![1] - ring[i - 1]![1], ring[i - 1]![0] - ring[i]![0]];
      const reach = (points: typeof p) => points.map(([x, y]) => x * nx + y * ny);
      const [u, v] = [reach(p), reach(q)];
      if (Math.max(...u) <= Math.min(...v) || Math.max(...v) <= Math.min(...u)) return false;
    }
  return true;
}

const grounds = new Map(SEEDS.map((seed) => [seed, buildGround(seed)]));

describe.each(SEEDS)('Lanwan of seed %i', (seed) => {
  const city = buildLanwan(seed);
  const ground = grounds.get(seed)!;

  test('is a city model with unique ids', () => {
    expect(cityModel.parse(city)).toEqual(city);
    const ids = Object.values(city)
      .flatMap((part: unknown) => (Array.isArray(part) ? (part as { id?: string }[]) : []))
      .map(({ id }) => id)
      .filter((id) => id !== undefined)
      .concat(
        city.roads.nodes.map(({ id }) => id),
        city.roads.edges.map(({ id }) => id),
      );
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('is as large as was asked for', () => {
    expect(city.districts).toHaveLength(6);
    expect(city.streets.length).toBeGreaterThanOrEqual(48);
    expect(city.gridCells.length).toBeGreaterThan(1_300);
    expect(city.gridCells.length).toBeLessThan(1_700);
    expect(city.buildings.length).toBeGreaterThan(10_500);
    expect(city.buildings.length).toBeLessThan(14_000);
    expect(city.lowPoints.length).toBeGreaterThanOrEqual(38);
    expect(city.slopes.length).toBeGreaterThanOrEqual(50);
    expect(city.gatheringPlaces.length).toBeGreaterThan(55);
    expect(new Set(city.roads.edges.map((edge) => edge.class)).size).toBe(8);
  });

  test('is parted into nested districts, streets and grid cells', () => {
    let governed = 0;
    const [inDistricts, inStreets, inCells] = [finder(city.districts), finder(city.streets), finder(city.gridCells)];
    const districtOf = new Map(city.streets.map(({ id, districtId }) => [id, districtId]));
    const streetOf = new Map(city.gridCells.map(({ id, streetId }) => [id, streetId]));
    for (const position of positions(city.bounds, seed, 4_000)) {
      const [districts, streets, cells] = [inDistricts(position), inStreets(position), inCells(position)];
      expect(districts.length, `${position}`).toBeLessThanOrEqual(1);
      if (districts.length === 0) {
        expect([...streets, ...cells]).toEqual([]);
        continue;
      }
      governed++;
      expect(cells, `${position}`).toHaveLength(1);
      expect(streets).toEqual([streetOf.get(cells[0]!)]);
      expect(districts).toEqual([districtOf.get(streets[0]!)]);
    }
    expect(governed).toBeGreaterThan(1_500);
  });

  test('governs the ground under every building', () => {
    const inDistricts = finder(city.districts);
    for (const { ring } of city.buildings.slice(0, 3_000)) expect(inDistricts(ring[0]!)).toHaveLength(1);
  });

  test('has roads on which everybody gets from everywhere to everywhere, but for the island', () => {
    const { nodes, edges } = city.roads;
    const positionOf = new Map(nodes.map(({ id, position }) => [id, position]));
    for (const { from, to, line } of edges) {
      expect(line[0]).toEqual(positionOf.get(from));
      expect(line.at(-1)).toEqual(positionOf.get(to));
    }
    const { out, back } = directed(city.roads);
    const start = edges.find(({ name }) => name?.zh === '新港路')!.from;
    const [there, here] = [reached(start, out), reached(start, back)];
    expect([...there].filter((id) => !here.has(id))).toEqual([]);
    expect([...here].filter((id) => !there.has(id))).toEqual([]);
    for (const { id, position } of nodes) if (!there.has(id)) expect(toMetres(position)[1]).toBeLessThan(-5_000);
    expect(there.size).toBeGreaterThan(nodes.length * 0.98);
  });

  test('has dual carriageways, bridges and tunnels', () => {
    const motorways = city.roads.edges.filter((edge) => edge.class === 'motorway');
    expect(motorways.every(({ oneWay }) => oneWay)).toBe(true);
    for (const structure of ['bridge', 'tunnel'] as const)
      expect(city.roads.edges.filter((edge) => edge.structure === structure).length).toBeGreaterThan(6);
  });

  test('has buildings on dry land that do not overlap', () => {
    const index = new Flatbush(city.buildings.length);
    for (const { ring } of city.buildings) index.add(...boundsOf([ring]));
    index.finish();
    city.buildings.forEach(({ ring, id }, at) => {
      for (const corner of ring) expect(ground.isLand(corner), id).toBe(true);
      for (const other of index.search(...boundsOf([ring])))
        if (other > at)
          expect(overlap(ring, city.buildings[other]!.ring), `${id} ${city.buildings[other]!.id}`).toBe(false);
    });
  });

  test('has water that runs down', () => {
    for (const { line, name, kind } of city.rivers) {
      let least = Number.POSITIVE_INFINITY;
      for (const position of line) {
        const height = ground.heightAt(position);
        expect(height, `${name.zh} ${position}`).toBeLessThan(least + (kind === 'river' ? 2 : 4));
        least = Math.min(least, height);
      }
      expect(ground.heightAt(line.at(-1)!)).toBeLessThanOrEqual(ground.heightAt(line[0]!) + 0.5);
    }
  });

  test('has low points in their catchments, which do not overlap', () => {
    const catchments = new Map(city.catchments.map((catchment) => [catchment.id, catchment]));
    for (const { catchmentId, position, name } of city.lowPoints) {
      const catchment = catchments.get(catchmentId)!;
      expect(polygonContains(catchment.rings, position), name.zh).toBe(true);
      expect(catchment.areaM2).toBeGreaterThan(20_000);
    }
    const inCatchments = finder(city.catchments);
    for (const position of positions(city.bounds, seed + 1, 4_000))
      expect(inCatchments(position).length).toBeLessThanOrEqual(1);
  });
});

test('is the same again', () => {
  const [seed] = SEEDS;
  expect(JSON.stringify(buildGround(seed!))).toBe(JSON.stringify(grounds.get(seed!)));
});

test('differs by seed', () => {
  const [one, two] = SEEDS.map((seed) => grounds.get(seed)!) as [Ground, Ground];
  expect(one.buildings.slice(0, 500)).not.toEqual(two.buildings.slice(0, 500));
  expect(one.terrain).not.toEqual(two.terrain);
  expect(one.land[0]).toEqual(two.land[0]);
});
