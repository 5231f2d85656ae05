import type { CityModel } from '../../geodata/city/city-model.ts';
import { placeIndex } from '../../geodata/city/place-index.ts';
import { zonesOf } from '../../geodata/city/zones-of.ts';
import type { PlacePort } from '../api/ports.ts';

/** Where positions lie in a city, by the names that reports use. */
export function placesOf(city: CityModel): PlacePort {
  const index = placeIndex(city);
  const names = namesOf(city);
  return {
    zones: zonesOf(city),
    nameOf: (id) => names.get(id),
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

/** Of everything that alerts may name as the place where they hold. */
const namesOf = (city: CityModel): ReadonlyMap<string, string> =>
  new Map([
    ...[
      ...city.workAreas,
      ...city.shieldDrives,
      ...city.pits,
      ...city.metroStations,
      ...city.lowPoints,
      ...city.slopes,
      ...city.beaches,
      ...city.gatheringPlaces,
    ].map(({ id, name }) => [id, name.zh] as const),
    ...[...city.riskSources, ...city.enterprises].map(({ id, name }) => [id, name] as const),
    ...city.utilityNodes.flatMap(({ id, name }) => (name ? [[id, name.zh] as const] : [])),
  ]);
