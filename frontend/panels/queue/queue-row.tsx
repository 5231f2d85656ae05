import { memo } from 'react';
import { useWording, type Wording } from '../../app/wording.ts';
import { clockTime, minuteTime } from '../../clock/city-time.ts';
import type { TimeLeft } from '../../clock/time-left.ts';
import type { IncidentView } from '../../feed/model.ts';
import { DeadlineRing } from '../../ui/deadline-ring.tsx';
import { GradeMark } from '../../ui/grade-mark.tsx';
import { isSilence, markStateOf } from '../../ui/grade-shapes.ts';
import type { Priority } from './burden.ts';
import styles from './queue.module.css';

interface QueueRowProps {
  readonly incident: IncidentView;
  readonly place: string;
  readonly age: string;
  /** As {@link TimeLeft}; all absent without a deadline. */
  readonly minutesLeft: number | undefined;
  readonly shareLeft: number | undefined;
  readonly mood: TimeLeft['mood'] | undefined;
  readonly priority: Priority | undefined;
  /** Where weather has struck; absent for everything else. */
  readonly places: number | undefined;
  readonly selected: boolean;
  /** Under the heading of a lot. */
  readonly inner: boolean;
  readonly onOpen: (id: string) => void;
}

/** What, where, how bad, since when, who has it, and how long is left. */
export const QueueRow = memo(function QueueRow(props: QueueRowProps) {
  const { incident, age, selected, inner, onOpen, minutesLeft, shareLeft, mood } = props;
  const { t, say } = useWording();
  const state = markStateOf(incident);
  const owner = incident.assignee ?? t('queue.unclaimed');
  return (
    <button
      type="button"
      id={`row-${incident.id}`}
      role="option"
      aria-selected={selected}
      tabIndex={-1}
      className={styles.row}
      data-inner={inner || undefined}
      data-quiet={state === 'cleared' || state === 'silent' || state === 'shelved' || undefined}
      onClick={() => onOpen(incident.id)}
    >
      <GradeMark grade={incident.grade} state={state} size={32} />
      <span className={styles.title}>{say(incident.title)}</span>
      <span className={styles.age}>{age}</span>
      <span className={styles.facts}>
        <span className={styles.inlineAge}>{age}</span>
        {facts(props, t).map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </span>
      <span className={styles.owner} data-none={incident.assignee === undefined || undefined}>
        {owner}
      </span>
      <DeadlineRing
        left={
          minutesLeft === undefined || shareLeft === undefined || mood === undefined
            ? undefined
            : { minutes: minutesLeft, share: shareLeft, mood }
        }
      />
    </button>
  );
});

function facts({ incident, place, priority, places }: QueueRowProps, t: Wording['t']): string[] {
  // The title usually names the vessel already.
  const things = incident.things.flatMap(({ name }) => (incident.title.zh.includes(name) ? [] : [name])).join(' · ');
  return [
    places !== undefined && places > 0 ? t('alarms.lots.places', { n: places }) : place || things,
    // Low is what most are, and says nothing.
    ...(priority === 'high' || priority === 'medium' ? [t(`alarms.urgent.${priority}`)] : []),
    ...(incident.shelved && incident.shelvedUntil
      ? [t('queue.until', { time: minuteTime(Date.parse(incident.shelvedUntil)) })]
      : isSilence(incident.kind)
        ? [t('queue.lastSeen', { time: clockTime(Date.parse(incident.occurredAt)) })]
        : [t('queue.evidence', { n: incident.nAlerts + incident.nReports })]),
  ].filter(Boolean);
}
