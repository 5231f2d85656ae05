import { memo, useMemo } from 'react';
import { useWording } from '../../../app/wording.ts';
import { clockTime } from '../../../clock/city-time.ts';
import type { LaneAlert } from '../../../feed/replays.ts';
import { GradeMark } from '../../../ui/grade-mark.tsx';
import { goTo, pickAlert } from '../pick.ts';
import { type Picked, useReplayLink } from '../replay-link.ts';
import type { Run } from '../runs.ts';
import { type Cluster, clusterMarks } from './clusters.ts';
import { type Geometry, rowMiddle } from './geometry.ts';
import { LaneLabel } from './lane-label.tsx';
import styles from './lanes.module.css';
import { showWindow } from './shown-window.ts';

interface Marked {
  readonly time: number;
  readonly grade: LaneAlert['grade'];
  readonly alert: LaneAlert;
}

const MARK_PX = 22;

/** Every alert where it was raised, by shape; near ones as one mark with their number. */
export const AlertLane = memo(function AlertLane({ geometry, runs }: { geometry: Geometry; runs: readonly Run[] }) {
  const picked = useReplayLink((link) => link.picked);
  return (
    <g>
      <LaneLabel geometry={geometry} band={geometry.alerts} name="alerts" runs={runs.length} />
      {runs.map((run, index) => (
        <AlertRow
          key={run.side}
          run={run}
          geometry={geometry}
          y={rowMiddle(geometry.alerts, index, runs.length)}
          picked={picked}
        />
      ))}
    </g>
  );
});

interface AlertRowProps {
  readonly run: Run;
  readonly geometry: Geometry;
  readonly y: number;
  readonly picked: Picked | undefined;
}

function AlertRow({ run, geometry, y, picked }: AlertRowProps) {
  const { t } = useWording();
  const { at, left, right } = geometry;
  const marks = useMemo(
    () =>
      (run.lanes?.alerts ?? [])
        .map((alert): Marked => ({ time: Date.parse(alert.raisedAt), grade: alert.grade, alert }))
        .sort((one, other) => one.time - other.time),
    [run.lanes],
  );
  const clusters = useMemo(() => clusterMarks(marks, at, left, right), [marks, at, left, right]);
  if (run.lanes && marks.length === 0 && run.replay?.analysed === 1)
    return (
      <text x={left} y={y} className={styles.none}>
        {t('replay.noAlerts')}
      </text>
    );
  return clusters.map((cluster) => (
    <AlertMark
      key={cluster.items[0]!.alert.id}
      run={run}
      cluster={cluster}
      y={y}
      selected={picked?.side === run.side && cluster.items.some(({ alert }) => alert.id === picked.id)}
    />
  ));
}

interface AlertMarkProps {
  readonly run: Run;
  readonly cluster: Cluster<Marked>;
  readonly y: number;
  readonly selected: boolean;
}

function AlertMark({ run, cluster, y, selected }: AlertMarkProps) {
  const { t, say } = useWording();
  const { x, lead, items } = cluster;
  const many = items.length > 1;
  const side = run.side.toUpperCase();
  const label = many
    ? t('replay.alertCluster', { side, n: items.length, grade: t(`grade.g${lead.grade}`) })
    : t('replay.alertTip', {
        side,
        time: clockTime(lead.time),
        grade: t(`grade.g${lead.grade}`),
        message: say(lead.alert.message),
      });
  const open = () => {
    pickAlert(run.side, lead.alert);
    const [first, last] = [items[0]!.time, items.at(-1)!.time];
    if (many && last > first) {
      const margin = (last - first) * 0.2;
      showWindow([first - margin, last + margin]);
    } else goTo(lead.time);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: inside a drawing there are no buttons
    <g
      role="button"
      tabIndex={-1}
      className={styles.mark}
      data-selected={selected || undefined}
      aria-label={label}
      aria-pressed={selected}
      data-tip={label}
      transform={`translate(${x.toFixed(1)}, ${y})`}
      onClick={open}
      onKeyDown={({ key }) => key === 'Enter' && open()}
    >
      {selected && <circle r={MARK_PX / 2 + 2} className={styles.ring} />}
      <g transform={`translate(${-MARK_PX / 2}, ${-MARK_PX / 2})`}>
        <GradeMark grade={lead.grade} state="known" size={MARK_PX} />
      </g>
      {many && (
        <text x={MARK_PX / 2 + (selected ? 5 : 1)} className={styles.count}>
          {items.length}
        </text>
      )}
    </g>
  );
}
