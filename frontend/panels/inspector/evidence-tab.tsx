import { useWording } from '../../app/wording.ts';
import { useCityNow } from '../../clock/city-clock.ts';
import { momentTime } from '../../clock/city-time.ts';
import type { AlertDetail, EvidenceView } from '../../feed/model.ts';
import { flyTo } from '../../map/camera.ts';
import { Notice } from '../../ui/notice.tsx';
import styles from './inspector.module.css';
import { sampleUnit } from './sample-unit.ts';
import { positionText } from './ship.ts';
import { formatValue } from './trend-chart.tsx';

/** What every alert rests on: the rule and its parameters in force, the samples that decided, the geometry. */
export function EvidenceTab({ alerts }: { alerts: readonly AlertDetail[] }) {
  const { t, say } = useWording();
  return alerts.map((alert) => (
    <section key={alert.id} className={styles.block}>
      <header className={styles.blockHead}>
        <h3>{say(alert.message)}</h3>
      </header>
      <dl className={styles.list}>
        <div>
          <dt>{t('inspector.rule')}</dt>
          <dd>
            {alert.detector} · v{alert.ruleVersion.replace(/^v/, '')} · {alert.id}
          </dd>
        </div>
        {alert.nRaised > 1 && (
          <div>
            <dt>{t('inspector.state')}</dt>
            <dd>{t('inspector.recurrences', { n: alert.nRaised })}</dd>
          </div>
        )}
      </dl>
      <Parameters parameters={alert.evidence.parameters} />
      <Points points={alert.evidence.points} />
      <Samples alert={alert} />
    </section>
  ));
}

function Parameters({ parameters }: { parameters: EvidenceView['parameters'] }) {
  const { t } = useWording();
  const entries = Object.entries(parameters);
  if (entries.length === 0) return null;
  return (
    <details className={styles.details}>
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

function Points({ points }: { points: EvidenceView['points'] }) {
  const { t, say } = useWording();
  if (!points || points.length === 0) return null;
  return (
    <dl className={styles.list} aria-label={t('inspector.points')}>
      {points.map(({ label, position }) => (
        <div key={label.en + position.join()}>
          <dt>{say(label)}</dt>
          <dd>
            <button type="button" className={styles.link} onClick={() => flyTo(position)}>
              {positionText(position)}
            </button>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Samples({ alert }: { alert: AlertDetail }) {
  const { t } = useWording();
  const now = useCityNow(60_000);
  const { samples } = alert.evidence;
  if (samples.length === 0) return <Notice title={t('inspector.samples')} hint={t('inspector.noSamples')} />;
  const nameOf = (id: string) => alert.things.find((thing) => thing.id === id)?.name ?? id;
  const severalThings = samples.some(({ thing }) => thing !== undefined && thing !== alert.things[0]?.id);
  return (
    <table className={styles.table}>
      <caption>
        {t('inspector.samples')} · {t('inspector.samplesCount', { n: samples.length })}
      </caption>
      <thead>
        <tr>
          <th scope="col">{t('inspector.time')}</th>
          <th scope="col" className={styles.number}>
            {t('inspector.value')} {sampleUnit(alert)}
          </th>
          {severalThings && <th scope="col">{t('inspector.thing')}</th>}
          <th scope="col">{t('inspector.position')}</th>
        </tr>
      </thead>
      <tbody>
        {samples.toReversed().map(({ time, value, thing, position }) => (
          <tr key={time + (thing ?? '')}>
            <td>{momentTime(Date.parse(time), now, true)}</td>
            <td className={styles.number}>{formatValue(value)}</td>
            {severalThings && <td>{thing && nameOf(thing)}</td>}
            <td>
              {position && (
                <button type="button" className={styles.link} onClick={() => flyTo(position)}>
                  {positionText(position)}
                </button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
