import type { DetectorDescriptor } from '../../detector.ts';
import { nightSailing } from './night-sailing.ts';
import { type NightSailingParameters, nightSailingParameters, RULE } from './parameters.ts';

/** 夜航: leisure craft under way between civil dusk and dawn at the place. */
export const nightSailingDescriptor: DetectorDescriptor<NightSailingParameters> = {
  ...RULE,
  name: { zh: '休闲船艇夜航', en: 'Night sailing of leisure craft' },
  inputs: { messages: ['position'], thingKinds: ['vessel'] },
  parameters: nightSailingParameters,
  create: nightSailing,
};
