import { controlDescriptor } from '../control-values/control-descriptor.ts';

/** A strut carries more than its control value. */
export const axialForceDescriptor = controlDescriptor(
  'axial_force',
  { zh: '支撑轴力', en: 'Strut axial force' },
  { kinds: ['axial_force'], by: 'either' },
);
