import type { Bilingual } from '../model/text.ts';

type LayerGroup = 'base' | 'rules' | 'moving' | 'attention';
/** How a layer gets its picture: fixed geometry of the city, zones in force, positions pushed live, or the alert queue. */
type LayerKind = 'chart' | 'zones' | 'positions' | 'alerts';

/** The light half of a map layer: what a list of layers shows. How it is drawn is the frontend's business. */
export interface LayerDescriptor {
  readonly id: string;
  readonly name: Bilingual;
  readonly group: LayerGroup;
  readonly kind: LayerKind;
  readonly visibleByDefault: boolean;
}
