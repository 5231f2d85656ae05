import type { DetectorDescriptor } from '../../detector.ts';
import { anchorDrag } from './anchor-drag.ts';
import { type AnchorDragParameters, anchorDragParameters, RULE } from './parameters.ts';

/** 走锚: a vessel at anchor leaves its swing circle. */
export const anchorDragDescriptor: DetectorDescriptor<AnchorDragParameters> = {
  ...RULE,
  name: { zh: '走锚', en: 'Dragging anchor' },
  inputs: { messages: ['position'], thingKinds: ['vessel'] },
  parameters: anchorDragParameters,
  create: anchorDrag,
};
