import { controlDescriptor } from '../control-values/control-descriptor.ts';

/** The groundwater, or its pressure, has changed beyond a control value. */
export const groundwaterDescriptor = controlDescriptor(
  'groundwater',
  { zh: '地下水位', en: 'Groundwater' },
  { kinds: ['groundwater', 'pore_pressure'], by: 'either' },
);
