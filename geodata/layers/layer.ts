import type { Bilingual } from '../model/text.ts';

export const LAYER_GROUPS = ['attention', 'moving', 'watched', 'base'] as const;
type LayerGroup = (typeof LAYER_GROUPS)[number];
/** How a layer gets its picture: fixed geometry of the city, zones in force, positions or readings pushed live, what people tell, or the alert queue. */
type LayerKind = 'chart' | 'zones' | 'positions' | 'readings' | 'reports' | 'alerts';

/** The light half of a map layer: what a list of layers shows. How it is drawn is the frontend's business. */
export interface LayerDescriptor {
  readonly id: string;
  readonly name: Bilingual;
  readonly group: LayerGroup;
  readonly kind: LayerKind;
  readonly visibleByDefault: boolean;
}
