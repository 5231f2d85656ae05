import { boundsOf, type LonLat, polygonContains } from '../../model/geometry.ts';
import type { CityModel } from '../city-model.ts';
import type { ImportedCity } from './imported-city.ts';
import { nameOf } from './name-of.ts';
import { type OsmFeature, polygonsOf } from './osm-features.ts';

/** Levels of `boundary=administrative` below a whole city, coarse to fine (OSM wiki, Tag:boundary=administrative). */
const LEVELS = ['6', '7', '8', '9', '10', '11'];

interface Area {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly rings: readonly (readonly LonLat[])[];
  readonly label: LonLat;
}

/** The coarsest level that divides the city gives its districts, the next finer one its streets. A city that nothing divides is one district. */
export function administration(
  features: readonly OsmFeature[],
  city: ImportedCity,
): Pick<CityModel, 'districts' | 'streets' | 'departments'> {
  const dividing = LEVELS.map((level) => areasOf(features, level, city)).filter((areas) => areas.length > 1);
  const [west, south, east, north] = city.bounds;
  const whole: Area = {
    id: `${city.id}-district`,
    name: city.name,
    label: [(west + east) / 2, (south + north) / 2],
    rings: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  };
  const districts = dividing[0] ?? [whole];
  const streets = (dividing[1] ?? []).flatMap((street) => {
    const district = districts.find(({ rings }) => polygonContains(rings, street.label));
    return district ? [{ ...street, districtId: district.id }] : [];
  });
  return { districts, streets, departments: [] };
}

function areasOf(features: readonly OsmFeature[], level: string, { bounds }: ImportedCity): Area[] {
  return features.flatMap((feature) => {
    if (feature.tags.boundary !== 'administrative' || feature.tags.admin_level !== level) return [];
    const name = nameOf(feature.tags);
    // A name at two islands is one district of the larger part: the model keeps one outline each.
    const rings = [...polygonsOf(feature)].sort((a, b) => sizeOf(b) - sizeOf(a))[0];
    if (!name || !rings) return [];
    const [west, south, east, north] = boundsOf(rings);
    const label: LonLat = [(west + east) / 2, (south + north) / 2];
    const isInside = label[0] > bounds[0] && label[0] < bounds[2] && label[1] > bounds[1] && label[1] < bounds[3];
    return isInside ? [{ id: feature.id.replace('/', '-'), name, rings, label }] : [];
  });
}

function sizeOf(rings: readonly (readonly LonLat[])[]): number {
  const [west, south, east, north] = boundsOf(rings);
  return (east - west) * (north - south);
}
