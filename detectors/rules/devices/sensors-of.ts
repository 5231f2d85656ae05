import type { CityModel, CitySensor } from '../../../geodata/city/city-model.ts';

const known = new WeakMap<CityModel, ReadonlyMap<string, CitySensor>>();

/** A city's sensors by id; gathered once for each city. */
export function sensorsOf(city: CityModel): ReadonlyMap<string, CitySensor> {
  const sensors = known.get(city) ?? new Map(city.sensors.map((sensor) => [sensor.id, sensor]));
  known.set(city, sensors);
  return sensors;
}
