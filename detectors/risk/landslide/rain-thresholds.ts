import type { Bilingual } from '../../../geodata/model/text.ts';
import { shown } from '../../rules/wording/sentence.ts';
import type { RainRecord } from '../rain/rain-record.ts';

/** So much rain within so many hours. */
interface AccumulationThreshold {
  readonly kind: 'accumulation';
  readonly hours: number;
  readonly mm: number;
  readonly source: string;
}

/** Recent rain against the rain of the time before it: P_recent > intercept + slope · P_antecedent, millimetres. */
interface AntecedentThreshold {
  readonly kind: 'antecedent';
  readonly recentH: number;
  /** Before the recent hours. */
  readonly antecedentH: number;
  readonly interceptMm: number;
  readonly slope: number;
  readonly source: string;
}

/** Mean intensity of a storm so far against its duration: I > a · D^b, mm/h and hours. */
interface IntensityDurationThreshold {
  readonly kind: 'intensity_duration';
  readonly coefficientMmPerH: number;
  readonly exponent: number;
  /** It holds for storms that have lasted between, hours. */
  readonly fromH: number;
  readonly toH: number;
  readonly source: string;
}

export type RainThreshold = AccumulationThreshold | AntecedentThreshold | IntensityDurationThreshold;

/** Where a gauge stands against one threshold. */
export interface Standing {
  readonly value: number;
  readonly limit: number;
  /** value / limit: from 1 on slopes may fail. At most {@link MOST_STRAIN}. */
  readonly strain: number;
}

const MM_PER_INCH = 25.4;
const HOUR_MS = 3_600_000;
/** Where the ground is so wet that the limit is nothing, any rain passes it; a number is needed all the same. Ours. */
const MOST_STRAIN = 3;
/** A record counts as whole when no more than this is missing at its beginning: one reading of an hourly gauge. Ours. */
const MISSING_MS = HOUR_MS;

/**
 * Hong Kong, whose granite slopes and rain are South China's: most landslides come beyond 70 mm within an hour or 175 mm within a day (Brand, Premchitt and Phillipson 1984, "Relationship between rainfall
 * and landslides in Hong Kong", 4th Int. Symp. Landslides, Toronto). From memory: a city's own geological office sets its own.
 */
export const SOUTH_CHINA: readonly RainThreshold[] = [
  { kind: 'accumulation', hours: 1, mm: 70, source: 'Brand, Premchitt and Phillipson 1984 (Hong Kong): 70 mm in 1 h' },
  {
    kind: 'accumulation',
    hours: 24,
    mm: 175,
    source: 'Brand, Premchitt and Phillipson 1984 (Hong Kong): 175 mm in 24 h',
  },
];

/**
 * Seattle: 3 days against the 15 before, P3 = 3.5 − 0.67 · P15, inches (Chleborad, Baum and Godt 2006, USGS Open-File Report 2006-1064), and storms of I = 3.257 · D^−1.13, inches an hour and hours
 * (Baum, Godt, Harp and others; Chleborad, Baum and Godt 2008, after Godt, Baum and Chleborad 2006, Earth Surf. Process. Landforms 31).
 */
export const SEATTLE: readonly RainThreshold[] = [
  {
    kind: 'antecedent',
    recentH: 72,
    antecedentH: 360,
    interceptMm: 3.5 * MM_PER_INCH,
    slope: -0.67,
    source: 'Chleborad, Baum and Godt 2006, USGS OFR 2006-1064: P3 = 3.5 − 0.67 P15 (in)',
  },
  {
    kind: 'intensity_duration',
    coefficientMmPerH: 3.257 * MM_PER_INCH,
    exponent: -1.13,
    fromH: 0,
    toH: 60,
    source: 'Godt, Baum and Chleborad 2006: I = 3.257 D^-1.13 (in/h, h)',
  },
];

/** So far back a threshold looks, hours. */
export const reachH = (threshold: RainThreshold): number => {
  if (threshold.kind === 'accumulation') return threshold.hours;
  return threshold.kind === 'antecedent' ? threshold.recentH + threshold.antecedentH : threshold.toH;
};

/** Where a gauge stands at `time`; `undefined` when its record is too short or the threshold does not speak of such a storm. */
export function standingAt(threshold: RainThreshold, rain: RainRecord, time: number): Standing | undefined {
  switch (threshold.kind) {
    case 'accumulation':
      return against(rain.between(time - threshold.hours * HOUR_MS, time), threshold.mm);
    case 'antecedent': {
      const recentFrom = time - threshold.recentH * HOUR_MS;
      const from = recentFrom - threshold.antecedentH * HOUR_MS;
      if (rain.firstAt === undefined || rain.firstAt > from + MISSING_MS) return undefined;
      const limit = threshold.interceptMm + threshold.slope * rain.between(from, recentFrom);
      return against(rain.between(recentFrom, time), Math.max(0, limit));
    }
    case 'intensity_duration':
      return ofStorm(threshold, rain, time);
  }
}

/** A storm's duration ends with its last rain; its mean intensity goes on falling after that. */
function ofStorm(
  { coefficientMmPerH, exponent, fromH, toH }: IntensityDurationThreshold,
  { storm }: RainRecord,
  time: number,
): Standing | undefined {
  if (!storm) return undefined;
  const durationH = (storm.wetAt - storm.begunAt) / HOUR_MS;
  if (durationH <= 0 || durationH < fromH || durationH > toH) return undefined;
  return against(storm.mm / ((time - storm.begunAt) / HOUR_MS), coefficientMmPerH * durationH ** exponent);
}

function against(value: number, limit: number): Standing {
  const strain = limit > 0 ? Math.min(MOST_STRAIN, value / limit) : value > 0 ? MOST_STRAIN : 0;
  return { value, limit, strain };
}

export const unitOf = ({ kind }: RainThreshold): string => (kind === 'intensity_duration' ? 'mm/h' : 'mm');

export function nameOf(threshold: RainThreshold): Bilingual {
  switch (threshold.kind) {
    case 'accumulation': {
      const hours = shown(threshold.hours);
      return { zh: `近 ${hours} 小时雨量`, en: `rain of the last ${hours} h` };
    }
    case 'antecedent': {
      const [recent, before] = [shown(threshold.recentH), shown(threshold.antecedentH)];
      return {
        zh: `近 ${recent} 小时雨量（计前期 ${before} 小时雨量）`,
        en: `rain of the last ${recent} h, given the ${before} h before`,
      };
    }
    case 'intensity_duration':
      return { zh: '本场降雨平均雨强', en: 'mean intensity of this storm' };
  }
}
