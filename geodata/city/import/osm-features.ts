import type { Feature, FeatureCollection, Geometry } from 'geojson';
import osm2geojson from 'osm2geojson-lite';
import type { LonLat } from '../../model/geometry.ts';

export type Tags = Readonly<Record<string, string>>;

/** One OpenStreetMap object with its geometry. `id` is `way/123`. */
export interface OsmFeature {
  readonly id: string;
  readonly tags: Tags;
  readonly geometry: Geometry;
}

/** OSM's own elements, as read from a PBF extract. Positions in degrees. */
export type OsmElement =
  | { readonly type: 'node'; readonly id: number; readonly lat: number; readonly lon: number; readonly tags?: Tags }
  | { readonly type: 'way'; readonly id: number; readonly nodes: readonly number[]; readonly tags?: Tags }
  | {
      readonly type: 'relation';
      readonly id: number;
      readonly members: readonly { readonly type: string; readonly ref: number; readonly role: string }[];
      readonly tags?: Tags;
    };

/** Ways and multipolygons with their geometry, and tagged nodes. */
export function featuresOfElements(elements: readonly OsmElement[]): OsmFeature[] {
  const collection = osm2geojson({ elements } as never, {
    completeFeature: true,
    renderTagged: true,
    excludeWay: false,
  }) as FeatureCollection;
  return featuresOfGeoJson(collection);
}

/** Features whose properties are OSM tags, with the id as `@id` or the feature's own. */
export const featuresOfGeoJson = ({ features }: FeatureCollection): OsmFeature[] =>
  features.flatMap((feature, index) => {
    if (!feature.geometry) return [];
    return [{ id: idOf(feature, index), tags: tagsOf(feature), geometry: feature.geometry }];
  });

function idOf({ id, properties }: Feature, index: number): string {
  const own = properties?.['@id'] ?? properties?.id ?? id;
  return own === undefined ? `feature/${index}` : String(own);
}

const tagsOf = ({ properties }: Feature): Tags => {
  const flat = { ...(properties?.tags as object | undefined), ...properties };
  return Object.fromEntries(
    Object.entries(flat).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  );
};

/** Outer and inner rings of each polygon of an area. */
export function polygonsOf({ geometry }: OsmFeature): (readonly LonLat[])[][] {
  if (geometry.type === 'Polygon') return [geometry.coordinates as unknown as LonLat[][]];
  if (geometry.type === 'MultiPolygon') return geometry.coordinates as unknown as LonLat[][][];
  return [];
}
