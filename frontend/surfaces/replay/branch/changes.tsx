import { useWording } from '../../../app/wording.ts';
import { clockTime } from '../../../clock/city-time.ts';
import type { InterventionView } from '../../../feed/replays.ts';
import type { Run } from '../runs.ts';
import styles from '../side.module.css';
import { targetOf } from './interventions.ts';
import { useChoices } from './use-choices.ts';

/** What B did differently, in words; everything else is as it was. */
export function Changes({ run }: { run: Run }) {
  const { t } = useWording();
  const changes = run.replay?.interventions ?? [];
  if (changes.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby="replay-changes">
      <header>
        <h2 id="replay-changes">{t('replay.changed', { n: changes.length })}</h2>
      </header>
      <ul className={styles.changes}>
        {changes.map((change) => (
          <Change key={`${change.kind}-${change.at}-${targetOf(change) ?? ''}`} change={change} />
        ))}
      </ul>
      <p className={styles.note}>{t('replay.changedNote')}</p>
    </section>
  );
}

function Change({ change }: { change: InterventionView }) {
  const { t, say } = useWording();
  const { choices } = useChoices(change.kind);
  const id = targetOf(change);
  const found = choices.find((choice) => choice.id === id);
  const name = found ? say(found.name) : (id ?? '');
  const what =
    change.kind === 'scale_rain'
      ? t('replay.did.scale_rain', { factor: change.factor })
      : t(`replay.did.${change.kind}`, { name });
  return <li>{`${clockTime(Date.parse(change.at)).slice(0, 5)} ${what}`}</li>;
}
