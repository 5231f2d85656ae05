import { useWording } from '../../app/wording.ts';
import type { AlarmKpis } from '../../feed/alarms.ts';
import { GradeMark } from '../../ui/grade-mark.tsx';
import styles from './alarms.module.css';
import { openList } from './alarms-link.ts';
import { Heading } from './course.tsx';
import { lengthText, shareText } from './figures.ts';

interface BlockProps {
  readonly kpis: AlarmKpis;
  /** Filters of the period. */
  readonly period: Readonly<Record<string, string>>;
}

const percent = (share: number): string => `${Math.min(100, share * 100)}%`;

/** Bars of share with a tick where the goal is. */
export function Priorities({ kpis, period }: BlockProps) {
  const { t } = useWording();
  return (
    <section className={styles.block}>
      <Heading title={t('alarms.priorities.title')} aside={t('alarms.priorities.aside')} />
      <ul className={styles.bars}>
        {kpis.priorities.map(({ priority, alarms, share, goal }) => (
          <li key={priority}>
            <button
              type="button"
              onClick={() => openList({ what: `priority.${priority}`, filter: { ...period, priority } })}
            >
              <span>{t(`alarms.priority.${priority}`)}</span>
              <span className={styles.bar}>
                <i style={{ width: percent(share) }} />
                <em style={{ left: percent(goal) }} />
              </span>
              <b>{shareText(share, t)}</b>
              <small>{t('alarms.priorities.row', { n: alarms, goal: shareText(goal, t) })}</small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Median as a bar, to the 90th percentile as a line; one scale for all grades. */
export function Acknowledged({ kpis, period }: BlockProps) {
  const { t } = useWording();
  const longest = Math.max(1, ...kpis.byGrade.map(({ acknowledgeP90S = 0 }) => acknowledgeP90S));
  return (
    <section className={styles.block}>
      <Heading title={t('alarms.acknowledge.title')} aside={t('alarms.acknowledge.aside')} />
      <ul className={styles.bars} data-marks>
        {kpis.byGrade.map(({ grade, unacknowledged, acknowledgeMedianS: median, acknowledgeP90S: p90 }) => (
          <li key={grade}>
            <button
              type="button"
              onClick={() => openList({ what: `grade.${grade}`, filter: { ...period, grade: String(grade) } })}
            >
              <GradeMark grade={grade} state="known" size={22} />
              <span className={styles.bar} data-whisker>
                <i style={{ width: percent((median ?? 0) / longest) }} />
                <u style={{ width: percent((p90 ?? 0) / longest) }} />
              </span>
              <b>{median === undefined ? '–' : lengthText(median, t)}</b>
              <small>
                {[
                  p90 !== undefined && t('alarms.figure.p90', { time: lengthText(p90, t) }),
                  unacknowledged > 0 && `${t('alarms.acknowledge.open')} ${unacknowledged}`,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

const CAUSES = [
  'first_out',
  'diagnostic',
  'on_delay',
  'chattering',
  'fleeting',
  'rule',
  'maintenance',
  'shelved',
] as const;

/** What was kept from officers, by reason; the most first. */
export function Suppressed({ kpis, period }: BlockProps) {
  const { t } = useWording();
  const rows = CAUSES.map((cause) => ({
    cause,
    n: cause === 'shelved' ? kpis.shelved : (kpis.suppressed[cause] ?? 0),
  }))
    .filter(({ n }) => n > 0)
    .sort((a, b) => b.n - a.n);
  const most = rows[0]?.n ?? 1;
  return (
    <section className={styles.block}>
      <Heading title={t('alarms.suppressed.title')} aside={t('alarms.suppressed.aside')} />
      {rows.length === 0 && <p className={styles.nothing}>{t('alarms.suppressed.none')}</p>}
      <ul className={styles.bars} data-wide>
        {rows.map(({ cause, n }) => (
          <li key={cause}>
            <button
              type="button"
              onClick={() =>
                openList({
                  what: `cause.${cause}`,
                  filter: cause === 'shelved' ? { ...period } : { ...period, suppression: cause },
                })
              }
            >
              <span>{t(`alarms.cause.${cause}`)}</span>
              <span className={styles.bar}>
                <i style={{ width: percent(n / most) }} />
              </span>
              <b>{n}</b>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
