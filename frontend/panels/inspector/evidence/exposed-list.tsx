import { useState } from 'react';
import { useWording } from '../../../app/wording.ts';
import type { EvidenceView } from '../../../feed/model.ts';
import { flyTo } from '../../../map/camera.ts';
import styles from './evidence.module.css';

type Exposed = NonNullable<EvidenceView['exposed']>;

/** Ours: what is read at a glance; the rest is one press away. */
const FEW = 6;

/** Who and what is in harm's way, nearest first; the numbers are those on the chart. A press goes there. */
export function ExposedList({ exposed }: { exposed: Exposed }) {
  const { t, say } = useWording();
  const [all, showAll] = useState(false);
  return (
    <section className={styles.part}>
      <header>
        <h3>{t('evidence.exposed')}</h3>
        <span>{t('evidence.count', { n: exposed.length })}</span>
      </header>
      <ol className={styles.exposed}>
        {(all ? exposed : exposed.slice(0, FEW)).map(({ kind, name, distanceM, people, position }, index) => {
          const row = (
            <>
              <i data-kind={kind}>{index + 1}</i>
              <span>
                {say(name)} <small>{t(`evidence.kind.${kind}`)}</small>
              </span>
              <small>{people !== undefined && people > 0 && t('evidence.persons', { n: people })}</small>
              <small>{distanceM !== undefined && t('evidence.metres', { n: Math.round(distanceM) })}</small>
            </>
          );
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the number is what the chart knows it by
            <li key={index}>
              {position ? (
                <button type="button" onClick={() => flyTo(position)}>
                  {row}
                </button>
              ) : (
                <div>{row}</div>
              )}
            </li>
          );
        })}
      </ol>
      {exposed.length > FEW && !all && (
        <button type="button" className={styles.more} onClick={() => showAll(true)}>
          {t('evidence.showAll', { n: exposed.length })}
        </button>
      )}
    </section>
  );
}
