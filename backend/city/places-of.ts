import type { CityModel } from '../../geodata/city/city-model.ts';
import { placeIndex } from '../../geodata/city/place-index.ts';
import { zonesOf } from '../../geodata/city/zones-of.ts';
import type { PlacePort } from '../api/ports.ts';

/** Where positions lie in a city, by the names that reports use. */
export function placesOf(city: CityModel): PlacePort {
  const index = placeIndex(city);
  return {
    zones: zonesOf(city),
    placeOf(position) {
      const { district, street, grid } = index.placeOf(position);
      return {
        ...(district && { district: district.zh }),
        ...(street && { street: street.zh }),
        ...(grid !== undefined && { grid }),
      };
    },
  };
}
