import { memo, useMemo } from 'react';
import { useWording } from '../../../app/wording.ts';
import { clockTime } from '../../../clock/city-time.ts';
import type { LaneAction } from '../../../feed/replays.ts';
import { useActionName } from '../action-name.ts';
import { goTo, pickIncident } from '../pick.ts';
import type { Run } from '../runs.ts';
import { clusterMarks } from './clusters.ts';
import { type Geometry, rowMiddle } from './geometry.ts';
import { LaneLabel } from './lane-label.tsx';
import styles from './lanes.module.css';

/** What the system did by itself is no person's act. */
const isPersons = ({ actor }: LaneAction) => actor !== 'system';

/** What people did, as diamonds, named where there is room. */
export const ActionLane = memo(function ActionLane({ geometry, runs }: { geometry: Geometry; runs: readonly Run[] }) {
  return (
    <g>
      <LaneLabel geometry={geometry} band={geometry.actions} name="actions" runs={runs.length} />
      {runs.map((run, index) => (
        <ActionRow key={run.side} run={run} geometry={geometry} y={rowMiddle(geometry.actions, index, runs.length)} />
      ))}
    </g>
  );
});

function ActionRow({ run, geometry, y }: { run: Run; geometry: Geometry; y: number }) {
  const { t } = useWording();
  const actionName = useActionName();
  const { at, left, right } = geometry;
  const acts = useMemo(
    () =>
      (run.lanes?.actions ?? [])
        .filter(isPersons)
        .map((action) => ({ time: Date.parse(action.time), grade: 4, action }))
        .sort((one, other) => one.time - other.time),
    [run.lanes],
  );
  const clusters = useMemo(() => clusterMarks(acts, at, left, right), [acts, at, left, right]);
  if (run.lanes && acts.length === 0)
    return (
      <text x={left} y={y} className={styles.none}>
        {t('replay.noActions')}
      </text>
    );
  return clusters.map(({ x, lead, items }, index) => {
    const { action } = lead;
    const words = `${action.actor} ${actionName(action.action)}`;
    const tip = items
      .slice(0, 6)
      .map((item) => `${clockTime(item.time)} ${item.action.actor} ${actionName(item.action.action)}`)
      .join('；');
    const room = (clusters[index + 1]?.x ?? right + 20) - x - 14;
    const text = items.length > 1 ? String(items.length) : words;
    const open = () => {
      if (action.objectKind === 'incident') pickIncident(action.objectId);
      goTo(lead.time);
    };
    return (
      // biome-ignore lint/a11y/useSemanticElements: inside a drawing there are no buttons
      <g
        key={`${lead.time}-${action.objectId}`}
        role="button"
        tabIndex={-1}
        className={styles.act}
        aria-label={tip}
        data-tip={tip}
        transform={`translate(${x.toFixed(1)}, ${y})`}
        onClick={open}
        onKeyDown={({ key }) => key === 'Enter' && open()}
      >
        <path d="M0 -5.5L5 0L0 5.5L-5 0z" />
        {(items.length > 1 || text.length * 11 < room) && <text x={9}>{text}</text>}
      </g>
    );
  });
}
