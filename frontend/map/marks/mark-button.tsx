import { memo, useCallback } from 'react';
import { changeView, select } from '../../app/url-state.ts';
import { useWording } from '../../app/wording.ts';
import { useCityNow } from '../../clock/city-clock.ts';
import { minuteTime } from '../../clock/city-time.ts';
import type { IncidentView } from '../../feed/model.ts';
import { GradeMark } from '../../ui/grade-mark.tsx';
import { markStateOf } from '../../ui/grade-shapes.ts';
import { fitTo } from '../camera.ts';
import styles from './marks.module.css';

/** A mark with what it stands for; the same object as long as it looks the same. */
export interface Placed {
  /** Of the most urgent incident. */
  readonly id: string;
  readonly incidents: readonly IncidentView[];
  /** From the subject to the mark's middle, pixels. */
  readonly dx: number;
  readonly dy: number;
  /** On which side of the mark its callout has room. */
  readonly opensLeft: boolean;
}

interface MarkButtonProps {
  readonly placed: Placed;
  readonly selected: boolean;
  readonly onElement: (id: string, element: HTMLElement | null) => void;
}

/** Pixels, by grade: marks are sized by grade. */
const SIZES = { 1: 40, 2: 38, 3: 34, 4: 26 } as const;

export const MarkButton = memo(function MarkButton({ placed, selected, onElement }: MarkButtonProps) {
  const { id, incidents, dx, dy, opensLeft } = placed;
  const { t, say } = useWording();
  const holder = useCallback((element: HTMLElement | null) => onElement(id, element), [id, onElement]);
  const lead = incidents[0];
  if (!lead) return null;
  const several = incidents.length > 1;
  const state = markStateOf(lead);
  const size = SIZES[lead.grade];
  const open = () => {
    if (several) openGroup(incidents);
    select({ kind: 'incident', id: lead.id });
    changeView({ pane: 'inspector' });
  };
  return (
    <div ref={holder} className={styles.holder} data-selected={selected || undefined}>
      <svg className={styles.leader} aria-hidden="true">
        <line x1="0" y1="0" x2={dx} y2={dy} />
        <circle r="2.5" />
      </svg>
      <div className={styles.place} style={{ transform: `translate(${dx}px, ${dy}px)` }}>
        <button
          type="button"
          className={styles.mark}
          data-state={state}
          data-grade={lead.grade}
          aria-label={
            several ? t('map.cluster', { n: incidents.length, grade: t(`grade.g${lead.grade}`) }) : say(lead.title)
          }
          aria-pressed={selected}
          onClick={open}
        >
          <GradeMark grade={lead.grade} state={state} size={size} />
          {several && <b>{incidents.length}</b>}
        </button>
        <Callout incident={lead} left={opensLeft} below={dy > 0} />
      </div>
    </div>
  );
});

/** Near enough that its members stand apart. */
function openGroup(incidents: readonly IncidentView[]): void {
  fitTo(incidents.flatMap(({ position }) => (position ? [position] : [])));
}

/** What, how bad, who has it, until when: beside the mark when it is selected or pointed at. */
function Callout({ incident, left, below }: { incident: IncidentView; left: boolean; below: boolean }) {
  const { t, say, span } = useWording();
  const now = useCityNow(5000);
  return (
    <div className={styles.callout} data-left={left || undefined} data-below={below || undefined}>
      <p>{say(incident.title)}</p>
      <p>{`${t(`grade.g${incident.grade}`)} · ${span(now - Date.parse(incident.occurredAt))}`}</p>
      <p>
        {incident.assignee ?? t('queue.unclaimed')}
        {incident.dueAt && ` · ${t('map.dueBy', { time: minuteTime(Date.parse(incident.dueAt)) })}`}
      </p>
    </div>
  );
}
