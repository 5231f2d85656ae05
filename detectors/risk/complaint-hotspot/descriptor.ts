import type { DetectorDescriptor } from '../../detector.ts';
import { ComplaintHotspot } from './complaint-hotspot.ts';
import { type ComplaintHotspotParameters, complaintHotspotParameters, RULE } from './parameters.ts';

/** 多人同诉: more people complain of one matter around one place than chance would have. */
export const complaintHotspotDescriptor: DetectorDescriptor<ComplaintHotspotParameters> = {
  ...RULE,
  name: { zh: '多人同诉', en: 'Complaint hotspot' },
  inputs: { messages: ['report'] },
  parameters: complaintHotspotParameters,
  create: (parameters) => new ComplaintHotspot(parameters),
};
