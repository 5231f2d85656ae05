import type { DetectorDescriptor } from './detector.ts';
import { aisSilenceDescriptor } from './rules/ais-silence/descriptor.ts';
import { anchorDragDescriptor } from './rules/anchor-drag/descriptor.ts';
import { closeQuartersDescriptor } from './rules/close-quarters/descriptor.ts';
import { loiteringDescriptor } from './rules/loitering/descriptor.ts';
import { missingDescriptors } from './rules/missing/descriptors.ts';
import { nightSailingDescriptor } from './rules/night-sailing/descriptor.ts';
import { overspeedDescriptor } from './rules/overspeed/descriptor.ts';
import { restrictedAreaDescriptor } from './rules/restricted-area/descriptor.ts';
import { staleDescriptors } from './rules/stale/descriptors.ts';
import { thresholdDescriptors } from './rules/threshold/descriptors.ts';
import { truckViolationDescriptor } from './rules/truck-violation/descriptor.ts';

/** Every detector there is; one line each, or one per family for those that watch readings of any kind. */
export const DETECTORS: readonly DetectorDescriptor[] = [
  overspeedDescriptor,
  restrictedAreaDescriptor,
  nightSailingDescriptor,
  aisSilenceDescriptor,
  loiteringDescriptor,
  anchorDragDescriptor,
  closeQuartersDescriptor,
  ...thresholdDescriptors,
  ...missingDescriptors,
  ...staleDescriptors,
  truckViolationDescriptor,
];
