import { memo } from 'react';
import { useWording } from '../../../app/wording.ts';
import { tickText, valueScale } from '../../../panels/inspector/chart-scale.ts';
import type { Geometry } from './geometry.ts';
import { LaneLabel } from './lane-label.tsx';
import styles from './lanes.module.css';
import { pathOf, valueAt } from './series.ts';
import type { ShownSeries } from './use-series.ts';

/** One series of both runs: A solid, B dashed, named at the line itself. */
export const ObservationLane = memo(function ObservationLane({
  geometry,
  series,
}: {
  geometry: Geometry;
  series: ShownSeries;
}) {
  const { t } = useWording();
  const { observations: band, at, left, right, timeAt } = geometry;
  const { lines, step, state } = series;
  const [from, to] = [timeAt(left), timeAt(right)];
  const inSight = lines.flatMap(({ samples }) =>
    samples.filter(({ time }) => time >= from && time <= to).map(({ value }) => value),
  );
  const top = band.top + 26;
  const bottom = band.top + band.height - 10;
  const scale = inSight.length > 0 ? valueScale(bounds(inSight), bottom, top) : undefined;
  return (
    <g>
      <LaneLabel geometry={geometry} band={{ top: band.top, height: 50 }} name="observations" runs={1} />
      {scale?.ticks.map((tick) => (
        <g key={tick} className={styles.value}>
          <path d={`M${left} ${scale.at(tick)}H${right}`} />
          <text x={left - 10} y={scale.at(tick)}>
            {tickText(tick, scale.ticks)}
          </text>
        </g>
      ))}
      {scale && (
        <g clipPath="url(#replay-plot)">
          {lines.map(({ side, samples, until }) => (
            <path
              key={side}
              className={styles.line}
              data-side={side}
              d={pathOf(samples, step, { x: at, y: scale.at, left, right: step ? Math.min(right, at(until)) : right })}
            />
          ))}
        </g>
      )}
      {scale &&
        lines.length > 1 &&
        lines.map(({ side, samples }, index) => {
          const x = left + (right - left) * (index === 0 ? 0.02 : 0.3);
          const value = valueAt(samples, timeAt(x), step);
          if (value === undefined) return null;
          const others = lines.filter((other) => other.side !== side);
          const above = others.every((other) => (valueAt(other.samples, timeAt(x), step) ?? value) <= value);
          const y = scale.at(value) + (above ? -10 : 14);
          return (
            <text
              key={side}
              x={x}
              y={Math.max(top - 4, Math.min(bottom - 4, y))}
              className={styles.lineName}
              data-side={side}
            >
              {side === 'a' ? t('replay.lineA') : t('replay.lineB')}
            </text>
          );
        })}
      {!scale && (
        <text x={(left + right) / 2} y={(top + bottom) / 2} className={styles.unknown}>
          {t(`replay.seriesState.${state}`)}
        </text>
      )}
    </g>
  );
});

/** Smallest and largest; zero belongs to it, as these are counts and levels over a datum unless they fall below. */
function bounds(values: readonly number[]): readonly [number, number] {
  let [low, high] = [values[0] ?? 0, values[0] ?? 0];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}
