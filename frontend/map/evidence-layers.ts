import { type ChartLayer, halo, kindIs, labelled, layer } from './chart-layer.ts';
import { CHART } from './palette.ts';

/** Vessels are drawn under this layer, so that names stay readable over hulls and wakes. */
export const ABOVE_VESSELS = 'evidence-points';
/** From here on the assets in harm's way have their names beside their numbers. Ours: a street block fills the map. */
const NAMES_FROM_ZOOM = 15.5;

/** Areas that an alert rests on: a catchment, a stretch of sand, how far a gas has gone. In the colour of selection: they are there because it is. */
export const evidenceAreas = (): ChartLayer[] => [
  layer('alerts', {
    id: 'evidence-area',
    type: 'fill',
    source: 'evidence',
    filter: kindIs('area'),
    paint: { 'fill-color': CHART.selection, 'fill-opacity': 0.1 },
  }),
  layer('alerts', {
    id: 'evidence-area-outline',
    type: 'line',
    source: 'evidence',
    filter: kindIs('area'),
    layout: { 'line-join': 'round' },
    paint: { 'line-color': CHART.selection, 'line-width': 1.2, 'line-dasharray': [4, 2.5] },
  }),
  layer('alerts', {
    id: 'evidence-shape-line',
    type: 'line',
    source: 'evidence',
    filter: kindIs('shape'),
    layout: { 'line-join': 'round', 'line-cap': 'round' },
    paint: { 'line-color': CHART.selection, 'line-width': 2.2 },
  }),
];

/** Where subjects were, what was measured between them and what is foreseen, and the points that the rule worked with. */
export const evidenceLines = (): ChartLayer[] => [
  layer('alerts', {
    id: 'evidence-track',
    type: 'line',
    source: 'evidence',
    filter: kindIs('track'),
    layout: { 'line-join': 'round' },
    paint: { 'line-color': CHART.text2, 'line-width': 1.4, 'line-opacity': 0.8 },
  }),
  layer('alerts', {
    id: 'evidence-measured',
    type: 'line',
    source: 'evidence',
    filter: kindIs('measured', 'closest'),
    paint: { 'line-color': CHART.text, 'line-width': 1.4 },
  }),
  layer('alerts', {
    id: 'evidence-forecast',
    type: 'line',
    source: 'evidence',
    filter: kindIs('forecast'),
    paint: { 'line-color': CHART.text, 'line-width': 1.4, 'line-dasharray': [1.5, 2.5] },
  }),
  layer('alerts', {
    id: ABOVE_VESSELS,
    type: 'circle',
    source: 'evidence',
    filter: kindIs('point', 'said'),
    paint: {
      'circle-radius': 3.5,
      'circle-color': CHART.halo,
      'circle-stroke-color': ['case', kindIs('said'), CHART.text2, CHART.text],
      'circle-stroke-width': 1.4,
    },
  }),
  layer('alerts', {
    id: 'evidence-exposed',
    type: 'circle',
    source: 'evidence',
    filter: kindIs('exposed'),
    paint: {
      'circle-radius': 8,
      'circle-color': CHART.halo,
      'circle-stroke-color': CHART.text2,
      'circle-stroke-width': 1,
    },
  }),
];

/** Names of points, and numbers of what is in harm's way, the same as in the inspector's list. */
export const evidenceNames = (): ChartLayer[] => [
  layer('alerts', {
    id: 'evidence-names',
    type: 'symbol',
    source: 'evidence',
    filter: ['has', 'text'],
    layout: {
      ...labelled(12),
      'text-field': ['get', 'text'],
      'text-variable-anchor': ['left', 'right', 'bottom', 'top'],
      'text-radial-offset': 0.8,
    },
    paint: { 'text-color': CHART.text, ...halo(1.6) },
  }),
  layer('alerts', {
    id: 'evidence-exposed-names',
    type: 'symbol',
    source: 'evidence',
    minzoom: NAMES_FROM_ZOOM,
    filter: kindIs('exposed'),
    layout: {
      ...labelled(11),
      'text-field': ['get', 'name'],
      'text-anchor': 'left',
      'text-offset': [1, 0],
      'text-max-width': 12,
    },
    paint: { 'text-color': CHART.text2, ...halo(1.6) },
  }),
  layer('alerts', {
    id: 'evidence-exposed-numbers',
    type: 'symbol',
    source: 'evidence',
    filter: kindIs('exposed'),
    layout: {
      ...labelled(10),
      'text-field': ['get', 'number'],
      'text-padding': 0,
      'text-allow-overlap': true,
    },
    paint: { 'text-color': CHART.text },
  }),
];
