import type { DetectorDescriptor } from '../../detector.ts';
import { beachClosedWaterDescriptor } from '../beach-closed-water/descriptor.ts';
import { beachCrowdingDescriptor } from '../beach-crowding/descriptor.ts';
import { beachFireDescriptor } from '../beach-fire/descriptor.ts';
import { beachNightPresenceDescriptor } from '../beach-night-presence/descriptor.ts';
import { beachStrandingDescriptor } from '../beach-stranding/descriptor.ts';
import { beachTentDescriptor } from '../beach-tent/descriptor.ts';

/** Everything that is watched for on beaches. */
export const beachDescriptors: readonly DetectorDescriptor[] = [
  beachCrowdingDescriptor,
  beachClosedWaterDescriptor,
  beachNightPresenceDescriptor,
  beachStrandingDescriptor,
  beachTentDescriptor,
  beachFireDescriptor,
];
