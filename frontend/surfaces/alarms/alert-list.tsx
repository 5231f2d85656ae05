import { navigate } from '../../app/navigate.ts';
import { select } from '../../app/url-state.ts';
import { useWording, type Wording } from '../../app/wording.ts';
import { useCityNow } from '../../clock/city-clock.ts';
import { momentTime } from '../../clock/city-time.ts';
import { useAlerts } from '../../feed/alarms.ts';
import type { AlertView } from '../../feed/model.ts';
import { explain } from '../../panels/inspector/act.ts';
import { GradeMark } from '../../ui/grade-mark.tsx';
import { Sheet } from '../../ui/modal.tsx';
import { Notice, Skeleton } from '../../ui/notice.tsx';
import styles from './alarms.module.css';
import { type Listed, openList, useAlarmsLink } from './alarms-link.ts';

/** The alerts behind the number that was pressed. */
export function AlertList() {
  const listed = useAlarmsLink((link) => link.listed);
  return listed ? <List listed={listed} /> : null;
}

function List({ listed }: { listed: Listed }) {
  const { t } = useWording();
  const now = useCityNow(30_000);
  const { data, error } = useAlerts(listed.filter);
  const isWanted = ({ acknowledged, suppression }: AlertView) =>
    listed.only === undefined || (!acknowledged && suppression === undefined);
  const alerts = data?.items.filter(isWanted);
  return (
    <Sheet title={titleOf(listed, t, now)} onClose={() => openList(undefined)} wide>
      <p className={styles.listLead}>
        {alerts &&
          (data?.nextCursor
            ? t('alarms.list.most', { n: alerts.length })
            : t('alarms.list.counted', { n: alerts.length }))}
        {' · '}
        {t(isOfNow(listed) ? 'alarms.list.now' : 'alarms.list.scope')}
      </p>
      {error && <Notice tone="alert" title={t('alarms.list.failed')} hint={explain(error)} />}
      {!data && !error && <Skeleton lines={8} label={t('alarms.loading')} />}
      {alerts?.length === 0 && <Notice title={t('alarms.list.none')} />}
      <ul className={styles.list}>
        {alerts?.map((alert) => (
          <Row key={alert.id} alert={alert} now={now} />
        ))}
      </ul>
    </Sheet>
  );
}

const isOfNow = ({ filter }: Listed): boolean => filter.state !== undefined || filter.suppression !== undefined;

function Row({ alert, now }: { alert: AlertView; now: number }) {
  const { t, say } = useWording();
  const { grade, state, acknowledged, suppression, incidentId } = alert;
  const mark = suppression ? 'shelved' : state === 'cleared' ? 'cleared' : acknowledged ? 'known' : 'new';
  return (
    <li data-quiet={suppression !== undefined || undefined}>
      <GradeMark grade={grade} state={mark} size={22} />
      <button
        type="button"
        disabled={incidentId === undefined}
        onClick={() => {
          if (incidentId === undefined) return;
          navigate('/');
          select({ kind: 'incident', id: incidentId });
        }}
      >
        {say(alert.message)}
      </button>
      <span>{momentTime(Date.parse(alert.raisedAt), now)}</span>
      <small>
        {[
          alert.id,
          alert.detector,
          alert.priority && t(`alarms.priority.${alert.priority}`),
          alert.nRaised > 1 && t('alarms.nuisance.raised', { n: alert.nRaised }),
          suppression && say(suppression.reason),
        ]
          .filter(Boolean)
          .join(' · ')}
      </small>
    </li>
  );
}

const GRADES = ['1', '2', '3', '4'] as const;
const CAUSES = [
  'rule',
  'maintenance',
  'diagnostic',
  'first_out',
  'chattering',
  'fleeting',
  'on_delay',
  'shelved',
] as const;
const PRIORITIES = ['high', 'medium', 'low'] as const;

function titleOf({ what, filter }: Listed, t: Wording['t'], now: number): string {
  const [kind, name] = what.split('.');
  const moment = (text: string | undefined) => (text === undefined ? '' : momentTime(Date.parse(text), now));
  const grade = GRADES.find((one) => one === name);
  const cause = CAUSES.find((one) => one === name);
  const priority = PRIORITIES.find((one) => one === name);
  if (kind === 'grade' && grade) return t('alarms.list.grade', { grade: t(`grade.g${grade}`) });
  if (kind === 'cause' && cause) return t(`alarms.cause.${cause}`);
  if (kind === 'priority' && priority) return t('alarms.list.priority', { name: t(`alarms.priority.${priority}`) });
  if (kind === 'standing') return t('alarms.figure.standing');
  if (kind === 'unacknowledged') return t('alarms.figure.unacknowledged');
  if (kind === 'stretch') return t('alarms.list.stretch', { from: moment(filter.from), to: moment(filter.to) });
  if (kind === 'actor') return [filter.detector, filter.thing].filter(Boolean).join(' · ');
  return t('alarms.list.all');
}
