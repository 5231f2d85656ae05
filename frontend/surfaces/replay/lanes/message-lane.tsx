import { memo, useMemo } from 'react';
import type { ReplayLanes } from '../../../feed/replays.ts';
import type { Run } from '../runs.ts';
import { type Geometry, rowMiddle } from './geometry.ts';
import { LaneLabel } from './lane-label.tsx';
import styles from './lanes.module.css';

/** Ours: thinner bars are no bars. */
const BAR_PX = 7;

/** How much was heard, as bars; both runs to one scale. */
export const MessageLane = memo(function MessageLane({ geometry, runs }: { geometry: Geometry; runs: readonly Run[] }) {
  const { messages: band } = geometry;
  const bars = useMemo(() => runs.map(({ lanes }) => (lanes ? barsOf(lanes, geometry) : [])), [runs, geometry]);
  const most = Math.max(1, ...bars.flat().map(({ rate }) => rate));
  const tall = band.height / runs.length - 6;
  return (
    <g>
      <LaneLabel geometry={geometry} band={band} name="messages" runs={runs.length} />
      {runs.map((run, index) => {
        const base = rowMiddle(band, index, runs.length) + tall / 2;
        return (
          <g key={run.side} className={styles.bars} data-side={run.side}>
            {bars[index]?.map(({ x, wide, rate }) => (
              <rect
                key={x}
                x={x}
                y={base - Math.max(1, (rate / most) * tall)}
                width={wide}
                height={Math.max(1, (rate / most) * tall)}
              />
            ))}
          </g>
        );
      })}
    </g>
  );
});

interface Bar {
  readonly x: number;
  readonly wide: number;
  /** Messages per bin, over the bins that the bar stands for. */
  readonly rate: number;
}

function barsOf({ from, binMs, messages }: ReplayLanes, { at, left, right }: Geometry): readonly Bar[] {
  const start = Date.parse(from);
  const pixels = at(start + binMs) - at(start);
  const together = Math.max(1, Math.ceil(BAR_PX / Math.max(0.001, pixels)));
  const bars: Bar[] = [];
  for (let bin = 0; bin < messages.length; bin += together) {
    const x = at(start + bin * binMs);
    const end = at(start + (bin + together) * binMs);
    if (end < left || x > right) continue;
    const some = messages.slice(bin, bin + together);
    const count = some.reduce((sum, number) => sum + number, 0);
    if (count === 0) continue;
    const shownFrom = Math.max(left, x);
    bars.push({
      x: shownFrom,
      wide: Math.max(1, Math.min(right, end) - shownFrom - 1.5),
      rate: count / some.length,
    });
  }
  return bars;
}
