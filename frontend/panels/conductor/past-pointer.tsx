import { type PointerEvent, useState } from 'react';
import { useWording } from '../../app/wording.ts';
import { minuteTime } from '../../clock/city-time.ts';
import styles from './conductor.module.css';

interface PastPointerProps {
  readonly left: number;
  /** Where now is, pixels. */
  readonly nowX: number;
  readonly top: number;
  readonly bottom: number;
  timeAt(x: number): number;
  onPick(time: number): void;
}

/** A line that follows the pointer over the past; letting go there opens that moment as a replay. */
export function PastPointer({ left, nowX, top, bottom, timeAt, onPick }: PastPointerProps) {
  const { t } = useWording();
  const [x, setX] = useState<number>();
  const xOf = (event: PointerEvent<SVGRectElement>) =>
    event.clientX - (event.currentTarget.ownerSVGElement?.getBoundingClientRect().left ?? 0);
  return (
    <g className={styles.past}>
      <rect
        x={left}
        y={top}
        width={Math.max(0, nowX - left)}
        height={Math.max(0, bottom - top)}
        onPointerMove={(event) => setX(xOf(event))}
        onPointerLeave={() => setX(undefined)}
        onPointerUp={(event) => onPick(timeAt(xOf(event)))}
      >
        <title>{t('conductor.openPast')}</title>
      </rect>
      {x !== undefined && (
        <>
          <path d={`M${x} ${top}V${bottom}`} />
          <text x={x} y={bottom + 13}>
            {t('conductor.past', { time: minuteTime(timeAt(x)) })}
          </text>
        </>
      )}
    </g>
  );
}
