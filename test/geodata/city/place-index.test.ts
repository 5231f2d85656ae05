import { expect, test } from 'vitest';
import { buildLanwan } from '../../../geodata/city/lanwan/build-lanwan.ts';
import { placeIndex } from '../../../geodata/city/place-index.ts';
import { seededRandom } from '../../../geodata/city/seeded-random.ts';
import { type LonLat, polygonContains } from '../../../geodata/model/geometry.ts';

const city = buildLanwan(20260918);
const [west, south, east, north] = city.bounds;

test('finds what looking at every polygon finds', () => {
  const { placeOf } = placeIndex(city);
  const random = seededRandom(5);
  for (let i = 0; i < 1_000; i++) {
    const position: LonLat = [west + (east - west) * random(), south + (north - south) * random()];
    const within = <Item extends { readonly rings: (typeof city.districts)[number]['rings'] }>(
      areas: readonly Item[],
    ) => areas.find(({ rings }) => polygonContains(rings, position));
    const [district, street, cell] = [within(city.districts), within(city.streets), within(city.gridCells)];
    expect(placeOf(position)).toEqual({
      ...(district && { district: district.name }),
      ...(street && { street: street.name }),
      ...(cell && { grid: cell.id }),
    });
  }
});

test('knows a few places by name', () => {
  const { placeOf } = placeIndex(city);
  const baisha = placeOf([114.55 - 0.0875, 22.45 - 0.036]);
  expect(baisha.district?.zh).toBe('鹏屿区');
  expect(baisha.street?.zh).toBe('白沙街道');
  expect(baisha.grid).toMatch(/^g-baisha-\d{3}$/);
  expect(placeOf([114.55 - 0.013, 22.45 + 0.03]).district?.zh).toBe('临港区');
  expect(placeOf([114.6, 22.3])).toEqual({});
});

test('answers for a city that has districts only, and for one that has none', () => {
  const districts = placeIndex({ districts: city.districts, streets: [], gridCells: [] });
  expect(districts.placeOf(city.districts[0]!.label)).toEqual({ district: city.districts[0]!.name });
  expect(placeIndex({ districts: [], streets: [], gridCells: [] }).placeOf([114.5, 22.5])).toEqual({});
});
