import { useWording } from '../../../app/wording.ts';
import type { EvidenceView } from '../../../feed/model.ts';
import styles from './evidence.module.css';

/** What follows if nothing is done, step after step: the words of the alert, cut at their arrows. */
export function HazardChain({ chain }: { chain: NonNullable<EvidenceView['hazardChain']> }) {
  const { t, say } = useWording();
  const steps = say(chain)
    .split(/\s*(?:→|->|—>)\s*/)
    .filter(Boolean);
  return (
    <section className={styles.part}>
      <h3>{t('evidence.chain')}</h3>
      <ol className={styles.chain}>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </section>
  );
}
