import { controlDescriptor } from '../control-values/control-descriptor.ts';

/** A surface or building point has settled or heaved beyond its cumulative control value. */
export const settlementDescriptor = controlDescriptor(
  'settlement',
  { zh: '累计沉降', en: 'Cumulative settlement' },
  { kinds: ['settlement_point'], by: 'cumulative' },
);
