import type { SourceSpecification } from 'maplibre-gl';
import { baseMapUrl, type CityView } from '../feed/city.ts';
import { type ChartLayer, layer } from './chart-layer.ts';
import { CHART } from './palette.ts';

export type BaseMap = CityView['baseMaps'][number];

const sourceId = ({ id }: BaseMap): string => `base-map-${id}`;

/** How tiles of an archive are asked for: the protocol of the `pmtiles` package, which reads it by ranges. */
export const baseMapSources = (maps: readonly BaseMap[]): Record<string, SourceSpecification> =>
  Object.fromEntries(
    maps.map((map): [string, SourceSpecification] => {
      const common = {
        url: `pmtiles://${baseMapUrl(map.id)}`,
        bounds: [...map.bounds] as [number, number, number, number],
        minzoom: map.minZoom,
        maxzoom: map.maxZoom,
      };
      return [
        sourceId(map),
        map.kind === 'raster' ? { type: 'raster', tileSize: 256, ...common } : { type: 'vector', ...common },
      ];
    }),
  );

type Look = { readonly fill: string; readonly opacity?: number } | { readonly line: string; readonly width: number };

/** The layers of Protomaps' schema (https://docs.protomaps.com/basemaps/layers), in our own quiet tones. */
const LOOKS: Readonly<Record<string, Look>> = {
  earth: { fill: CHART.land },
  landcover: { fill: CHART.green, opacity: 0.4 },
  landuse: { fill: CHART.industry, opacity: 0.6 },
  natural: { fill: CHART.green, opacity: 0.4 },
  water: { fill: CHART.depth[10] },
  buildings: { fill: CHART.building.mid, opacity: 0.85 },
  roads: { line: CHART.road.artery, width: 1 },
  transit: { line: CHART.road.street, width: 0.8 },
  boundaries: { line: CHART.border, width: 0.8 },
};
/** Names of places are the city's own. */
const UNDRAWN = new Set(['places', 'pois']);
const ORDER = Object.keys(LOOKS);
const UNKNOWN: Look = { line: CHART.contour, width: 0.6 };

/** Pictures at the bottom, then areas, then lines; layers of another schema as thin outlines. */
export const baseMapLayers = (maps: readonly BaseMap[]): ChartLayer[] => [
  ...maps.filter(({ kind }) => kind === 'raster').map(rasterLayer),
  ...maps.filter(({ kind }) => kind === 'vector').flatMap(vectorLayers),
];

/** Ours: eight times as large as it was drawn. */
const MOST_ENLARGED = 3;

const rasterLayer = (map: BaseMap): ChartLayer =>
  layer('baseMaps', {
    id: sourceId(map),
    type: 'raster',
    source: sourceId(map),
    // Enlarged farther than this, a picture shows nothing and hides the city's own ground.
    maxzoom: Math.min(24, map.maxZoom + MOST_ENLARGED),
    paint: { 'raster-opacity': 0.55, 'raster-saturation': -0.8, 'raster-brightness-max': 0.6 },
  });

const rankOf = (name: string): number => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);

const vectorLayers = (map: BaseMap): ChartLayer[] =>
  [...(map.vectorLayers ?? [])]
    .filter((name) => !UNDRAWN.has(name))
    .sort((a, b) => rankOf(a) - rankOf(b))
    .map((name) => {
      const look = LOOKS[name] ?? UNKNOWN;
      const common = { id: `${sourceId(map)}-${name}`, source: sourceId(map), 'source-layer': name } as const;
      return 'fill' in look
        ? layer('baseMaps', {
            ...common,
            type: 'fill',
            paint: { 'fill-color': look.fill, 'fill-opacity': look.opacity ?? 1 },
          })
        : layer('baseMaps', { ...common, type: 'line', paint: { 'line-color': look.line, 'line-width': look.width } });
    });
