import { useId } from 'react';
import { useWording } from '../../app/wording.ts';
import { clockTime, minuteTime } from '../../clock/city-time.ts';
import { type Grade, NUMERALS } from '../../ui/grade-shapes.ts';
import { formatValue, type Scale, TREND_FRAME, tickText, timeScale, valueScale } from './chart-scale.ts';
import styles from './trend-chart.module.css';
import { ForecastBand, ForecastKey, LimitKey, Limits, shownLimits } from './trend-lines.tsx';
import type { TrendForecast, TrendLimit, TrendPoint, TrendSeries } from './trend-series.ts';

interface TrendChartProps {
  readonly name: string;
  readonly unit: string;
  readonly series: readonly TrendSeries[];
  readonly limits?: readonly TrendLimit[];
  readonly forecast?: TrendForecast | undefined;
  /** When the alert was raised, epoch ms. */
  readonly raisedAt?: number | undefined;
  readonly grade?: number;
  /** The axis reaches at least so far: noise around zero must not fill the picture. */
  readonly reach?: number;
  /** What stands at the right of the heading: rule and age. */
  readonly aside?: string;
}

const { width: WIDTH, height: HEIGHT, left: LEFT, right: RIGHT, top: TOP, bottom: BOTTOM } = TREND_FRAME;
/** Ours: what was measured has two thirds of the picture. */
const FORECAST_SHARE = 0.5;

/** A thin line with its limits, the moment it was raised, the last value and what is foreseen, each labelled where it is. Gaps stay gaps. */
export function TrendChart(props: TrendChartProps) {
  const { name, unit, series, limits = [], raisedAt, grade = 4, aside, reach } = props;
  const { t } = useWording();
  const titleId = useId();
  const points = series.flatMap(({ points: own }) => own);
  if (points.length === 0) return null;
  const measured = [...points.map(({ time }) => time), ...(raisedAt === undefined ? [] : [raisedAt])];
  const [from, last] = [Math.min(...measured), Math.max(...measured)];
  const forecast = cut(props.forecast, from, last);
  const to = Math.max(last, forecast?.points.at(-1)?.time ?? last);
  const x = timeScale(from, Math.max(to, from + 1000), LEFT, RIGHT, 4);
  const values = [
    ...points.map(({ value }) => value),
    ...(forecast?.points.flatMap(({ low, high }) => [low, high]) ?? []),
    ...(reach === undefined ? [] : [reach]),
  ];
  const shown = shownLimits(limits, values);
  const y = valueScale([...values, ...shown.map(({ value }) => value)], BOTTOM, TOP);
  const timeText = to - from < 5 * 60_000 ? clockTime : minuteTime;
  const breached = limits.find((limit) => limit.breached);
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
        aria-label={t('chart.label', { name, unit, limit: breached?.value ?? '–' })}
      >
        <Grid x={x} y={y} timeText={timeText} />
        {raisedAt !== undefined && (
          <Raised
            at={Math.min(RIGHT, Math.max(LEFT, x.at(raisedAt)))}
            until={x.at(last)}
            text={t('chart.raised', { time: timeText(raisedAt) })}
          />
        )}
        {forecast && <ForecastBand forecast={forecast} x={x} y={y} />}
        <Limits limits={shown} y={y} text={limitText} />
        {series.map((one) => (
          <Line key={one.name} series={one} x={x} y={y} avoid={shown.map(({ value }) => y.at(value))} />
        ))}
      </svg>
      {limits.some(({ label }) => label !== '') && <LimitKey limits={limits} unit={unit} />}
      {forecast && <ForecastKey forecast={props.forecast!} last={last} />}
    </figure>
  );

  function limitText({ value, grade: own }: TrendLimit): string {
    const told = formatValue(value);
    return own === undefined ? t('chart.limit', { value: told }) : `${NUMERALS[own as Grade]} ${told}`;
  }
}

/** A forecast as it was made, from its first point, so that what came after can be held against it; its far end is left out. */
function cut(forecast: TrendForecast | undefined, from: number, last: number): TrendForecast | undefined {
  const horizon = last + Math.max(FORECAST_SHARE * (last - from), 60_000);
  const points = forecast?.points.filter(({ time }) => time >= from && time <= horizon) ?? [];
  return forecast && points.length > 1 ? { ...forecast, points } : undefined;
}

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

function Raised({ at, until, text }: { at: number; until: number; text: string }) {
  const left = at > (LEFT + RIGHT) / 2;
  return (
    <g className={styles.raised}>
      <rect x={at} y={TOP} width={Math.max(0, until - at)} height={BOTTOM - TOP} />
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

/** Ours: what one line of 12 px text takes. */
const TEXT_PX = 15;

function Line({ series, x, y, avoid }: { series: TrendSeries; x: Scale; y: Scale; avoid: readonly number[] }) {
  const last = series.points.at(-1);
  if (!last) return null;
  const [lastX, lastY] = [x.at(last.time), y.at(last.value)];
  // Beside the axis of limits their labels come first; in the middle of the chart there is room above the dot.
  const crowded = lastX > RIGHT - 40 ? avoid.find((at) => Math.abs(lastY - at) < TEXT_PX) : undefined;
  const labelY = crowded === undefined ? lastY : crowded + (lastY <= crowded ? -TEXT_PX : TEXT_PX);
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
