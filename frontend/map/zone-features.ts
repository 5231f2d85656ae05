import type { Feature, FeatureCollection, Point, Polygon } from 'geojson';
import type { ZoneView } from '../feed/model.ts';

type Properties = { readonly kind: string; readonly zh?: string; readonly en?: string };
/** Kinds whose names the chart does not already carry. */
const NAMED = new Set(['no_go', 'speed_limit']);

/** Outlines, and one point each for the name: polygons would be labelled once per tile. */
export function zoneFeatures(zones: readonly ZoneView[]): FeatureCollection<Polygon | Point, Properties> {
  const features = zones.flatMap((zone): Feature<Polygon | Point, Properties>[] => {
    const outline: Feature<Polygon, Properties> = {
      type: 'Feature',
      geometry: { type: 'Polygon', coordinates: zone.rings.map((ring) => ring.map((point) => [...point])) },
      properties: { kind: zone.kind },
    };
    if (!NAMED.has(zone.kind)) return [outline];
    const limit = zone.speedLimitKn;
    return [
      outline,
      {
        type: 'Feature',
        geometry: { type: 'Point', coordinates: middleOf(zone.rings[0] ?? []) },
        properties: {
          kind: zone.kind,
          zh: limit === undefined ? zone.name.zh : `${zone.name.zh}\n限 ${limit} 节`,
          en: limit === undefined ? zone.name.en : `${zone.name.en}\nlimit ${limit} kn`,
        },
      },
    ];
  });
  return { type: 'FeatureCollection', features };
}

/** The mean of the corners: inside for the compact shapes that zones have. */
function middleOf(ring: readonly (readonly [number, number])[]): number[] {
  const corners = ring.slice(0, -1);
  const sum = corners.reduce(([x, y], [lon, lat]) => [x + lon, y + lat] as [number, number], [0, 0] as [
    number,
    number,
  ]);
  return corners.length === 0 ? [0, 0] : [sum[0] / corners.length, sum[1] / corners.length];
}
