import { useWording } from '../../app/wording.ts';
import { isoDay, minuteTime } from '../../clock/city-time.ts';
import type { AlarmKpis } from '../../feed/alarms.ts';
import styles from './alarms.module.css';
import { openList } from './alarms-link.ts';
import { Heading } from './course.tsx';
import { lengthText, numberText, shareText, targetOf, verdictOf } from './figures.ts';

type Stretch = AlarmKpis['byDay'][number];

const dayText = ({ from }: Stretch): string => isoDay(Date.parse(from)).slice(5);
const shiftText = (stretch: Stretch): string =>
  `${dayText(stretch)} ${minuteTime(Date.parse(stretch.from))}–${minuteTime(Date.parse(stretch.to))}`;

/** The same measures for each shift and each day, the newest first. */
export function Stretches({ kpis, by }: { kpis: AlarmKpis; by: 'shift' | 'day' }) {
  const { t } = useWording();
  const stretches = (by === 'shift' ? kpis.byShift : kpis.byDay).toReversed();
  const most = Math.max(1, ...stretches.map(({ perOfficerHour }) => perOfficerHour));
  const told = by === 'shift' ? shiftText : dayText;
  const length = (seconds: number | undefined) => (seconds === undefined ? '–' : lengthText(seconds, t));
  return (
    <section className={styles.block}>
      <Heading title={t(`alarms.table.${by}`)} />
      <div className={styles.tableBox}>
        <table className={styles.stretches}>
          <thead>
            <tr>
              <th scope="col">{t('alarms.table.when')}</th>
              <th scope="col">{t('alarms.table.alarms')}</th>
              <th scope="col">{t('alarms.table.perHour')}</th>
              <th scope="col">{t('alarms.table.peak')}</th>
              <th scope="col">{t('alarms.table.flood')}</th>
              <th scope="col">{t('alarms.table.median')}</th>
              <th scope="col">{t('alarms.table.p90')}</th>
            </tr>
          </thead>
          <tbody>
            {stretches.map((stretch) => (
              <tr key={stretch.from}>
                <th scope="row">
                  <button
                    type="button"
                    onClick={() => openList({ what: 'stretch', filter: { from: stretch.from, to: stretch.to } })}
                  >
                    {told(stretch)}
                  </button>
                </th>
                <td>{stretch.alarms}</td>
                <td data-verdict={verdictOf(stretch.perOfficerHour, targetOf(kpis, 'perOfficerHour'))}>
                  <span className={styles.paretoBar}>
                    <i style={{ width: `${(60 * stretch.perOfficerHour) / most}%` }} />
                    {numberText(stretch.perOfficerHour)}
                  </span>
                </td>
                <td data-verdict={verdictOf(stretch.peakTenMinutes, targetOf(kpis, 'peakTenMinutes'))}>
                  {numberText(stretch.peakTenMinutes)}
                </td>
                <td data-verdict={verdictOf(stretch.floodShare, targetOf(kpis, 'floodShare'))}>
                  {shareText(stretch.floodShare, t)}
                </td>
                <td>{length(stretch.acknowledgeMedianS)}</td>
                <td>{length(stretch.acknowledgeP90S)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
