import { useEffect, useRef, useState } from 'react';
import { FAMILIES } from '../../../geodata/model/family.ts';
import { useWording } from '../../app/wording.ts';
import { minuteTime } from '../../clock/city-time.ts';
import { timeScale } from '../inspector/chart-scale.ts';
import styles from './conductor.module.css';
import type { Bar, Bars } from './histogram-bars.ts';
import { PastPointer } from './past-pointer.tsx';
import { WARNING_ROW_PX, WarningBars, type WarningRow } from './warning-bars.tsx';

interface HistogramProps {
  readonly bars: Bars;
  readonly from: number;
  readonly to: number;
  readonly now: number;
  readonly bucketMs: number;
  readonly warnings: readonly WarningRow[];
  /** The next high water, epoch ms; at the edge while it is farther ahead. */
  readonly highTide: number | undefined;
  readonly onPast: (time: number) => void;
}

const LABELS_PX = 80;
const AXIS_PX = 26;
const TOP_PX = 8;
const RIGHT_PX = 16;
/** Ours: an axis label about every 110 pixels. */
const TICK_PX = 110;

/** The warnings that held, and one thin row of bars per family: grey counts, colour only for grades I to III. */
export function Histogram({ bars, from, to, now, bucketMs, warnings, highTide, onPast }: HistogramProps) {
  const { t } = useWording();
  const box = useRef<HTMLDivElement>(null);
  const [{ width, height }, setSize] = useState({ width: 900, height: 120 });
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const x = timeScale(from, to, LABELS_PX, width - RIGHT_PX, Math.max(2, Math.floor(width / TICK_PX)));
  const top = TOP_PX + warnings.length * WARNING_ROW_PX;
  const rowPx = (height - AXIS_PX - top) / FAMILIES.length;
  const right = width - RIGHT_PX;
  const barPx = Math.max(1, x.at(from + bucketMs) - x.at(from) - 1.5);
  const nowX = x.at(now);
  return (
    <div ref={box} className={styles.histogram}>
      <svg width={width} height={height} role="img" aria-label={t('conductor.chart')}>
        {x.ticks.map((tick) => (
          <g key={tick} className={styles.tick}>
            <path d={`M${x.at(tick)} ${TOP_PX}V${height - AXIS_PX}`} />
            {Math.abs(x.at(tick) - nowX) > 66 && x.at(tick) < width - 20 && (
              <text x={x.at(tick)} y={height - AXIS_PX / 2}>
                {minuteTime(tick)}
              </text>
            )}
          </g>
        ))}
        {FAMILIES.map((family, index) => {
          const base = top + rowPx * (index + 1) - 2;
          return (
            <g key={family}>
              <path d={`M${LABELS_PX} ${base + 0.5}H${right}`} className={styles.base} />
              <text x={LABELS_PX - 12} y={base - 2} className={styles.family}>
                {t(`family.${family}`)}
              </text>
              {bars.families[family].map((bar) => (
                <BarOf
                  key={bar.from}
                  bar={bar}
                  x={x.at(bar.from)}
                  width={barPx}
                  base={base}
                  unit={(rowPx - 5) / bars.tallest}
                >
                  {t('conductor.bin', { time: minuteTime(bar.from), family: t(`family.${family}`), n: bar.total })}
                </BarOf>
              ))}
            </g>
          );
        })}
        <WarningBars rows={warnings} top={TOP_PX - 2} left={LABELS_PX} right={right} at={x.at} />
        <PastPointer
          left={LABELS_PX}
          nowX={nowX}
          top={top}
          bottom={height - AXIS_PX}
          timeAt={(px) => from + ((px - LABELS_PX) / (right - LABELS_PX)) * (to - from)}
          onPick={onPast}
        />
        {highTide !== undefined && (
          <g className={styles.tide}>
            {highTide < to && <path d={`M${x.at(highTide)} ${top}V${height - AXIS_PX}`} />}
            <text x={Math.min(right, x.at(highTide)) - 6} y={top + 12}>
              {t('conductor.highTide', { time: minuteTime(highTide) })}
            </text>
          </g>
        )}
        <g className={styles.now}>
          <path d={`M${nowX} ${TOP_PX - 6}V${height - AXIS_PX + 2}`} />
          <rect x={nowX - 44} y={height - AXIS_PX + 3} width="88" height="20" rx="4" />
          <text x={nowX} y={height - AXIS_PX + 13.5}>
            {t('conductor.live', { time: minuteTime(now) })}
          </text>
        </g>
      </svg>
    </div>
  );
}

interface BarProps {
  readonly bar: Bar;
  readonly x: number;
  readonly width: number;
  readonly base: number;
  /** Pixels per alert. */
  readonly unit: number;
  readonly children: string;
}

/** Grade IV in grey at the foot, worse grades in their colours above; at least two pixels for what is there at all. */
function BarOf({ bar, x, width, base, unit, children }: BarProps) {
  let y = base;
  return (
    <g>
      <title>{children}</title>
      {[4, 3, 2, 1].map((grade) => {
        const count = bar.grades[grade - 1] ?? 0;
        if (count === 0) return null;
        const tall = Math.max(2, count * unit);
        y -= tall;
        return <rect key={grade} x={x} y={y} width={width} height={tall} className={styles.bar} data-grade={grade} />;
      })}
    </g>
  );
}
