import { type Texts, zhCN } from '../../app/locales/zh-CN.ts';
import { useWording } from '../../app/wording.ts';
import { useCityNow } from '../../clock/city-clock.ts';
import { momentTime } from '../../clock/city-time.ts';
import type { LogEntry } from '../../feed/model.ts';
import { Notice } from '../../ui/notice.tsx';
import styles from './inspector.module.css';

/** Newest first: what happened and who did it, as the append-only log has it. */
export function LogTab({ entries }: { entries: readonly LogEntry[] }) {
  const { t } = useWording();
  if (entries.length === 0) return <Notice title={t('inspector.noLog')} />;
  return (
    <section className={styles.block}>
      <LogList entries={entries.toReversed()} />
    </section>
  );
}

export function LogList({ entries }: { entries: readonly LogEntry[] }) {
  const { t, say } = useWording();
  const now = useCityNow(60_000);
  return (
    <ol className={styles.log}>
      {entries.map((entry) => (
        <li key={entry.time + entry.action + entry.actor + (entry.text?.en ?? '')}>
          <time dateTime={entry.time}>{momentTime(Date.parse(entry.time), now)}</time>
          <span>
            {entry.actor !== 'system' && <b>{entry.actor} </b>}
            {entry.text ? say(entry.text) : actionName(entry.action)}
            {entry.note && <q>{entry.note}</q>}
          </span>
        </li>
      ))}
    </ol>
  );

  function actionName(action: string): string {
    // A server newer than this page may log acts that it cannot name; the stored word is then better than none.
    return isNamed(action) ? t(`log.${action}`) : action;
  }
}

const isNamed = (action: string): action is keyof Texts['log'] & string => Object.hasOwn(zhCN.log, action);
