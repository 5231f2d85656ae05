import { useWording } from '../../app/wording.ts';
import { momentTime } from '../../clock/city-time.ts';
import type { AlarmKpis } from '../../feed/alarms.ts';
import styles from './alarms.module.css';
import { openList } from './alarms-link.ts';
import { Heading } from './course.tsx';
import { shareText } from './figures.ts';

interface ListProps {
  readonly kpis: AlarmKpis;
  readonly period: Readonly<Record<string, string>>;
}

/** Pareto: who raises most, each with its share and what they come to together. */
export function BadActors({ kpis, period }: ListProps) {
  const { t } = useWording();
  const most = kpis.badActors[0]?.share ?? 1;
  let sum = 0;
  return (
    <section className={styles.block}>
      <Heading
        title={t('alarms.actors.title')}
        aside={
          kpis.badActors.length > 0 ? t('alarms.actors.aside', { share: shareText(kpis.badActorShare, t) }) : undefined
        }
      />
      {kpis.badActors.length === 0 ? (
        <p className={styles.nothing}>{t('alarms.actors.none')}</p>
      ) : (
        <table className={styles.pareto}>
          <thead>
            <tr>
              <th scope="col">{t('alarms.actors.name')}</th>
              <th scope="col">{t('alarms.actors.share')}</th>
              <th scope="col">{t('alarms.actors.raised')}</th>
              <th scope="col">{t('alarms.actors.shown')}</th>
              <th scope="col">{t('alarms.actors.sum')}</th>
            </tr>
          </thead>
          <tbody>
            {kpis.badActors.map(({ detector, thing, name, raised, annunciated, share }) => {
              sum += share;
              return (
                <tr key={`${detector} ${thing}`}>
                  <th scope="row">
                    <button
                      type="button"
                      onClick={() => openList({ what: 'actor', filter: { ...period, detector, thing } })}
                    >
                      {name} <small>{detector}</small>
                    </button>
                  </th>
                  <td>
                    <span className={styles.paretoBar}>
                      <i style={{ width: `${(80 * share) / most}%` }} />
                      {shareText(share, t)}
                    </span>
                  </td>
                  <td>{raised}</td>
                  <td>{annunciated}</td>
                  <td>{shareText(Math.min(1, sum), t)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </section>
  );
}

export function Nuisance({ kpis, period }: ListProps) {
  const { t } = useWording();
  return (
    <section className={styles.block}>
      <Heading
        title={t('alarms.nuisance.title')}
        aside={kpis.nuisance.length > 0 ? String(kpis.nuisance.length) : undefined}
      />
      {kpis.nuisance.length === 0 && <p className={styles.nothing}>{t('alarms.nuisance.none')}</p>}
      <ul className={styles.rows}>
        {kpis.nuisance.map(({ detector, thing, name, cause, raised, lastAt }) => (
          <li key={`${detector} ${thing} ${cause}`}>
            <button type="button" onClick={() => openList({ what: 'actor', filter: { ...period, detector, thing } })}>
              <span>
                {name} <small>{detector}</small>
              </span>
              <span>{t(`alarms.cause.${cause}`)}</span>
              <small>
                {t('alarms.nuisance.raised', { n: raised })} ·{' '}
                {t('alarms.nuisance.last', { time: momentTime(Date.parse(lastAt), Date.parse(kpis.to)) })}
              </small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Stale({ kpis: { stale, to } }: { kpis: AlarmKpis }) {
  const { t, span } = useWording();
  return (
    <section className={styles.block}>
      <Heading
        title={t('alarms.stale.title')}
        aside={[
          t('alarms.stale.aside', { n: stale.alarms }),
          stale.alarms > stale.items.length && t('alarms.stale.more', { n: stale.items.length }),
        ]
          .filter(Boolean)
          .join(' · ')}
      />
      {stale.items.length === 0 && <p className={styles.nothing}>{t('alarms.stale.none')}</p>}
      <ul className={styles.rows}>
        {stale.items.map(({ id, detector, name, since, priority }) => (
          <li key={id}>
            <button type="button" onClick={() => openList({ what: 'actor', filter: { state: 'active', detector } })}>
              <span>
                {name} <small>{detector}</small>
              </span>
              <span>{t(`alarms.priority.${priority}`)}</span>
              <small>{span(Date.parse(to) - Date.parse(since))}</small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
