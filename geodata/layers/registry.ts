import type { LayerDescriptor } from './layer.ts';

/** Top of the list first; drawn from the bottom up. */
export const LAYERS = [
  {
    id: 'alerts',
    name: { zh: '警报与事件', en: 'Alerts and incidents' },
    group: 'attention',
    kind: 'alerts',
    visibleByDefault: true,
  },
  {
    id: 'reports',
    name: { zh: '市民报告', en: 'Citizen reports' },
    group: 'attention',
    kind: 'reports',
    visibleByDefault: true,
  },
  {
    id: 'vessels',
    name: { zh: '船舶与航迹', en: 'Vessels and wakes' },
    group: 'moving',
    kind: 'positions',
    visibleByDefault: true,
  },
  {
    id: 'vehicles',
    name: { zh: '车辆', en: 'Vehicles' },
    group: 'moving',
    kind: 'positions',
    visibleByDefault: true,
  },
  {
    id: 'weather',
    name: { zh: '天气（雨、风）', en: 'Weather: rain, wind' },
    group: 'watched',
    kind: 'readings',
    visibleByDefault: true,
  },
  {
    id: 'instruments',
    name: { zh: '监测仪器', en: 'Instruments' },
    group: 'watched',
    kind: 'readings',
    visibleByDefault: true,
  },
  {
    id: 'traffic',
    name: { zh: '道路拥堵', en: 'Slow traffic' },
    group: 'watched',
    kind: 'readings',
    visibleByDefault: true,
  },
  {
    id: 'beaches',
    name: { zh: '沙滩人群', en: 'Beaches and people' },
    group: 'watched',
    kind: 'readings',
    visibleByDefault: true,
  },
  {
    id: 'works',
    name: { zh: '地下工程', en: 'Underground works' },
    group: 'watched',
    kind: 'chart',
    visibleByDefault: true,
  },
  {
    id: 'cameras',
    name: { zh: '摄像机视域', en: 'Camera views' },
    group: 'watched',
    kind: 'chart',
    visibleByDefault: false,
  },
  {
    id: 'zones',
    name: { zh: '限速与禁入区', en: 'Speed and no-go zones' },
    group: 'watched',
    kind: 'zones',
    visibleByDefault: true,
  },
  {
    id: 'labels',
    name: { zh: '地名与水深', en: 'Names and soundings' },
    group: 'base',
    kind: 'chart',
    visibleByDefault: true,
  },
  {
    id: 'roads',
    name: { zh: '道路', en: 'Roads' },
    group: 'base',
    kind: 'chart',
    visibleByDefault: true,
  },
  {
    id: 'buildings',
    name: { zh: '建筑', en: 'Buildings' },
    group: 'base',
    kind: 'chart',
    visibleByDefault: true,
  },
  {
    id: 'relief',
    name: { zh: '地形', en: 'Relief' },
    group: 'base',
    kind: 'chart',
    visibleByDefault: true,
  },
  {
    id: 'depth',
    name: { zh: '水深', en: 'Depth tints' },
    group: 'base',
    kind: 'chart',
    visibleByDefault: true,
  },
  {
    id: 'coast',
    name: { zh: '陆地与码头', en: 'Land and quays' },
    group: 'base',
    kind: 'chart',
    visibleByDefault: true,
  },
  {
    id: 'districts',
    name: { zh: '行政区划', en: 'Districts' },
    group: 'base',
    kind: 'chart',
    visibleByDefault: true,
  },
  {
    id: 'graticule',
    name: { zh: '经纬网', en: 'Graticule' },
    group: 'base',
    kind: 'chart',
    visibleByDefault: true,
  },
  {
    id: 'baseMaps',
    name: { zh: '导入底图', en: 'Imported base maps' },
    group: 'base',
    kind: 'chart',
    visibleByDefault: true,
  },
] as const satisfies readonly LayerDescriptor[];

export type LayerId = (typeof LAYERS)[number]['id'];

/** Switched off until somebody asks for them. */
export const HIDDEN_BY_DEFAULT: readonly LayerId[] = LAYERS.filter(({ visibleByDefault }) => !visibleByDefault).map(
  ({ id }) => id,
);
