import type { CityModel } from '../../geodata/city/city-model.ts';

const PLACES: ReadonlySet<string> = new Set(['centre', 'bounds']);

/** A city with no assets but these: a day of it plays in a second, and what is left out cannot be seen by who is not asked. */
export const bareCity = (city: CityModel, kept: Partial<CityModel>): CityModel => ({
  ...(Object.fromEntries(
    Object.entries(city).map(([name, value]) => [name, Array.isArray(value) && !PLACES.has(name) ? [] : value]),
  ) as unknown as CityModel),
  ...kept,
});
