import { useWording, type Wording } from '../../app/wording.ts';
import { clockTime, minuteTime } from '../../clock/city-time.ts';
import { timeLeft } from '../../clock/time-left.ts';
import type { IncidentView } from '../../feed/model.ts';
import { DeadlineRing } from '../../ui/deadline-ring.tsx';
import { GradeMark } from '../../ui/grade-mark.tsx';
import { isSilence, markStateOf } from '../../ui/grade-shapes.ts';
import { usePlaceName } from './place-name.ts';
import styles from './queue.module.css';

interface QueueRowProps {
  readonly incident: IncidentView;
  readonly now: number;
  readonly selected: boolean;
  readonly onOpen: (id: string) => void;
}

/** What, where, how bad, since when, who has it, and how long is left. */
export function QueueRow({ incident, now, selected, onOpen }: QueueRowProps) {
  const { t, say, span } = useWording();
  const state = markStateOf(incident);
  const place = usePlaceName()(incident);
  const due = incident.dueAt === undefined ? undefined : Date.parse(incident.dueAt);
  const age = span(now - Date.parse(incident.occurredAt));
  const owner = incident.assignee ?? t('queue.unclaimed');
  return (
    <button
      type="button"
      id={`row-${incident.id}`}
      role="option"
      aria-selected={selected}
      tabIndex={-1}
      className={styles.row}
      data-quiet={state === 'cleared' || state === 'silent' || state === 'shelved' || undefined}
      onClick={() => onOpen(incident.id)}
    >
      <GradeMark grade={incident.grade} state={state} size={32} />
      <span className={styles.title}>{say(incident.title)}</span>
      <span className={styles.age}>{age}</span>
      <span className={styles.facts}>
        <span className={styles.inlineAge}>{age}</span>
        {facts(incident, place, t).map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </span>
      <span className={styles.owner} data-none={incident.assignee === undefined || undefined}>
        {owner}
      </span>
      <DeadlineRing left={timeLeft(Date.parse(incident.detectedAt), due, now)} />
    </button>
  );
}

function facts(incident: IncidentView, place: string, t: Wording['t']): string[] {
  // The title usually names the vessel already.
  const things = incident.things.flatMap(({ name }) => (incident.title.zh.includes(name) ? [] : [name])).join(' · ');
  return [
    place || things,
    ...(incident.shelved && incident.shelvedUntil
      ? [t('queue.until', { time: minuteTime(Date.parse(incident.shelvedUntil)) })]
      : isSilence(incident.kind)
        ? [t('queue.lastSeen', { time: clockTime(Date.parse(incident.occurredAt)) })]
        : [t('queue.evidence', { n: incident.nAlerts + incident.nReports })]),
  ].filter(Boolean);
}
