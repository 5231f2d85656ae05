import { useState } from 'react';
import { useWording } from '../../../app/wording.ts';
import { durationText } from '../../../clock/replay-clock.ts';
import { type ScenarioView, useScenarios } from '../../../feed/replays.ts';
import { explain } from '../../../panels/inspector/act.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import form from '../../../ui/form.module.css';
import { Notice, Skeleton } from '../../../ui/notice.tsx';
import { useCreateReplay } from './create.ts';
import styles from './opening.module.css';

export function Scenarios() {
  const { t } = useWording();
  const { data, error, refetch } = useScenarios();
  return (
    <section className={styles.section} aria-labelledby="replay-scenarios">
      <h2 id="replay-scenarios">
        {t('replay.scenarios')} {data && <span>{data.length}</span>}
      </h2>
      <p className={styles.hint}>{t('replay.scenariosHint')}</p>
      {error && (
        <Notice tone="alert" title={t('replay.scenariosFailed')} hint={explain(error)}>
          <ActionButton onPress={() => void refetch()}>{t('problem.retry')}</ActionButton>
        </Notice>
      )}
      {!data && !error && <Skeleton lines={8} label={t('replay.scenarios')} />}
      {data?.length === 0 && <Notice title={t('replay.noScenarios')} hint={t('replay.noScenariosHint')} />}
      <ul className={styles.cards}>
        {data?.map((scenario) => (
          <ScenarioCard key={scenario.id} scenario={scenario} />
        ))}
      </ul>
    </section>
  );
}

function ScenarioCard({ scenario }: { scenario: ScenarioView }) {
  const { t, say } = useWording();
  const [seed, setSeed] = useState(String(scenario.seed));
  const create = useCreateReplay();
  const field = `seed-${scenario.id}`;
  const number = Number(seed);
  const isSeed = seed.trim() !== '' && Number.isSafeInteger(number) && number >= 0;
  return (
    <li className={styles.card}>
      <h3>{say(scenario.title)}</h3>
      <p>{say(scenario.description)}</p>
      <div className={styles.cardFoot}>
        <label htmlFor={field}>{t('replay.seed')}</label>
        <input
          id={field}
          className={form.input}
          inputMode="numeric"
          value={seed}
          aria-invalid={!isSeed}
          onChange={(event) => setSeed(event.target.value)}
        />
        {scenario.durationMs !== undefined && (
          <span>{t('replay.duration', { time: durationText(scenario.durationMs) })}</span>
        )}
        <ActionButton
          busy={create.isPending}
          refusal={isSeed ? undefined : t('replay.seedWrong')}
          onPress={() => create.mutate({ kind: 'scenario', scenario: scenario.id, seed: number })}
        >
          {t(create.isPending ? 'replay.opening' : 'replay.open')}
        </ActionButton>
      </div>
      {create.error && (
        <p className={form.error} role="alert">
          {explain(create.error)}
        </p>
      )}
    </li>
  );
}
