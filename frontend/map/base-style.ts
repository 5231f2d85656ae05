import type { GeoJSONSourceSpecification, StyleSpecification } from 'maplibre-gl';
import type { Language } from '../clock/city-time.ts';
import { type BaseMap, baseMapLayers, baseMapSources } from './base-map-layers.ts';
import { type ChartLayer, halo, kindIs, labelled, layer, nameIn } from './chart-layer.ts';
import {
  buildingLayers,
  CITY_SOURCES,
  type CitySource,
  cityLabels,
  groundLayers,
  landLayers,
  roadLayers,
  worksLayers,
} from './city-layers.ts';
import { evidenceAreas, evidenceLines, evidenceNames } from './evidence-layers.ts';
import { fontFaces } from './fonts.ts';
import {
  cameraMarks,
  crowdedSand,
  instrumentLayers,
  rainLayers,
  slowRoads,
  undergroundMarks,
} from './instruments/instrument-layers.ts';
import { CHART } from './palette.ts';

/** What the chart itself is given, besides the city's layers. */
const SOURCES = ['zones', 'graticule', 'evidence', 'names', 'instruments', 'people', 'rain', 'blockers'] as const;
export type ChartSource = (typeof SOURCES)[number] | CitySource;

/** Features are known by the city's own ids, so that what is measured at a road or a beach can be said of it. */
const emptySource = (): GeoJSONSourceSpecification => ({
  type: 'geojson',
  promoteId: 'id',
  data: { type: 'FeatureCollection', features: [] },
});

const graticuleLines = (): ChartLayer =>
  layer('graticule', {
    id: 'graticule',
    type: 'line',
    source: 'graticule',
    filter: ['==', ['geometry-type'], 'LineString'],
    paint: { 'line-color': CHART.graticule, 'line-width': 0.8 },
  });

function zoneLayers(language: Language): ChartLayer[] {
  const outline = (id: string, kinds: string[], color: string, width: number, dashes?: number[]): ChartLayer =>
    layer('zones', {
      id,
      type: 'line',
      source: 'zones',
      filter: ['all', ['==', ['geometry-type'], 'Polygon'], kindIs(...kinds)],
      layout: { 'line-join': 'round', 'line-cap': dashes ? 'butt' : 'round' },
      paint: { 'line-color': color, 'line-width': width, ...(dashes ? { 'line-dasharray': dashes } : {}) },
    });
  return [
    layer('zones', {
      id: 'zone-no-go-hatch',
      type: 'fill',
      source: 'zones',
      filter: ['all', ['==', ['geometry-type'], 'Polygon'], kindIs('no_go')],
      paint: { 'fill-pattern': 'hatch', 'fill-opacity': 0.8 },
    }),
    outline('zone-harbour', ['harbour'], CHART.contour, 1, [8, 4]),
    outline('zone-fairway', ['fairway'], CHART.zone, 1.2, [6, 4]),
    outline('zone-speed', ['speed_limit'], CHART.zone, 0.9, [2, 3]),
    outline('zone-anchorage', ['anchorage', 'berth'], CHART.zone, 1.2, [1, 2.5]),
    outline('zone-no-go', ['no_go'], CHART.noGo, 1.2, [4, 2]),
    layer('zones', {
      id: 'zone-names',
      type: 'symbol',
      source: 'zones',
      minzoom: 10.2,
      filter: ['==', ['geometry-type'], 'Point'],
      layout: { ...labelled(12), 'text-field': nameIn(language), 'text-max-width': 9 },
      paint: { 'text-color': CHART.text2, ...halo() },
    }),
  ];
}

const overlayLayers = (): ChartLayer[] => [
  layer('graticule', {
    id: 'graticule-names',
    type: 'symbol',
    source: 'graticule',
    filter: ['==', ['geometry-type'], 'Point'],
    layout: {
      ...labelled(11),
      'text-field': ['get', 'text'],
      'text-anchor': ['get', 'anchor'],
      'text-padding': 0,
    },
    paint: { 'text-color': CHART.text3, ...halo() },
  }),
  ...evidenceLines(),
  layer('vessels', {
    id: 'names',
    type: 'symbol',
    source: 'names',
    layout: {
      ...labelled(['case', ['get', 'leading'], 13, 12]),
      'text-field': [
        'format',
        ['get', 'name'],
        { 'font-scale': 1 },
        ['get', 'facts'],
        { 'font-scale': 0.92, 'text-color': CHART.text2 },
      ],
      'text-variable-anchor': ['left', 'right', 'bottom', 'top'],
      'text-radial-offset': 1.3,
      'text-justify': 'auto',
      'symbol-sort-key': ['case', ['get', 'leading'], 0, 1],
    },
    paint: {
      'text-color': ['case', ['get', 'leading'], CHART.text, ['get', 'silent'], CHART.text3, CHART.text2],
      ...halo(1.6),
    },
  }),
  ...evidenceNames(),
];

/** Takes the room under the panels, so that no label is put there; labels are placed from the last layer to the first. */
const blockers = (): ChartLayer =>
  layer('labels', {
    id: 'blockers',
    type: 'symbol',
    source: 'blockers',
    layout: { 'icon-image': 'blocker', 'icon-padding': 0, 'icon-allow-overlap': true },
  });

/** Drawn from the first to the last. */
export const chartLayers = (language: Language, baseMaps: readonly BaseMap[]): readonly ChartLayer[] => [
  ...baseMapLayers(baseMaps),
  ...groundLayers(),
  graticuleLines(),
  ...landLayers(),
  crowdedSand(),
  ...roadLayers(),
  ...buildingLayers(),
  slowRoads(),
  ...rainLayers(),
  ...worksLayers(),
  ...evidenceAreas(),
  ...cityLabels(language),
  ...zoneLayers(language),
  ...undergroundMarks(language),
  cameraMarks(),
  ...instrumentLayers(),
  ...overlayLayers(),
  blockers(),
];

/** The whole look of the chart from our own data: no tile, glyph or sprite server. */
export const baseStyle = (language: Language, baseMaps: readonly BaseMap[]): StyleSpecification => ({
  version: 8,
  'font-faces': fontFaces(),
  sources: {
    ...baseMapSources(baseMaps),
    ...Object.fromEntries([...SOURCES, ...CITY_SOURCES].map((id) => [id, emptySource()])),
  },
  layers: [
    { id: 'sea', type: 'background', paint: { 'background-color': CHART.sea } },
    ...chartLayers(language, baseMaps),
  ],
});
