import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useWording, type Wording } from '../../app/wording.ts';
import { useCityNow } from '../../clock/city-clock.ts';
import { momentTime } from '../../clock/city-time.ts';
import { useFeed } from '../../feed/feed.ts';
import type { WarningNotice } from '../../feed/model.ts';
import { GradeMark } from '../../ui/grade-mark.tsx';
import { byEvent, byWorst, eventName, titleOf } from './warning-words.ts';
import styles from './warnings.module.css';

/** Warnings of the authorities that are in force: what, how bad, since when; pressing opens what they say. */
export function Warnings() {
  const { t } = useWording();
  const { useLive } = useFeed();
  const warnings = byWorst(useLive((state) => state.warnings));
  if (warnings.length === 0) return null;
  return (
    <DialogTrigger>
      <Button className={styles.warnings!} aria-label={t('warnings.label')}>
        {byEvent(warnings).map(({ lead, count }) => (
          <Short key={lead.event} warning={lead} count={count} />
        ))}
      </Button>
      <Popover className={styles.popover!} placement="bottom end">
        <Dialog className={styles.dialog!} aria-label={t('warnings.label')}>
          <ul>
            {warnings.map((warning) => (
              <Long key={warning.id} warning={warning} />
            ))}
          </ul>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function Mark({ grade }: { grade: WarningNotice['grade'] }) {
  return grade === undefined ? null : <GradeMark grade={grade} state="known" size={22} />;
}

function Short({ warning, count }: { warning: WarningNotice; count: number }) {
  const { t } = useWording();
  const now = useCityNow(60_000);
  return (
    <span className={styles.short} title={warning.headline}>
      <Mark grade={warning.grade} />
      <b className={styles.full}>{titleOf(warning, t)}</b>
      <b className={styles.brief}>{eventName(warning.event, t)}</b>
      {count > 1 && <span>×{count}</span>}
      <span>{t('warnings.since', { time: momentTime(Date.parse(warning.from), now) })}</span>
    </span>
  );
}

function Long({ warning }: { warning: WarningNotice }) {
  const { t } = useWording();
  const now = useCityNow(60_000);
  const time = (iso: string) => momentTime(Date.parse(iso), now);
  return (
    <li>
      <Mark grade={warning.grade} />
      <div>
        <b>{titleOf(warning, t)}</b>
        <p>{warning.headline}</p>
        <p className={styles.facts}>
          {[
            warning.area ?? t('warnings.wholeCity'),
            t('warnings.since', { time: time(warning.from) }),
            untilText(warning, t, time),
          ].join(' · ')}
        </p>
      </div>
    </li>
  );
}

const untilText = ({ to }: WarningNotice, t: Wording['t'], time: (iso: string) => string): string =>
  to === undefined ? t('warnings.open') : t('warnings.until', { time: time(to) });
