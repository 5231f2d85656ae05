import { controlDescriptor } from '../control-values/control-descriptor.ts';

/** A ring or a wall deforms beyond a control value: a wall that bends is the convergence of its pit. */
export const convergenceDescriptor = controlDescriptor(
  'convergence',
  { zh: '收敛与墙体变形', en: 'Convergence' },
  { kinds: ['convergence', 'inclinometer'], by: 'either' },
);
