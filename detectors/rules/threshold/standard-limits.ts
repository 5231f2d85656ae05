import type { Family } from '../../../geodata/model/family.ts';
import type { ThresholdRuleInput } from './parameters.ts';

/**
 * China Meteorological Administration, Order 16 (2007), 《气象灾害预警信号发布与传播办法》, annex "大风预警信号": blue, yellow, orange and red
 * from mean wind of Beaufort 6, 8, 10, 12 or gusts of one more; the speeds are the lower bounds of those forces (GB/T 28591-2012 table 1), m/s.
 */
const WIND_SOURCE = 'CMA Order 16 (2007), gale warning signals; GB/T 28591-2012';
const wind = (datastream: string, [blue, yellow, orange, red]: readonly [number, number, number, number]) =>
  ({
    datastream,
    thingKinds: ['anemometer'],
    source: WIND_SOURCE,
    // The signals are for wind that lasts, and a mean wind is taken over 10 min (WMO-No. 8): three readings, five minutes apart.
    need: 3,
    outOf: 3,
    clearNeed: 5,
    limits: [
      { grade: 4, raise: blue, clear: 0.9 * blue },
      { grade: 3, raise: yellow, clear: 0.9 * yellow },
      { grade: 2, raise: orange, clear: 0.9 * orange },
      { grade: 1, raise: red, clear: 0.9 * red },
    ],
  }) as const satisfies ThresholdRuleInput;

/**
 * Two readings in a row: a device with a loose contact alternates, and two of three would believe it. Ours.
 *
 * Limits that a standard sets for everybody. Whatever depends on the place (water levels, control values of a pit, capacities) has
 * no honest default and is configured.
 */
export const STANDARD_LIMITS: Readonly<Record<Family, readonly ThresholdRuleInput[]>> = {
  city: [
    {
      datastream: 'ch4',
      thingKinds: ['gas'],
      // Those that the city describes have the gas leak's rule, which knows the mains.
      outsideModel: true,
      source: 'GB/T 50493-2019 §5.5.2: first alarm at most 25 %LEL, second at most 50 %LEL; clearing limits ours',
      need: 2,
      outOf: 2,
      clearNeed: 3,
      limits: [
        { grade: 2, raise: 25, clear: 20 },
        { grade: 1, raise: 50, clear: 45 },
      ],
    },
    {
      datastream: 'temperature',
      thingKinds: ['temperature'],
      source:
        'Ours: beyond 70 °C any lithium cell, solvent or cold store is in trouble; 65 °C is the pre-alarm of a process that warms up. No weather comes near either.',
      need: 2,
      outOf: 2,
      clearNeed: 2,
      limits: [
        { grade: 3, raise: 65, clear: 62 },
        { grade: 2, raise: 70, clear: 67 },
      ],
    },
    wind('wind_speed', [10.8, 17.2, 24.5, 32.7]),
    wind('gust', [13.9, 20.8, 28.5, 37]),
  ],
  underground: [],
  beach: [],
  vessel: [],
};
