import { type RefObject, useEffect, useState } from 'react';
import { useWording } from '../../../app/wording.ts';
import { clockTime } from '../../../clock/city-time.ts';
import type { Geometry } from './geometry.ts';
import styles from './lanes.module.css';
import { valueAt } from './series.ts';
import type { ShownSeries } from './use-series.ts';

interface Hover {
  readonly x: number;
  readonly y: number;
  readonly tip: string | undefined;
}

interface HoverTipProps {
  readonly svg: RefObject<SVGSVGElement | null>;
  readonly geometry: Geometry;
  readonly series: ShownSeries;
}

/** Beside the pointer: the time there, what the series said then, and what is pointed at. */
export function HoverTip({ svg, geometry, series }: HoverTipProps) {
  const { t } = useWording();
  const [hover, setHover] = useState<Hover>();
  useEffect(() => {
    const element = svg.current;
    if (!element) return;
    const onMove = (event: PointerEvent) => {
      const box = element.getBoundingClientRect();
      const pointed = event.target instanceof Element ? event.target.closest('[data-tip]') : null;
      setHover({
        x: event.clientX - box.left,
        y: event.clientY - box.top,
        tip: pointed?.getAttribute('data-tip') ?? undefined,
      });
    };
    const onLeave = () => setHover(undefined);
    element.addEventListener('pointermove', onMove);
    element.addEventListener('pointerleave', onLeave);
    return () => {
      element.removeEventListener('pointermove', onMove);
      element.removeEventListener('pointerleave', onLeave);
    };
  }, [svg]);
  const { left, right, timeAt, width } = geometry;
  if (!hover || (!hover.tip && (hover.x < left || hover.x > right))) return null;
  const time = timeAt(hover.x);
  const opensLeft = hover.x > width * 0.6;
  const values = series.lines.flatMap(({ side, samples }) => {
    const value = valueAt(samples, time, series.step);
    return [`${side.toUpperCase()} ${value === undefined ? t('replay.noData') : `${round(value)} ${series.unit}`}`];
  });
  return (
    <>
      <span className={styles.hairline} style={{ left: hover.x }} />
      <div
        className={styles.tip}
        style={{
          top: hover.y + 14,
          ...(opensLeft ? { right: width - hover.x + 12 } : { left: hover.x + 12 }),
        }}
      >
        {hover.tip ? (
          <p>{hover.tip}</p>
        ) : (
          <>
            <p>
              <b>{clockTime(time)}</b>
            </p>
            {values.length > 0 && <p>{`${series.name}  ${values.join(' · ')}`}</p>}
          </>
        )}
      </div>
    </>
  );
}

const round = (value: number): number => Number(value.toPrecision(4));
