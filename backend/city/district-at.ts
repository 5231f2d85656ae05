import type { CityModel } from '../../geodata/city/city-model.ts';
import { type PlaceIndex, placeIndex } from '../../geodata/city/place-index.ts';
import type { LonLat } from '../../geodata/model/geometry.ts';

/** A city never changes: many walks look up one index. */
const indexes = new WeakMap<CityModel, PlaceIndex>();

/** Names, in Chinese, of the districts of a city by position. */
export function districtAt(city: CityModel): (position: LonLat) => string | undefined {
  const index = indexes.get(city) ?? placeIndex(city);
  indexes.set(city, index);
  return (position) => index.placeOf(position).district?.zh;
}
