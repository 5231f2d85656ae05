import { useEffect, useMemo, useRef, useState } from 'react';
import { useWording } from '../../../app/wording.ts';
import { Notice } from '../../../ui/notice.tsx';
import type { Run } from '../runs.ts';
import { useReplayNow } from '../use-now.ts';
import { ActionLane } from './action-lane.tsx';
import { AlertLane } from './alert-lane.tsx';
import { Axis } from './axis.tsx';
import { Cursor } from './cursor.tsx';
import { layOut } from './geometry.ts';
import { HoverTip } from './hover-tip.tsx';
import { IncidentLane } from './incident-lane.tsx';
import styles from './lanes.module.css';
import { MessageLane } from './message-lane.tsx';
import { ObservationLane } from './observation-lane.tsx';
import { SeriesChoice } from './series-choice.tsx';
import { shownWindow, showWindow, useShownWindow, wholeStretch } from './shown-window.ts';
import { followTime } from './time-window.ts';
import { useGestures } from './use-gestures.ts';
import { useSeries } from './use-series.ts';

/** Everything that happened, on one axis of time with one cursor: A over B. */
export function Lanes({ a, b }: { a: Run; b: Run | undefined }) {
  const { t } = useWording();
  const box = useRef<HTMLElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const [{ width, height }, setSize] = useState({ width: 900, height: 420 });
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const window = useShownWindow();
  const runs = useMemo(() => (b ? [a, b] : [a]), [a, b]);
  const geometry = useMemo(
    () => layOut(width, height, runs.length > 1 ? 2 : 1, window),
    [width, height, runs.length, window],
  );
  const series = useSeries(runs);
  useGestures(svg, geometry);
  return (
    <section ref={box} className={styles.lanes} aria-label={t('replay.lanes')}>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing, and no fieldset fits into one */}
      <svg
        ref={svg}
        width={geometry.width}
        height={geometry.height}
        role="group"
        aria-label={t('replay.lanesLabel')}
        className={styles.svg}
      >
        <defs>
          <clipPath id="replay-plot">
            <rect x={geometry.left - 2} y={0} width={geometry.right - geometry.left + 4} height={geometry.height} />
          </clipPath>
          <pattern id="replay-unknown" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path d="M0 0v6" className={styles.hatch} />
          </pattern>
        </defs>
        <Axis geometry={geometry} run={a} />
        <ObservationLane geometry={geometry} series={series} />
        <AlertLane geometry={geometry} runs={runs} />
        <IncidentLane geometry={geometry} runs={runs} />
        <ActionLane geometry={geometry} runs={runs} />
        <MessageLane geometry={geometry} runs={runs} />
        <Unknown runs={runs} geometry={geometry} />
        <Cursor geometry={geometry} />
      </svg>
      <SeriesChoice a={a} series={series} />
      <HoverTip svg={svg} geometry={geometry} series={series} />
      <PageTurner />
      {a.lanes === undefined && (
        <div className={styles.waiting}>
          <Notice title={t('replay.lanesWait')} hint={t('replay.lanesWaitHint')} />
        </div>
      )}
    </section>
  );
}

/** Hatched: what has not been run through the detectors yet. No alert there means nothing. */
function Unknown({ runs, geometry }: { runs: readonly Run[]; geometry: ReturnType<typeof layOut> }) {
  const { t } = useWording();
  const { alerts, messages, left, right, at } = geometry;
  const tall = messages.top + messages.height - alerts.top;
  return runs.map(({ side, replay }, index) => {
    if (!replay || replay.analysed >= 1) return null;
    const [from, to] = [Date.parse(replay.from), Date.parse(replay.to)];
    const start = Math.max(left, at(from + (to - from) * replay.analysed));
    const end = Math.min(right, at(to));
    if (end <= start || index > 0) return null;
    return (
      <g key={side}>
        <rect x={start} y={alerts.top} width={end - start} height={tall} fill="url(#replay-unknown)" />
        {end - start > 90 && (
          <text x={(start + end) / 2} y={alerts.top + tall / 2} className={styles.unknown}>
            {t('replay.notAnalysed')}
          </text>
        )}
      </g>
    );
  });
}

/** While it plays, the page is turned when the cursor leaves it. */
function PageTurner() {
  const now = useReplayNow(250);
  const before = useRef(now);
  useEffect(() => {
    const [from, to] = shownWindow();
    // Only when it has just left: who looks elsewhere is left in peace.
    if (before.current >= from && before.current <= to && now > to)
      showWindow(followTime([from, to], now, wholeStretch()));
    before.current = now;
  }, [now]);
  return null;
}
