import type { DetectorDescriptor } from './detector.ts';
import { anomalyDescriptors } from './risk/anomaly/descriptors.ts';
import { complaintHotspotDescriptor } from './risk/complaint-hotspot/descriptor.ts';
import { floodingDescriptor } from './risk/flooding/descriptor.ts';
import { forecastDescriptor } from './risk/forecast/descriptor.ts';
import { gasLeakDescriptor } from './risk/gas-leak/descriptor.ts';
import { karstDescriptor } from './risk/karst/descriptor.ts';
import { landslideDescriptor } from './risk/landslide/descriptor.ts';
import { aisSilenceDescriptor } from './rules/ais-silence/descriptor.ts';
import { anchorDragDescriptor } from './rules/anchor-drag/descriptor.ts';
import { axialForceDescriptor } from './rules/axial-force/descriptor.ts';
import { beachDescriptors } from './rules/beach-watch/descriptors.ts';
import { closeQuartersDescriptor } from './rules/close-quarters/descriptor.ts';
import { convergenceDescriptor } from './rules/convergence/descriptor.ts';
import { crowdingDescriptor } from './rules/crowding/descriptor.ts';
import { driftDescriptors } from './rules/drift/descriptors.ts';
import { fireDescriptor } from './rules/fire/descriptor.ts';
import { groundwaterDescriptor } from './rules/groundwater/descriptor.ts';
import { intrusionDescriptor } from './rules/intrusion/descriptor.ts';
import { loiteringDescriptor } from './rules/loitering/descriptor.ts';
import { missingDescriptors } from './rules/missing/descriptors.ts';
import { nightSailingDescriptor } from './rules/night-sailing/descriptor.ts';
import { overStaffingDescriptor } from './rules/over-staffing/descriptor.ts';
import { overspeedDescriptor } from './rules/overspeed/descriptor.ts';
import { rateDescriptors } from './rules/rate/descriptors.ts';
import { restrictedAreaDescriptor } from './rules/restricted-area/descriptor.ts';
import { settlementDescriptor } from './rules/settlement/descriptor.ts';
import { settlementRateDescriptor } from './rules/settlement-rate/descriptor.ts';
import { smokeDescriptor } from './rules/smoke/descriptor.ts';
import { staleDescriptors } from './rules/stale/descriptors.ts';
import { stuckDescriptors } from './rules/stuck/descriptors.ts';
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
  floodingDescriptor,
  forecastDescriptor,
  landslideDescriptor,
  ...thresholdDescriptors,
  ...missingDescriptors,
  ...staleDescriptors,
  ...rateDescriptors,
  ...stuckDescriptors,
  ...driftDescriptors,
  ...anomalyDescriptors,
  truckViolationDescriptor,
  complaintHotspotDescriptor,
  ...beachDescriptors,
  settlementDescriptor,
  settlementRateDescriptor,
  convergenceDescriptor,
  groundwaterDescriptor,
  axialForceDescriptor,
  karstDescriptor,
  gasLeakDescriptor,
  fireDescriptor,
  smokeDescriptor,
  crowdingDescriptor,
  overStaffingDescriptor,
  intrusionDescriptor,
];
