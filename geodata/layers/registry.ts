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
  { id: 'vessels', name: { zh: '船舶', en: 'Vessels' }, group: 'moving', kind: 'positions', visibleByDefault: true },
  { id: 'wakes', name: { zh: '航迹', en: 'Wakes' }, group: 'moving', kind: 'positions', visibleByDefault: true },
  {
    id: 'zones',
    name: { zh: '限速与禁入区', en: 'Speed and no-go zones' },
    group: 'rules',
    kind: 'zones',
    visibleByDefault: true,
  },
  { id: 'beaches', name: { zh: '沙滩', en: 'Beaches' }, group: 'rules', kind: 'chart', visibleByDefault: true },
  {
    id: 'works',
    name: { zh: '地下工程', en: 'Underground works' },
    group: 'rules',
    kind: 'chart',
    visibleByDefault: true,
  },
  {
    id: 'cameras',
    name: { zh: '摄像机视域', en: 'Camera views' },
    group: 'rules',
    kind: 'chart',
    visibleByDefault: false,
  },
  { id: 'districts', name: { zh: '行政区划', en: 'Districts' }, group: 'base', kind: 'chart', visibleByDefault: true },
  {
    id: 'labels',
    name: { zh: '地名与水深', en: 'Names and soundings' },
    group: 'base',
    kind: 'chart',
    visibleByDefault: true,
  },
  { id: 'graticule', name: { zh: '经纬网', en: 'Graticule' }, group: 'base', kind: 'chart', visibleByDefault: true },
  {
    id: 'coast',
    name: { zh: '陆地与码头', en: 'Land and quays' },
    group: 'base',
    kind: 'chart',
    visibleByDefault: true,
  },
  { id: 'roads', name: { zh: '道路', en: 'Roads' }, group: 'base', kind: 'chart', visibleByDefault: true },
  { id: 'buildings', name: { zh: '建筑', en: 'Buildings' }, group: 'base', kind: 'chart', visibleByDefault: true },
  { id: 'relief', name: { zh: '地形', en: 'Relief' }, group: 'base', kind: 'chart', visibleByDefault: true },
  { id: 'depth', name: { zh: '水深', en: 'Depth tints' }, group: 'base', kind: 'chart', visibleByDefault: true },
] as const satisfies readonly LayerDescriptor[];

export type LayerId = (typeof LAYERS)[number]['id'];
