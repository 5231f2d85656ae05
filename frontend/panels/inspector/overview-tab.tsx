import type { ReactNode } from 'react';
import { changeView } from '../../app/url-state.ts';
import { useWording } from '../../app/wording.ts';
import { useCityNow } from '../../clock/city-clock.ts';
import { momentTime } from '../../clock/city-time.ts';
import { timeLeft } from '../../clock/time-left.ts';
import type { AlertDetail, IncidentDetail, IncidentView } from '../../feed/model.ts';
import { GradeMark } from '../../ui/grade-mark.tsx';
import { usePlaceName } from '../queue/place-name.ts';
import { AlertTrend } from './alert-trend.tsx';
import styles from './inspector.module.css';
import { leadingAlert } from './leading-alert.ts';
import { LogList } from './log-tab.tsx';
import { positionText } from './ship.ts';
import { VesselFacts } from './vessel-facts.tsx';

/** Ours: what fits without scrolling on the smallest desk screen. */
const LATEST_ENTRIES = 4;
const MOVING = new Set(['vessel', 'sar_aircraft', 'truck', 'patrol_car', 'bus']);

export function OverviewTab({ incident, detail }: { incident: IncidentView; detail: IncidentDetail }) {
  const { t } = useWording();
  const lead = leadingAlert(detail.alerts);
  return (
    <>
      {lead && <AlertTrend alert={lead} />}
      <KeyFacts incident={incident} />
      {incident.things.map(({ id, kind }) => MOVING.has(kind) && <VesselFacts key={id} id={id} link />)}
      {detail.alerts.length > 1 && <AlertRows alerts={detail.alerts} />}
      <section className={styles.block}>
        <header className={styles.blockHead}>
          <h3>{t('inspector.log')}</h3>
          <button type="button" className={styles.link} onClick={() => changeView({ tab: 'log' })}>
            {t('inspector.entries', { n: detail.timeline.length })}
          </button>
        </header>
        <LogList entries={detail.timeline.toReversed().slice(0, LATEST_ENTRIES)} />
      </section>
    </>
  );
}

function KeyFacts({ incident }: { incident: IncidentView }) {
  const { t, say, span, ago } = useWording();
  const placeName = usePlaceName();
  const now = useCityNow();
  const at = (iso: string) => momentTime(Date.parse(iso), now, true);
  const due = incident.dueAt === undefined ? undefined : Date.parse(incident.dueAt);
  const left = timeLeft(Date.parse(incident.detectedAt), due, now);
  const place = [placeName(incident), incident.position && positionText(incident.position)].filter(Boolean).join(' · ');
  const rows: readonly (readonly [string, ReactNode])[] = [
    [t('inspector.since'), `${at(incident.occurredAt)} · ${ago(now - Date.parse(incident.occurredAt))}`],
    [
      t('inspector.due'),
      due !== undefined &&
        left &&
        `${momentTime(due, now)} · ${left.mood === 'overdue' ? t('age.over', { age: span(now - due) }) : t('age.left', { age: span(due - now) })}`,
    ],
    [t('inspector.where'), place],
    [t('inspector.owner'), incident.assignee ?? t('queue.unclaimed')],
    [t('inspector.state'), `${t(`state.${incident.state}`)} · ${t(`condition.${incident.condition}`)}`],
    [t('inspector.gradeReason'), say(incident.gradeReason)],
  ];
  return (
    <dl className={styles.list}>
      {rows.map(
        ([name, value]) =>
          value && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

function AlertRows({ alerts }: { alerts: readonly AlertDetail[] }) {
  const { t, say } = useWording();
  const now = useCityNow(10_000);
  return (
    <section className={styles.block}>
      <header className={styles.blockHead}>
        <h3>{t('inspector.alertsHeading')}</h3>
        <span>{alerts.length}</span>
      </header>
      <ul className={styles.alerts}>
        {alerts.map((alert) => (
          <li key={alert.id}>
            <GradeMark
              grade={alert.grade}
              state={alert.state === 'cleared' ? 'cleared' : alert.acknowledged ? 'known' : 'new'}
              size={24}
            />
            <span>{say(alert.message)}</span>
            <time dateTime={alert.lastRaisedAt}>{momentTime(Date.parse(alert.lastRaisedAt), now)}</time>
          </li>
        ))}
      </ul>
    </section>
  );
}
