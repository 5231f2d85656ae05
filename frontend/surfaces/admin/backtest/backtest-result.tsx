import { useWording } from '../../../app/wording.ts';
import { fieldTime } from '../../../clock/city-time.ts';
import type { BacktestReport, BacktestSide, ToldAlert } from '../../../feed/backtests.ts';
import { GradeMark } from '../../../ui/grade-mark.tsx';
import admin from '../admin.module.css';
import styles from './backtest.module.css';

/** Ours: enough to see what kind they are. */
const EXAMPLES = 12;

/** Two sets of parameters side by side, and what one told and the other did not. */
export function BacktestResult({ report }: { report: BacktestReport }) {
  const { t, language } = useWording();
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const { present, proposed, kept, nGained, nLost, messages, hours } = report;
  return (
    <div className={styles.result}>
      <p>
        {t('backtest.kept', {
          n: kept,
          gained: nGained,
          lost: nLost,
          messages: number.format(messages),
          hours: number.format(hours),
        })}
      </p>
      <div className={admin.scroll}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('backtest.figure')}</th>
              <th scope="col" className={admin.number}>
                {t('backtest.inForce')}
              </th>
              <th scope="col" className={admin.number}>
                {t('backtest.proposed')}
              </th>
            </tr>
          </thead>
          <tbody>
            {figuresOf(present, proposed).map(({ name, of, digits, grade }) => (
              <tr key={`${name}${grade ?? ''}`}>
                <th scope="row">{grade ? t('backtest.grade', { grade }) : t(`backtest.${name}`)}</th>
                <td className={admin.number}>{figure(of(present), digits)}</td>
                <td className={admin.number}>{figure(of(proposed), digits)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {!present.score && <p className={styles.lead}>{t('backtest.noTruth')}</p>}
      <Hours present={present} proposed={proposed} />
      <div className={styles.examples}>
        <Examples title={t('backtest.gained')} alerts={report.gained} total={nGained} />
        <Examples title={t('backtest.lost')} alerts={report.lost} total={nLost} />
      </div>
    </div>
  );
}

interface Figure {
  readonly name: 'alerts' | 'perHour' | 'truth' | 'detected' | 'precision' | 'recall' | 'behind' | 'falsePerHour';
  readonly grade?: number;
  readonly digits: number;
  readonly of: (side: BacktestSide) => number | undefined;
}

const SCORED: readonly Figure[] = [
  { name: 'truth', digits: 0, of: ({ score }) => score?.truth },
  { name: 'detected', digits: 0, of: ({ score }) => score?.detected },
  { name: 'precision', digits: 2, of: ({ score }) => score?.precision },
  { name: 'recall', digits: 2, of: ({ score }) => score?.recall },
  { name: 'behind', digits: 0, of: ({ score }) => score?.medianLeadSeconds },
  { name: 'falsePerHour', digits: 2, of: ({ score }) => score?.falseAlarmsPerHour },
];

/** Grades that neither side has are left out, and figures against the truth where nobody knows it. */
const figuresOf = (present: BacktestSide, proposed: BacktestSide): readonly Figure[] => [
  { name: 'alerts', digits: 0, of: ({ alerts }) => alerts },
  ...[1, 2, 3, 4]
    .filter((grade) => (present.grades[grade] ?? 0) + (proposed.grades[grade] ?? 0) > 0)
    .map((grade): Figure => ({ name: 'alerts', grade, digits: 0, of: ({ grades }) => grades[grade] })),
  { name: 'perHour', digits: 2, of: ({ perHour }) => perHour },
  ...(present.score ? SCORED : []),
];

const figure = (value: number | undefined, digits: number): string =>
  value === undefined ? '–' : value.toFixed(digits);

const HOUR_MS = 3_600_000;
/** Ours: more hours than this are a texture, not a chart. */
const MOST_HOURS = 24 * 7;

/** Alerts in each hour, the two sides beside each other. */
function Hours({ present, proposed }: { present: BacktestSide; proposed: BacktestSide }) {
  const { t } = useWording();
  const times = [...present.hours, ...proposed.hours].map(({ hour }) => Date.parse(hour));
  if (times.length === 0) return null;
  const first = Math.min(...times);
  const count = (Math.max(...times) - first) / HOUR_MS + 1;
  if (count > MOST_HOURS) return null;
  const counted = [present, proposed].map(
    ({ hours }) => new Map(hours.map(({ hour, alerts }) => [Date.parse(hour), alerts])),
  );
  const most = Math.max(...counted.flatMap((side) => [...side.values()]));
  return (
    <div className={styles.hours} role="img" aria-label={t('backtest.byHour')} title={t('backtest.byHour')}>
      {Array.from({ length: count }, (_, index) => first + index * HOUR_MS).map((hour) => (
        <span key={hour} title={`${fieldTime(hour)}  ${counted.map((side) => side.get(hour) ?? 0).join(' / ')}`}>
          {counted.map((side, index) => (
            <i
              // biome-ignore lint/suspicious/noArrayIndexKey: two sides, always in this order
              key={index}
              data-side={index === 0 ? 'present' : 'proposed'}
              style={{ height: `${(100 * (side.get(hour) ?? 0)) / most}%` }}
            />
          ))}
        </span>
      ))}
    </div>
  );
}

function Examples({ title, alerts, total }: { title: string; alerts: readonly ToldAlert[]; total: number }) {
  const { t, say } = useWording();
  const shown = alerts.slice(0, EXAMPLES);
  return (
    <div>
      <h3>
        {title} <span className={styles.count}>{total}</span>
      </h3>
      {total === 0 && <p className={styles.lead}>{t('backtest.none')}</p>}
      <ul className={styles.told}>
        {shown.map(({ id, grade, raisedAt, message }) => (
          <li key={id}>
            <GradeMark grade={grade} state="known" size={18} />
            <time dateTime={raisedAt}>{fieldTime(Date.parse(raisedAt))}</time>
            <span>{say(message)}</span>
          </li>
        ))}
      </ul>
      {total > shown.length && <p className={styles.lead}>{t('backtest.more', { n: total - shown.length })}</p>}
    </div>
  );
}
