import { useWording, type Wording } from '../../app/wording.ts';
import type { AlertView } from '../../feed/model.ts';
import { GradeMark } from '../../ui/grade-mark.tsx';
import { markStateOf } from '../../ui/grade-shapes.ts';
import { Icon } from '../../ui/icon.tsx';
import { useKindName } from './kind-name.ts';
import type { Lot } from './lots.ts';
import styles from './queue.module.css';
import { openLot } from './queue-store.ts';

interface LotRowProps {
  readonly lot: Lot;
  readonly age: string;
  readonly isOpen: boolean;
  readonly selected: boolean;
  readonly onOpen: (id: string) => void;
}

/** Incidents that are read together: what, how many, where, how bad, since when, and what nobody has looked at. */
export function LotRow({ lot, age, isOpen, selected, onOpen }: LotRowProps) {
  const wording = useWording();
  const { t } = wording;
  const kindName = useKindName();
  const [lead] = lot.incidents;
  const toggle = () => openLot(lot.key, !isOpen);
  return (
    <div className={styles.lot}>
      <button
        type="button"
        id={`row-${lead.id}`}
        role="option"
        aria-selected={selected}
        tabIndex={-1}
        className={styles.row}
        onClick={() => {
          if (!lot.isOne) toggle();
          else onOpen(lead.id);
        }}
      >
        <GradeMark
          grade={lot.grade}
          state={lot.unacknowledged > 0 && lead.condition === 'active' ? 'new' : markStateOf(lead)}
          size={32}
        />
        <span className={styles.title}>{titleOf(lot, wording, kindName)}</span>
        <span className={styles.age}>{age}</span>
        <span className={styles.facts}>
          <span className={styles.inlineAge}>{age}</span>
          {factsOf(lot, t).map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </span>
        <span className={styles.owner} data-none={lot.unacknowledged > 0 || undefined}>
          {lot.unacknowledged > 0
            ? t('alarms.lots.unacknowledged', { n: lot.unacknowledged })
            : (lead.assignee ?? t('alarms.lots.acknowledged'))}
        </span>
        <span className={styles.count}>{lot.isOne ? lot.alerts : lot.incidents.length}</span>
      </button>
      <button
        type="button"
        className={styles.fold}
        aria-expanded={isOpen}
        aria-label={t(isOpen ? 'alarms.lots.close' : 'alarms.lots.open', { name: titleOf(lot, wording, kindName) })}
        tabIndex={-1}
        onClick={toggle}
      >
        <Icon name="fold" size={14} />
      </button>
    </div>
  );
}

function titleOf({ incidents, by, isOne }: Lot, { t, say }: Wording, kindName: (kind: string) => string): string {
  const [lead] = incidents;
  if (isOne) return say(lead.title);
  if (by === 'place') return lead.district ?? t('alarms.lots.nowhere');
  const name = kindName(lead.kind);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The number of what is in it stands beside; here is how wide it reaches. */
const factsOf = (lot: Lot, t: Wording['t']): string[] => [
  t('alarms.lots.places', { n: lot.places }),
  ...(lot.isOne || lot.alerts === lot.incidents.length ? [] : [t('alarms.lots.alerts', { n: lot.alerts })]),
];

/** One alert of the cause above it. */
export function AlertRow({ alert, age, onOpen }: { alert: AlertView; age: string; onOpen: (id: string) => void }) {
  const { say } = useWording();
  const incidentId = alert.incidentId;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles.alertRow}
      onClick={() => incidentId !== undefined && onOpen(incidentId)}
    >
      <GradeMark
        grade={alert.grade}
        state={alert.state === 'cleared' ? 'cleared' : alert.acknowledged ? 'known' : 'new'}
        size={20}
      />
      <span>{say(alert.message)}</span>
      <span>{age}</span>
    </button>
  );
}
