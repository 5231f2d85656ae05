import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { useView } from '../../app/url-state.ts';
import { useWording } from '../../app/wording.ts';
import { minuteTime } from '../../clock/city-time.ts';
import { FeedContext } from '../../feed/feed.ts';
import { fitTo } from '../../map/camera.ts';
import type { Chart } from '../../map/chart.ts';
import { cameraBond } from './camera-bond.ts';
import type { Side } from './replay-link.ts';
import { RunState } from './run-state.tsx';
import type { Run } from './runs.ts';
import styles from './stage.module.css';

const MapPane = lazy(() => import('../../map/map-pane.tsx').then(({ MapPane }) => ({ default: MapPane })));

/** One chart, or two that share a camera. On a phone there is room for one; which one is chosen above it. */
export function Maps({ a, b }: { a: Run; b: Run | undefined }) {
  const { t } = useWording();
  const [shown, setShown] = useState<Side>('a');
  const [open, setOpen] = useState(false);
  useFirstLook(a, open);
  const onOpen = useCallback(() => setOpen(true), []);
  const front = b ? shown : 'a';
  return (
    <div className={styles.maps} data-front={front}>
      <OneMap run={a} paired={b !== undefined} onOpen={onOpen} />
      {b && <OneMap run={b} paired />}
      {b && (
        <div className={styles.which}>
          {(['a', 'b'] as const).map((side) => (
            <button key={side} type="button" aria-pressed={side === shown} onClick={() => setShown(side)}>
              {t(`replay.side.${side}`)}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

interface OneMapProps {
  readonly run: Run;
  readonly paired: boolean;
  readonly onOpen?: () => void;
}

function OneMap({ run, paired, onOpen }: OneMapProps) {
  const { t } = useWording();
  const onChart = useCallback(
    (chart: Chart) => {
      onOpen?.();
      return cameraBond.join(chart.map);
    },
    [onOpen],
  );
  const { replay, side } = run;
  const waiting = !replay || replay.state === 'preparing';
  return (
    <FeedContext value={run.feed}>
      <section className={styles.map} data-side={side} aria-label={t(`replay.side.${side}`)}>
        <Suspense fallback={<p className={styles.opening}>{t('map.loading')}</p>}>
          <MapPane onChart={onChart} plain={side === 'b'} />
        </Suspense>
        <p className={styles.sideBadge} data-side={side}>
          <b>{side.toUpperCase()}</b>
          {t(side === 'b' ? 'replay.sideB' : replay?.parent ? 'replay.sideBranch' : 'replay.sideA')}
          {side === 'b' && replay?.branchedAt && (
            <span>{t('replay.branchedAt', { time: minuteTime(Date.parse(replay.branchedAt)) })}</span>
          )}
        </p>
        {paired && (
          <p className={styles.cameraNote}>{t(side === 'a' ? 'replay.cameraLeads' : 'replay.cameraFollows')}</p>
        )}
        {waiting && (
          <div className={styles.waiting} role="status">
            <p>{t('replay.preparing')}</p>
            {replay && <RunState replay={replay} />}
          </div>
        )}
      </section>
    </FeedContext>
  );
}

/** Without a camera in the link: where the alerts of the day are. */
function useFirstLook({ lanes, complete }: Run, open: boolean): void {
  const done = useRef(useView.getState().camera !== undefined);
  useEffect(() => {
    if (done.current || !lanes || !open || !complete || cameraBond.touched) return;
    const positions = lanes.alerts.flatMap(({ position }) => (position ? [position] : []));
    if (positions.length === 0) return;
    done.current = true;
    fitTo(positions);
  }, [lanes, open, complete]);
}
