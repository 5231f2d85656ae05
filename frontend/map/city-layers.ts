import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { LayerId } from '../../geodata/layers/registry.ts';
import type { Language } from '../clock/city-time.ts';
import { type ChartLayer, halo, kindIs, labelled, layer, nameIn } from './chart-layer.ts';
import { CHART } from './palette.ts';

/** The city's own layers that the chart asks the server for, in the order in which they are asked: what is seen first comes first. */
export const CITY_SOURCES = [
  'depths',
  'land',
  'relief',
  'rivers',
  'labels',
  'roads',
  'districts',
  'beaches',
  'works',
  'shields',
  'metro',
  'buildings',
  'streets',
  'cameras',
] as const;
export type CitySource = (typeof CITY_SOURCES)[number];

const zoomed = (...stops: number[]): ExpressionSpecification =>
  ['interpolate', ['exponential', 1.6], ['zoom'], ...stops] as unknown as ExpressionSpecification;

function line(
  belongs: LayerId,
  id: string,
  source: CitySource,
  paint: Extract<LayerSpecification, { type: 'line' }>['paint'],
  rest: { readonly filter?: ExpressionSpecification; readonly minzoom?: number } = {},
): ChartLayer {
  return layer(belongs, {
    id,
    type: 'line',
    source,
    layout: { 'line-join': 'round', 'line-cap': 'round' },
    paint: paint ?? {},
    ...rest,
  });
}

const classIs = (...classes: string[]): ExpressionSpecification => ['in', ['get', 'class'], ['literal', classes]];
const isTunnel: ExpressionSpecification = ['==', ['get', 'structure'], 'tunnel'];
const both = (...conditions: ExpressionSpecification[]): ExpressionSpecification => ['all', ...conditions];

/** Sea, land and relief. */
export const groundLayers = (): ChartLayer[] => [
  layer('depth', {
    id: 'depths',
    type: 'fill',
    source: 'depths',
    paint: {
      'fill-antialias': true,
      'fill-color': ['step', ['get', 'shallowerThanM'], CHART.depth[5], 6, CHART.depth[10], 11, CHART.depth[20]],
    },
  }),
  line('depth', 'contours', 'depths', { 'line-color': CHART.contour, 'line-width': 0.8 }, { minzoom: 8 }),
];

export const landLayers = (): ChartLayer[] => [
  layer('coast', {
    id: 'land',
    type: 'fill',
    source: 'land',
    filter: kindIs('land', 'island'),
    paint: { 'fill-color': CHART.land },
  }),
  layer('relief', {
    id: 'relief',
    type: 'fill',
    source: 'relief',
    paint: { 'fill-color': CHART.relief, 'fill-opacity': 0.16, 'fill-antialias': false },
  }),
  layer('coast', {
    id: 'green',
    type: 'fill',
    source: 'land',
    minzoom: 9,
    filter: kindIs('park', 'forest'),
    paint: { 'fill-color': CHART.green, 'fill-opacity': 0.5 },
  }),
  layer('coast', {
    id: 'industry',
    type: 'fill',
    source: 'land',
    minzoom: 10,
    filter: kindIs('industrial', 'airport'),
    paint: { 'fill-color': CHART.industry },
  }),
  layer('coast', {
    id: 'still-water',
    type: 'fill',
    source: 'land',
    filter: kindIs('reservoir'),
    paint: { 'fill-color': CHART.depth[10] },
  }),
  layer('beaches', {
    id: 'sand',
    type: 'fill',
    source: 'beaches',
    filter: kindIs('sand'),
    paint: { 'fill-color': CHART.sand, 'fill-opacity': 0.75 },
  }),
  line('coast', 'rivers', 'rivers', {
    'line-color': CHART.river,
    'line-width': zoomed(9, 0.4, 14, ['min', 6, ['max', 1, ['/', ['get', 'widthM'], 12]]] as never),
  }),
  line(
    'coast',
    'coastline',
    'land',
    { 'line-color': CHART.coast, 'line-width': zoomed(7, 0.6, 13, 1.4) },
    { filter: kindIs('land', 'island', 'quay') },
  ),
  layer('coast', {
    id: 'structures',
    type: 'fill',
    source: 'land',
    filter: kindIs('quay'),
    paint: { 'fill-color': CHART.coast },
  }),
];

/** Streets by class; what runs in a tunnel is dashed and dim. */
export const roadLayers = (): ChartLayer[] => [
  line(
    'roads',
    'road-lanes',
    'roads',
    { 'line-color': CHART.road.lane, 'line-width': zoomed(12.5, 0.3, 16, 3) },
    { minzoom: 12.4, filter: classIs('residential', 'service', 'track') },
  ),
  line(
    'roads',
    'road-streets',
    'roads',
    { 'line-color': CHART.road.street, 'line-width': zoomed(10.5, 0.3, 13, 1, 16, 6) },
    { minzoom: 10.4, filter: both(classIs('secondary', 'tertiary'), ['!', isTunnel]) },
  ),
  line(
    'roads',
    'road-arteries',
    'roads',
    { 'line-color': CHART.road.artery, 'line-width': zoomed(8, 0.4, 11, 0.9, 13, 1.8, 16, 9) },
    { filter: both(classIs('motorway', 'trunk', 'primary'), ['!', isTunnel]) },
  ),
  line(
    'roads',
    'road-tunnels',
    'roads',
    { 'line-color': CHART.road.street, 'line-width': zoomed(9, 0.5, 16, 5), 'line-dasharray': [2, 2] },
    { minzoom: 9.5, filter: both(isTunnel, ['!', classIs('residential', 'service', 'track')]) },
  ),
];

export const buildingLayers = (): ChartLayer[] => [
  layer('buildings', {
    id: 'buildings',
    type: 'fill',
    source: 'buildings',
    minzoom: 11.6,
    paint: {
      'fill-color': [
        'interpolate',
        ['linear'],
        ['get', 'heightM'],
        6,
        CHART.building.low,
        30,
        CHART.building.mid,
        120,
        CHART.building.high,
      ],
      'fill-opacity': ['interpolate', ['linear'], ['zoom'], 11.6, 0, 12.6, 0.85],
    },
  }),
];

/** Under construction below the streets, the borders of administration, and what cameras see. */
export const worksLayers = (): ChartLayer[] => [
  line(
    'districts',
    'district-borders',
    'districts',
    { 'line-color': CHART.border, 'line-width': 1, 'line-dasharray': [5, 3, 1, 3] },
    { filter: ['==', ['geometry-type'], 'Polygon'] },
  ),
  line(
    'works',
    'metro-lines',
    'metro',
    {
      'line-color': CHART.works,
      'line-width': zoomed(9, 0.8, 14, 2.4),
      'line-dasharray': [1.5, 1.5],
      'line-opacity': 0.7,
    },
    { filter: ['==', ['geometry-type'], 'LineString'] },
  ),
  line(
    'works',
    'shield-drives',
    'shields',
    { 'line-color': CHART.text2, 'line-width': zoomed(10, 0.8, 15, 4), 'line-opacity': 0.55 },
    { minzoom: 11, filter: ['==', ['geometry-type'], 'LineString'] },
  ),
  line(
    'works',
    'work-areas',
    'works',
    { 'line-color': CHART.works, 'line-width': zoomed(10.4, 0.8, 14, 1.4), 'line-dasharray': [3, 2] },
    { minzoom: 10.4, filter: ['==', ['geometry-type'], 'Polygon'] },
  ),
  layer('works', {
    id: 'pits',
    type: 'fill',
    source: 'works',
    minzoom: 12,
    filter: kindIs('pit'),
    paint: { 'fill-color': CHART.works, 'fill-opacity': 0.35 },
  }),
  layer('cameras', {
    id: 'camera-views',
    type: 'fill',
    source: 'cameras',
    minzoom: 13,
    filter: kindIs('footprint'),
    paint: { 'fill-color': CHART.text2, 'fill-opacity': 0.07 },
  }),
];

export function cityLabels(language: Language): ChartLayer[] {
  const place = (id: string, kinds: string[], minzoom: number, size: number, color: string, spacing = 0): ChartLayer =>
    layer('labels', {
      id,
      type: 'symbol',
      source: 'labels',
      minzoom,
      filter: kindIs(...kinds),
      layout: {
        ...labelled(size),
        'text-field': nameIn(language),
        'text-letter-spacing': spacing,
        'symbol-sort-key': ['get', 'rank'],
      },
      paint: { 'text-color': color, ...halo() },
    });
  return [
    place('soundings', ['sounding'], 11, 11, CHART.text3),
    layer('roads', {
      id: 'road-names',
      type: 'symbol',
      source: 'roads',
      minzoom: 12.2,
      filter: both(['has', 'zh'], classIs('motorway', 'trunk', 'primary', 'secondary')),
      layout: { ...labelled(11), 'text-field': nameIn(language), 'symbol-placement': 'line', 'symbol-spacing': 420 },
      paint: { 'text-color': CHART.text3, ...halo() },
    }),
    layer('labels', {
      id: 'street-names',
      type: 'symbol',
      source: 'streets',
      minzoom: 10.8,
      maxzoom: 13.5,
      filter: ['==', ['geometry-type'], 'Point'],
      layout: { ...labelled(12), 'text-field': nameIn(language) },
      paint: { 'text-color': CHART.text2, ...halo() },
    }),
    place('waters', ['bay', 'sea'], 7, 17, CHART.sea1, 0.45),
    place(
      'minor-places',
      [
        'village',
        'pier',
        'marina',
        'cape',
        'beach',
        'hill',
        'anchorage',
        'fairway',
        'station',
        'park',
        'hospital',
        'school',
      ],
      10.6,
      12,
      CHART.text2,
    ),
    place('places', ['town', 'port', 'island'], 8, 13, CHART.text2, 0.05),
    layer('districts', {
      id: 'district-names',
      type: 'symbol',
      source: 'districts',
      minzoom: 8,
      maxzoom: 11.4,
      filter: ['==', ['geometry-type'], 'Point'],
      layout: { ...labelled(14), 'text-field': nameIn(language), 'text-letter-spacing': 0.2 },
      paint: { 'text-color': CHART.text2, ...halo(1.6) },
    }),
  ];
}
