import { useId } from 'react';
import { useWording } from '../../app/wording.ts';
import { clockTime, minuteTime } from '../../clock/city-time.ts';
import { type Scale, tickText, timeScale, valueScale } from './chart-scale.ts';
import styles from './trend-chart.module.css';

interface TrendPoint {
  readonly time: number;
  readonly value: number;
}

export interface TrendSeries {
  readonly name: string;
  readonly points: readonly TrendPoint[];
}

interface TrendChartProps {
  readonly name: string;
  readonly unit: string;
  readonly series: readonly TrendSeries[];
  readonly limit?: number | undefined;
  /** When the alert was raised, epoch ms. */
  readonly raisedAt?: number | undefined;
  readonly grade?: number;
  /** The axis reaches at least so far: noise around zero must not fill the picture. */
  readonly reach?: number;
  /** What stands at the right of the heading: rule and age. */
  readonly aside?: string;
}

const WIDTH = 400;
const HEIGHT = 168;
const LEFT = 38;
const RIGHT = 340;
const TOP = 14;
const BOTTOM = 142;

/** A thin line with its limit, the moment it was raised and the last value, each labelled where it is. Gaps stay gaps. */
export function TrendChart(props: TrendChartProps) {
  const { name, unit, series, limit, raisedAt, grade = 4, aside, reach } = props;
  const { t } = useWording();
  const titleId = useId();
  const points = series.flatMap(({ points: own }) => own);
  if (points.length === 0) return null;
  const times = [...points.map(({ time }) => time), ...(raisedAt === undefined ? [] : [raisedAt])];
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const x = timeScale(from, Math.max(to, from + 1000), LEFT, RIGHT, 4);
  const marks = [limit, reach].filter((value) => value !== undefined);
  const y = valueScale([...points.map(({ value }) => value), ...marks], BOTTOM, TOP);
  const timeText = to - from < 5 * 60_000 ? clockTime : minuteTime;
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        <b id={titleId}>{name}</b> <span>{unit}</span>
        <span className={styles.aside}>{aside}</span>
      </figcaption>
      <svg
        className={styles.chart}
        data-grade={grade}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={t('chart.label', { name, unit, limit: limit ?? '–' })}
      >
        <Grid x={x} y={y} timeText={timeText} />
        {raisedAt !== undefined && (
          <Raised
            at={Math.min(RIGHT, Math.max(LEFT, x.at(raisedAt)))}
            text={t('chart.raised', { time: timeText(raisedAt) })}
          />
        )}
        {limit !== undefined && (
          <g className={styles.limit}>
            <path d={`M${LEFT} ${y.at(limit)}H${RIGHT}`} />
            <text x={RIGHT + 6} y={y.at(limit)}>
              {t('chart.limit', { value: formatValue(limit) })}
            </text>
          </g>
        )}
        {series.map((one) => (
          <Line key={one.name} series={one} x={x} y={y} {...(limit === undefined ? {} : { avoidY: y.at(limit) })} />
        ))}
      </svg>
    </figure>
  );
}

/** Three significant places are what the eye compares. */
export const formatValue = (value: number): string =>
  Math.abs(value) >= 100 ? value.toFixed(0) : Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2);

function Grid({ x, y, timeText }: { x: Scale; y: Scale; timeText: (time: number) => string }) {
  return (
    <g className={styles.grid}>
      {y.ticks.map((tick) => (
        <g key={tick}>
          <path d={`M${LEFT} ${y.at(tick)}H${RIGHT}`} />
          <text x={LEFT - 8} y={y.at(tick)} className={styles.value}>
            {tickText(tick, y.ticks)}
          </text>
        </g>
      ))}
      {x.ticks.map((tick) => (
        <text key={tick} x={x.at(tick)} y={BOTTOM + 18} className={styles.time}>
          {timeText(tick)}
        </text>
      ))}
    </g>
  );
}

function Raised({ at, text }: { at: number; text: string }) {
  const left = at > (LEFT + RIGHT) / 2;
  return (
    <g className={styles.raised}>
      <rect x={at} y={TOP} width={Math.max(0, RIGHT - at)} height={BOTTOM - TOP} />
      <path d={`M${at} ${TOP}V${BOTTOM}`} />
      <text x={left ? at - 5 : at + 5} y={TOP + 6} textAnchor={left ? 'end' : 'start'}>
        {text}
      </text>
    </g>
  );
}

/** Ours: a step of more than five usual ones is a gap, and no line is drawn over it. */
const GAP_STEPS = 5;

function pathOf(points: readonly TrendPoint[], x: Scale, y: Scale): string {
  const steps = points.slice(1).map(({ time }, index) => time - points[index]!.time);
  const usual = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
  return points
    .map(({ time, value }, index) => {
      const joined = index > 0 && time - points[index - 1]!.time <= Math.max(usual * GAP_STEPS, 1);
      return `${joined ? 'L' : 'M'}${x.at(time).toFixed(1)} ${y.at(value).toFixed(1)}`;
    })
    .join('');
}

function Line({ series, x, y, avoidY }: { series: TrendSeries; x: Scale; y: Scale; avoidY?: number }) {
  const last = series.points.at(-1);
  if (!last) return null;
  const [lastX, lastY] = [x.at(last.time), y.at(last.value)];
  const labelY = avoidY !== undefined && Math.abs(lastY - avoidY) < 15 ? avoidY + (lastY <= avoidY ? -15 : 15) : lastY;
  return (
    <g className={styles.line}>
      <path d={pathOf(series.points, x, y)} />
      <circle cx={lastX} cy={lastY} r="3.2" />
      <text x={lastX + 8} y={labelY}>
        {formatValue(last.value)}
      </text>
    </g>
  );
}
