import type { ExpressionSpecification } from 'maplibre-gl';
import type { Language } from '../../clock/city-time.ts';
import { type ChartLayer, halo, kindIs, labelled, layer, nameIn } from '../chart-layer.ts';
import { CHART } from '../palette.ts';

const zoomed = (...stops: number[]): ExpressionSpecification =>
  ['interpolate', ['exponential', 1.6], ['zoom'], ...stops] as unknown as ExpressionSpecification;

/** How fast traffic runs there, as a share of what is allowed; 1 where nobody measures. */
const FREE_FLOW: ExpressionSpecification = [
  '/',
  ['coalesce', ['feature-state', 'speedKmh'], ['get', 'speedKmh']],
  ['get', 'speedKmh'],
];

/** Brighter where traffic stands: over the streets, under everything that has a name. */
export const slowRoads = (): ChartLayer =>
  layer('traffic', {
    id: 'slow-roads',
    type: 'line',
    source: 'roads',
    filter: ['in', ['get', 'class'], ['literal', ['motorway', 'trunk', 'primary', 'secondary']]],
    layout: { 'line-join': 'round', 'line-cap': 'round' },
    paint: {
      'line-color': CHART.text,
      'line-width': zoomed(9, 0.8, 11, 1.6, 13, 2.4, 16, 8),
      'line-opacity': ['interpolate', ['linear'], FREE_FLOW, 0.15, 0.85, 0.5, 0.35, 0.7, 0],
    },
  });

/** Nested areas, each a little denser than the one around it. */
export const rainLayers = (): ChartLayer[] => [
  layer('weather', {
    id: 'rain-veil',
    type: 'fill',
    source: 'rain',
    paint: { 'fill-color': '#b9c8d4', 'fill-opacity': 0.035, 'fill-antialias': false },
  }),
  layer('weather', {
    id: 'rain-lines',
    type: 'fill',
    source: 'rain',
    filter: ['>', ['get', 'step'], 0],
    paint: { 'fill-pattern': 'rain-lines', 'fill-opacity': ['step', ['get', 'step'], 0.16, 2, 0.32] },
  }),
];

/** The more people, the lighter the sand. */
export const crowdedSand = (): ChartLayer =>
  layer('beaches', {
    id: 'crowded-sand',
    type: 'fill',
    source: 'beaches',
    filter: kindIs('sand'),
    paint: {
      'fill-color': '#e9dfc8',
      'fill-opacity': [
        'interpolate',
        ['linear'],
        ['coalesce', ['feature-state', 'share'], 0],
        0,
        0,
        0.1,
        0.25,
        0.6,
        0.6,
        1.2,
        0.85,
      ],
    },
  });

const RISK_STATUS: ExpressionSpecification = ['in', ['get', 'status'], ['literal', ['active', 'planned']]];

/** Shields that bore, and what could give way around them, by grade as an outline: the colour of a grade is kept for alerts. */
export const undergroundMarks = (language: Language): ChartLayer[] => [
  layer('works', {
    id: 'risk-sources',
    type: 'circle',
    source: 'works',
    minzoom: 12.6,
    filter: ['all', ['==', ['geometry-type'], 'Point'], RISK_STATUS],
    paint: {
      'circle-radius': ['match', ['get', 'grade'], 1, 7, 2, 6, 3, 5, 4],
      'circle-color': 'rgb(14 18 22 / 30%)',
      'circle-stroke-color': CHART.works,
      'circle-stroke-width': ['match', ['get', 'grade'], 1, 2.4, 2, 1.8, 1.1],
    },
  }),
  layer('works', {
    id: 'shield-marks',
    type: 'symbol',
    source: 'shields',
    minzoom: 11.4,
    filter: ['==', ['geometry-type'], 'Point'],
    layout: {
      ...labelled(11),
      'icon-image': 'shield',
      'icon-size': 0.8,
      'text-field': ['step', ['zoom'], '', 13, nameIn(language)],
      'text-optional': true,
      'text-anchor': 'left',
      'text-offset': [1.1, 0],
    },
    paint: { 'text-color': CHART.text2, ...halo() },
  }),
];

export const cameraMarks = (): ChartLayer =>
  layer('instruments', {
    id: 'camera-marks',
    type: 'symbol',
    source: 'cameras',
    minzoom: 13,
    filter: ['==', ['geometry-type'], 'Point'],
    layout: { 'icon-image': 'camera', 'icon-size': 0.8, 'icon-rotate': ['-', ['get', 'headingDeg'], 90] },
  });

/** Placed from the last to the first: what stands later keeps its room. */
export const instrumentLayers = (): ChartLayer[] => [
  layer('instruments', {
    id: 'instrument-marks',
    type: 'symbol',
    source: 'instruments',
    layout: {
      ...labelled(11.5),
      'icon-image': ['get', 'icon'],
      'icon-size': 0.82,
      'icon-padding': 3,
      'text-field': ['get', 'text'],
      'text-optional': true,
      'text-anchor': 'left',
      'text-offset': [0.95, 0],
      'symbol-sort-key': ['get', 'rank'],
    },
    paint: {
      'text-color': ['case', ['get', 'lead'], CHART.text, ['get', 'stale'], CHART.text3, CHART.text2],
      ...halo(1.5),
    },
  }),
  layer('beaches', {
    id: 'beach-people',
    type: 'symbol',
    source: 'people',
    minzoom: 10.2,
    // That nobody is on a beach is worth a word only from near.
    filter: ['step', ['zoom'], ['!', ['get', 'empty']], 13, true],
    layout: {
      ...labelled(12.5),
      'text-field': ['get', 'text'],
      // Marks of incidents stand above.
      'text-variable-anchor': ['top-left', 'top', 'left', 'bottom'],
      'text-radial-offset': 0.6,
      'text-allow-overlap': true,
    },
    paint: { 'text-color': ['case', ['get', 'empty'], CHART.text3, CHART.text], ...halo(1.6) },
  }),
];

/** What a pointer may ask about. */
export const POINTABLE = ['instrument-marks', 'camera-marks', 'shield-marks', 'risk-sources'] as const;
