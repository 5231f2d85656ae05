import Flatbush from 'flatbush';
import { boundsOf, type LonLat, type PolygonRings, polygonContains } from '../model/geometry.ts';
import type { Bilingual } from '../model/text.ts';
import type { CityModel } from './city-model.ts';

/** Where something is, by name. What no area governs is absent: nothing at sea, or a whole level that a city does not have. */
interface Place {
  readonly district?: Bilingual;
  readonly street?: Bilingual;
  /** A grid cell's id, which is its name. */
  readonly grid?: string;
}

export interface PlaceIndex {
  /** The areas that hold a position. Where imported areas overlap, the one that comes first in the city. */
  readonly placeOf: (position: LonLat) => Place;
}

interface Area {
  readonly rings: PolygonRings;
}

/** Finds the areas of one level that hold a point: boxes first, then ray casting. */
function areaFinder<Item extends Area>(areas: readonly Item[]): (position: LonLat) => Item | undefined {
  if (areas.length === 0) return () => undefined;
  const boxes = new Flatbush(areas.length);
  for (const { rings } of areas) boxes.add(...boundsOf(rings));
  boxes.finish();
  return (position) => {
    const [lon, lat] = position;
    let first = Number.POSITIVE_INFINITY;
    boxes.search(lon, lat, lon, lat, (index) => {
      if (index < first && polygonContains(areas[index]!.rings, position)) first = index;
      return false;
    });
    return areas[first];
  };
}

/** Looks places up in a city, well over 200,000 a second in one of a few thousand areas. Levels that nest are found from the smallest up. */
export function placeIndex(city: Pick<CityModel, 'districts' | 'streets' | 'gridCells'>): PlaceIndex {
  const [findDistrict, findStreet, findCell] = [
    areaFinder(city.districts),
    areaFinder(city.streets),
    areaFinder(city.gridCells),
  ];
  const districts = new Map(city.districts.map((district) => [district.id, district]));
  const streets = new Map(city.streets.map((street) => [street.id, street]));
  return {
    placeOf: (position) => {
      const cell = findCell(position);
      const street = (cell && streets.get(cell.streetId)) ?? findStreet(position);
      const district = (street && districts.get(street.districtId)) ?? findDistrict(position);
      return {
        ...(district && { district: district.name }),
        ...(street && { street: street.name }),
        ...(cell && { grid: cell.id }),
      };
    },
  };
}
