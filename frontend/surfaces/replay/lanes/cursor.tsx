import { useWording } from '../../../app/wording.ts';
import { clockTime } from '../../../clock/city-time.ts';
import { goTo } from '../pick.ts';
import { useTransport } from '../transport.ts';
import { useReplayNow } from '../use-now.ts';
import type { Geometry } from './geometry.ts';
import styles from './lanes.module.css';

const LEAP_MS = 10 * 60_000;

/** Where the clock stands; its handle is dragged, or moved with the arrows. */
export function Cursor({ geometry }: { geometry: Geometry }) {
  const { t } = useWording();
  const now = useReplayNow();
  const { from, to } = useTransport();
  const { at, left, right, messages, axis, width } = geometry;
  const x = at(now);
  if (x < left - 1 || x > right + 1) return null;
  // At the edges the line goes on to them, the time stays in sight.
  const label = Math.max(36, Math.min(width - 36, x)) - x;
  return (
    <g className={styles.cursor} transform={`translate(${x.toFixed(1)}, 0)`}>
      <path d={`M0 ${axis.height - 4}V${messages.top + messages.height}`} />
      <g
        role="slider"
        tabIndex={0}
        data-handle
        aria-label={t('replay.cursor')}
        aria-valuemin={from}
        aria-valuemax={to}
        aria-valuenow={Math.round(now)}
        aria-valuetext={clockTime(now)}
        onKeyDown={(event) => {
          if (event.key !== 'PageUp' && event.key !== 'PageDown') return;
          event.preventDefault();
          goTo(now + (event.key === 'PageDown' ? LEAP_MS : -LEAP_MS));
        }}
      >
        <rect x={label - 34} y={axis.height - 24} width={68} height={20} rx={4} />
        <text x={label} y={axis.height - 13.5}>
          {clockTime(now)}
        </text>
      </g>
    </g>
  );
}
