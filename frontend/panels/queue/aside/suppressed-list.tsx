import { useState } from 'react';
import { changeView, select } from '../../../app/url-state.ts';
import { useWording } from '../../../app/wording.ts';
import { useCityNow } from '../../../clock/city-clock.ts';
import { momentTime } from '../../../clock/city-time.ts';
import { kindOfArrangement, useEndArrangement } from '../../../feed/alarms.ts';
import { useLive } from '../../../feed/live-store.ts';
import type { AlertView, SuppressionView } from '../../../feed/model.ts';
import { useSession } from '../../../feed/session-store.ts';
import { GradeMark } from '../../../ui/grade-mark.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { toast } from '../../../ui/toasts.tsx';
import { explain } from '../../inspector/act.ts';
import { openAside } from '../queue-store.ts';
import styles from './aside.module.css';
import { type SuppressedLot, suppressedLots } from './suppressed-lots.ts';

/** Ours: of one lot at once. */
const STEP = 50;

export function SuppressedList({ alerts }: { alerts: readonly AlertView[] }) {
  const { t } = useWording();
  const [text, setText] = useState('');
  const lots = suppressedLots(alerts, text);
  return (
    <>
      <p className={styles.lead}>{t('alarms.aside.lead')}</p>
      <input
        type="search"
        className={styles.search}
        value={text}
        placeholder={t('alarms.aside.find')}
        aria-label={t('alarms.aside.find')}
        onChange={({ target }) => setText(target.value)}
      />
      {alerts.length === 0 && <Notice title={t('alarms.aside.none')} hint={t('alarms.aside.noneHint')} />}
      {alerts.length > 0 && lots.length === 0 && <Notice title={t('alarms.aside.noMatch')} />}
      {lots.map((lot) => (
        <Lot key={lot.key} lot={lot} unfolded={text !== '' || lots.length === 1} />
      ))}
    </>
  );
}

function Lot({ lot: { suppression, alerts }, unfolded }: { lot: SuppressedLot; unfolded: boolean }) {
  const { t, say } = useWording();
  const now = useCityNow(30_000);
  const [open, setOpen] = useState<boolean>();
  const [limit, setLimit] = useState(STEP);
  const isOpen = open ?? unfolded;
  const { cause, reason, owner, until } = suppression;
  return (
    <section className={styles.lot}>
      <button type="button" className={styles.head} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Icon name="fold" size={14} />
        <b>{t(`alarms.cause.${cause}`)}</b>
        <span className={styles.count}>{alerts.length}</span>
      </button>
      <p className={styles.reason}>
        {say(isShared(cause) ? reason : { zh: t(`alarms.causeWhy.${cause}`), en: t(`alarms.causeWhy.${cause}`) })}
      </p>
      <p className={styles.facts}>
        <span>{owner ? t('alarms.aside.owner', { name: owner }) : t('alarms.aside.byDesk')}</span>
        <span>
          {until && isShared(cause)
            ? t('alarms.aside.until', { time: momentTime(Date.parse(until), now) })
            : t(`alarms.causeEnds.${cause}`)}
        </span>
        <Leader suppression={suppression} />
        <EndRule suppression={suppression} />
      </p>
      {isOpen && (
        <ul>
          {alerts.slice(0, limit).map((alert) => (
            <Row key={alert.id} alert={alert} now={now} own={!isShared(cause)} />
          ))}
          {alerts.length > limit && (
            <li>
              <button type="button" className={styles.link} onClick={() => setLimit(limit + 4 * STEP)}>
                {t('alarms.aside.more', { n: alerts.length - limit })}
              </button>
            </li>
          )}
        </ul>
      )}
    </section>
  );
}

/** Whether one reason holds for all of a lot; else each alert has its own. */
const isShared = (cause: SuppressionView['cause']): boolean =>
  cause === 'rule' || cause === 'maintenance' || cause === 'first_out';

function Row({ alert, now, own }: { alert: AlertView; now: number; own: boolean }) {
  const { t, say, ago } = useWording();
  const { id, grade, message, things, lastRaisedAt, incidentId, suppression } = alert;
  return (
    <li className={styles.row}>
      <GradeMark grade={grade} state="shelved" size={22} />
      <button
        type="button"
        className={styles.name}
        onClick={() => {
          openAside(undefined);
          if (incidentId !== undefined) select({ kind: 'incident', id: incidentId });
          else if (things[0]) select({ kind: 'thing', id: things[0].id });
          changeView({ pane: 'inspector' });
        }}
      >
        {say(message)}
      </button>
      <span className={styles.age}>{ago(now - Date.parse(lastRaisedAt))}</span>
      <span className={styles.own}>
        {[
          id,
          own && suppression && say(suppression.reason),
          own &&
            suppression?.until &&
            t('alarms.aside.until', { time: momentTime(Date.parse(suppression.until), now) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </li>
  );
}

function Leader({ suppression: { leader } }: { suppression: SuppressionView }) {
  const { t } = useWording();
  const alert = useLive((state) => (leader === undefined ? undefined : state.alerts.get(leader)));
  if (leader === undefined) return null;
  const incidentId = alert?.incidentId;
  return (
    <button
      type="button"
      className={styles.link}
      disabled={incidentId === undefined}
      onClick={() => {
        if (incidentId === undefined) return;
        openAside(undefined);
        select({ kind: 'incident', id: incidentId });
      }}
    >
      {t('alarms.aside.leader', { id: leader })}
    </button>
  );
}

/** Only people's own arrangements can be taken back by people. */
function EndRule({ suppression: { arrangement } }: { suppression: SuppressionView }) {
  const { t } = useWording();
  const isAdmin = useSession((state) => state.user?.roles.includes('admin') ?? false);
  const end = useEndArrangement();
  if (arrangement === undefined) return null;
  if (!isAdmin) return <span>{arrangement}</span>;
  return (
    <button
      type="button"
      className={styles.link}
      aria-busy={end.isPending}
      onClick={() =>
        end.mutate(
          { kind: kindOfArrangement(arrangement), id: arrangement },
          {
            onSuccess: () => toast('done', t('alarms.rules.ended', { id: arrangement })),
            onError: (error) => toast('failed', t('alarms.rules.notEnded', { id: arrangement }), explain(error)),
          },
        )
      }
    >
      {t('alarms.aside.endRule', { id: arrangement })}
    </button>
  );
}
