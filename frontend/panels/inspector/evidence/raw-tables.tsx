import { useWording } from '../../../app/wording.ts';
import { useCityNow } from '../../../clock/city-clock.ts';
import { momentTime } from '../../../clock/city-time.ts';
import type { AlertDetail, EvidenceView } from '../../../feed/model.ts';
import { flyTo } from '../../../map/camera.ts';
import { formatValue } from '../chart-scale.ts';
import styles from '../inspector.module.css';
import { sampleUnit } from '../sample-unit.ts';
import { positionText } from '../ship.ts';
import own from './evidence.module.css';

/** The parameters in force, as configured. */
export function ParameterTable({ parameters }: { parameters: EvidenceView['parameters'] }) {
  const { t } = useWording();
  const entries = Object.entries(parameters);
  if (entries.length === 0) return null;
  return (
    <details className={own.raw}>
      <summary>
        {t('inspector.parameters')} <span>{entries.length}</span>
      </summary>
      <table className={styles.table}>
        <tbody>
          {entries.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{String(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** The points that the rule worked with; several of one name, such as the exits of a beach, stand in one row by number. */
export function PointRows({ points }: { points: EvidenceView['points'] }) {
  const { t, say } = useWording();
  if (!points || points.length === 0) return null;
  const byName = new Map<string, NonNullable<typeof points>>();
  for (const point of points) byName.set(say(point.label), [...(byName.get(say(point.label)) ?? []), point]);
  return (
    <dl className={`${styles.list} ${own.pointList}`} aria-label={t('inspector.points')}>
      {[...byName].map(([name, same]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={own.points}>
            {same.map(({ position }, index) => (
              <button
                key={position.join()}
                type="button"
                className={styles.link}
                aria-label={`${name} ${positionText(position)}`}
                onClick={() => flyTo(position)}
              >
                {same.length === 1 ? positionText(position) : index + 1}
              </button>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The readings or positions that decided, newest first. */
export function SampleTable({ alert }: { alert: AlertDetail }) {
  const { t } = useWording();
  const now = useCityNow(60_000);
  const { samples } = alert.evidence;
  if (samples.length === 0) return <p className={own.none}>{t('inspector.noSamples')}</p>;
  const nameOf = (id: string) => alert.things.find((thing) => thing.id === id)?.name ?? id;
  const severalThings = samples.some(({ thing }) => thing !== undefined && thing !== alert.things[0]?.id);
  const placed = samples.some(({ position }) => position !== undefined);
  return (
    <details className={own.raw}>
      <summary>
        {t('inspector.samples')} <span>{samples.length}</span>
      </summary>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('inspector.time')}</th>
            <th scope="col" className={styles.number}>
              {t('inspector.value')} {sampleUnit(alert)}
            </th>
            {severalThings && <th scope="col">{t('inspector.thing')}</th>}
            {placed && <th scope="col">{t('inspector.position')}</th>}
          </tr>
        </thead>
        <tbody>
          {samples.toReversed().map(({ time, value, thing, position }) => (
            <tr key={time + (thing ?? '')}>
              <td>{momentTime(Date.parse(time), now, true)}</td>
              <td className={styles.number}>{formatValue(value)}</td>
              {severalThings && <td>{thing && nameOf(thing)}</td>}
              {placed && (
                <td>
                  {position && (
                    <button type="button" className={styles.link} onClick={() => flyTo(position)}>
                      {positionText(position)}
                    </button>
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
