import { useQueryClient } from '@tanstack/react-query';
import { useWording } from '../../../app/wording.ts';
import { useCityNow } from '../../../clock/city-clock.ts';
import { momentTime } from '../../../clock/city-time.ts';
import type { IncidentDetail, IncidentView } from '../../../feed/model.ts';
import { mayAct, useSession } from '../../../feed/session-store.ts';
import { fileIncident } from '../../../feed/tasks.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import inspector from '../inspector.module.css';
import { openTaskDialog, sendAct, useTaskActs } from './task-acts.ts';
import styles from './tasks.module.css';

/** In the order in which an incident goes through them. */
const CLOCKS = ['acknowledgedAt', 'filedAt', 'dispatchedAt', 'arrivedAt', 'resolvedAt', 'closedAt'] as const;

type LifeStep = 'file' | 'resolve' | 'reopen' | 'close' | 'void';

/** What may be done about an incident in each state; the first one is what usually comes next. Closing and voiding are possible until it is over. */
const STEPS: Readonly<Record<IncidentView['state'], readonly LifeStep[]>> = {
  new: ['file', 'close', 'void'],
  filed: ['resolve', 'close', 'void'],
  dispatched: ['resolve', 'close', 'void'],
  handling: ['resolve', 'close', 'void'],
  resolved: ['close', 'reopen', 'void'],
  closed: [],
  void: [],
};

/** When the incident came to each stage, and the steps that are left. */
export function CourseBlock({ incident, detail }: { incident: IncidentView; detail: IncidentDetail }) {
  const { t } = useWording();
  const client = useQueryClient();
  const now = useCityNow(60_000);
  const user = useSession((state) => state.user);
  const sending = useTaskActs((state) => state.sending);
  const clocks = [
    ['detectedAt', incident.detectedAt] as const,
    ...CLOCKS.map((name) => [name, detail.clocks?.[name]] as const),
  ];
  const take = (step: LifeStep) => {
    if (step === 'file')
      void sendAct('file', t('tasks.life.file'), incident.id, () => fileIncident(incident.id), client);
    else openTaskDialog({ kind: step, incidentId: incident.id });
  };
  const refusal = mayAct(user) ? undefined : t('action.viewer');
  return (
    <section className={inspector.block} aria-label={t('tasks.course')}>
      <header className={inspector.blockHead}>
        <h3>{t('tasks.course')}</h3>
        <span>
          {t(`state.${incident.state}`)}
          {detail.score !== undefined && ` · ${t('tasks.score', { n: detail.score })}`}
        </span>
      </header>
      <ol className={styles.course}>
        {clocks.map(([name, time]) => (
          <li key={name} data-reached={time !== undefined || undefined}>
            <span>{t(`tasks.clock.${name}`)}</span>
            {time === undefined ? (
              <i title={t('tasks.notYet')}>–</i>
            ) : (
              <time dateTime={time}>{momentTime(Date.parse(time), now)}</time>
            )}
          </li>
        ))}
      </ol>
      <div className={styles.life}>
        {STEPS[incident.state].map((step) => (
          <ActionButton key={step} onPress={() => take(step)} refusal={refusal} busy={sending === step}>
            {t(`tasks.life.${step}`)}
          </ActionButton>
        ))}
      </div>
    </section>
  );
}
