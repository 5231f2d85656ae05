import { useWording } from '../../app/wording.ts';
import { minuteTime } from '../../clock/city-time.ts';
import { formatValue, type Scale, TREND_FRAME } from './chart-scale.ts';
import styles from './trend-chart.module.css';
import type { TrendForecast, TrendLimit } from './trend-series.ts';

const { left: LEFT, right: RIGHT, top: TOP, bottom: BOTTOM } = TREND_FRAME;

/** Ours: a limit further away than this share of what the values span is told in the key, and does not squeeze them. */
const FAR_SHARE = 1.2;
/** Ours: what one line of 12 px text takes. */
const TEXT_PX = 13;

/** The limits that belong into the picture: the breached one, those that the values come near, and the next one beyond. */
export function shownLimits(limits: readonly TrendLimit[], values: readonly number[]): readonly TrendLimit[] {
  const breached = limits.filter((limit) => limit.breached).map(({ value }) => value);
  const [low, high] = [Math.min(...values, ...breached, 0), Math.max(...values, ...breached, 0)];
  const span = Math.max(high - low, 1e-9) * FAR_SHARE;
  return limits.filter(({ value }) => value >= low - span / 2 && value <= high + span / 2);
}

/** Dashed lines in the colours of their grades; labels make room for each other. */
export function Limits(props: { limits: readonly TrendLimit[]; y: Scale; text: (limit: TrendLimit) => string }) {
  const { y } = props;
  let lowest = TOP - TEXT_PX;
  return props.limits
    .toSorted((a, b) => y.at(a.value) - y.at(b.value))
    .map((limit) => {
      const at = y.at(limit.value);
      lowest = Math.max(at, lowest + TEXT_PX);
      return (
        <g
          key={limit.value}
          className={styles.limit}
          data-grade={limit.grade}
          data-breached={limit.breached || undefined}
        >
          <path d={`M${LEFT} ${at}H${RIGHT}`} />
          <text x={RIGHT + 6} y={lowest}>
            {props.text(limit)}
          </text>
        </g>
      );
    });
}

/** What the numerals stand for, mildest first. */
export function LimitKey({ limits, unit }: { limits: readonly TrendLimit[]; unit: string }) {
  return (
    <ul className={styles.key}>
      {limits
        .filter(({ label }) => label !== '')
        .map(({ value, label, grade }) => (
          <li key={value} data-grade={grade}>
            <i /> {label} {formatValue(value)} {unit}
          </li>
        ))}
    </ul>
  );
}

/** The band within which it is foreseen with the stated coverage, its median, and where that meets the limit. */
export function ForecastBand({ forecast, x, y }: { forecast: TrendForecast; x: Scale; y: Scale }) {
  const { points, crossesAt } = forecast;
  const along = (pick: 'low' | 'high' | 'median') =>
    points.map((point) => `${x.at(point.time).toFixed(1)} ${y.at(point[pick]).toFixed(1)}`);
  const last = points.at(-1)!.time;
  return (
    <g className={styles.forecast}>
      <path className={styles.band} d={`M${along('high').join('L')}L${along('low').toReversed().join('L')}Z`} />
      <path d={`M${along('median').join('L')}`} />
      {crossesAt !== undefined && crossesAt <= last && crossesAt >= points[0]!.time && (
        <path className={styles.crossing} d={`M${x.at(crossesAt)} ${TOP}V${BOTTOM}`} />
      )}
    </g>
  );
}

interface ForecastKeyProps {
  readonly forecast: TrendForecast;
  /** Time of the last reading. */
  readonly last: number;
}

/** When it will meet the limit and how likely, in words: the picture alone cannot say it. */
export function ForecastKey({ forecast: { crossesAt, probability, coverage }, last }: ForecastKeyProps) {
  const { t } = useWording();
  const told = [
    crossesAt !== undefined &&
      t(crossesAt > last ? 'evidence.crosses' : 'evidence.crossed', { time: minuteTime(crossesAt) }),
    probability !== undefined && t('evidence.probability', { n: Math.round(probability * 100) }),
    t('evidence.band', { n: Math.round(coverage * 100) }),
  ].filter(Boolean);
  return (
    <p className={styles.foreseen}>
      <i /> {t('chart.forecast')} · {told.join(' · ')}
    </p>
  );
}
