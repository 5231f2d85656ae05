import { controlDescriptor } from '../control-values/control-descriptor.ts';

/** A surface or building point settles or heaves faster in a day than its control value. */
export const settlementRateDescriptor = controlDescriptor(
  'settlement_rate',
  { zh: '沉降速率', en: 'Settlement rate' },
  { kinds: ['settlement_point'], by: 'rate' },
);
