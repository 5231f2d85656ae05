import type { Family } from '../../../geodata/model/family.ts';
import type { DriftRuleInput } from './parameters.ts';

/**
 * What instruments of one city see alike. The tolerances are ours: some ten times the measurement uncertainty that WMO-No. 8 (Guide to Instruments and Methods of Observation, volume I annex 1.A) calls
 * achievable, because sun, sea breeze and shelter move two good stations apart as well. Rain is not among them: one cell wets one gauge and not the next. Nor are levels of channels, which have
 * each their own water.
 */
export const STANDARD_DRIFT_RULES: Readonly<Record<Family, readonly DriftRuleInput[]>> = {
  city: [
    {
      datastream: 'temperature',
      thingKind: 'temperature',
      openAirOnly: true,
      compare: 'difference',
      tolerance: 2.5,
      source: 'Ours; WMO-No. 8 vol. I annex 1.A: 0.2 K achievable',
    },
    {
      datastream: 'wind_speed',
      thingKind: 'anemometer',
      compare: 'ratio',
      leastMean: 2,
      tolerance: 60,
      source:
        'Ours: shelter changes with the direction by half; WMO-No. 8 vol. I annex 1.A: 0.5 m/s or 10 % achievable',
    },
  ],
  underground: [],
  beach: [],
  vessel: [
    {
      datastream: 'wave_height',
      thingKind: 'wave_buoy',
      compare: 'ratio',
      leastMean: 0.3,
      tolerance: 60,
      source: 'Ours: shelter changes with the direction by half',
    },
    {
      datastream: 'level',
      thingKind: 'tide_gauge',
      compare: 'difference',
      tolerance: 0.15,
      source: 'Ours: surges of two bays differ by a decimetre; WMO-No. 8 and IOC Manual 14: 1 cm achievable',
    },
  ],
};
