import { useState } from 'react';
import { useWording } from '../../../app/wording.ts';
import { useCityNow } from '../../../clock/city-clock.ts';
import {
  type BacktestBody,
  type DetectorView,
  isUnderWay,
  useBacktest,
  useCancelBacktest,
  useDetectors,
  useStartBacktest,
} from '../../../feed/backtests.ts';
import { useScenarios } from '../../../feed/replays.ts';
import { explain } from '../../../panels/inspector/act.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { ChoiceField } from '../../../ui/choice-field.tsx';
import form from '../../../ui/form.module.css';
import { Notice } from '../../../ui/notice.tsx';
import { TimeField } from '../../../ui/time-field.tsx';
import admin from '../admin.module.css';
import styles from './backtest.module.css';
import { BacktestResult } from './backtest-result.tsx';
import { changesOf, ParameterTable } from './parameter-table.tsx';

const DAY_MS = 24 * 3_600_000;

/** A rule with other parameters, over a day or a stretch of history: what it would tell. */
export function BacktestSection() {
  const { t } = useWording();
  const { data: detectors = [], error } = useDetectors();
  const [detectorId, setDetectorId] = useState<string>();
  const detector = detectors.find(({ id }) => id === detectorId);
  return (
    <section className={admin.section} aria-label={t('backtest.heading')}>
      <h2>{t('backtest.heading')}</h2>
      <p className={styles.lead}>{t('backtest.lead')}</p>
      {error && (
        <Notice tone="alert" title={t('admin.failed', { what: t('backtest.detector') })} hint={explain(error)} />
      )}
      <div className={styles.detector}>
        <ChoiceField
          label={t('backtest.detector')}
          choices={detectors.map(({ id, name }) => ({ id, name: { zh: `${name.zh} ${id}`, en: `${name.en} ${id}` } }))}
          value={detectorId}
          empty={t('backtest.chooseDetector')}
          onChange={setDetectorId}
        />
      </div>
      {detector && <Question key={detector.id} detector={detector} />}
    </section>
  );
}

type SourceKind = 'scenario' | 'history';

function Question({ detector }: { detector: DetectorView }) {
  const { t } = useWording();
  const now = useCityNow(60_000);
  const { data: scenarios = [] } = useScenarios();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [kind, setKind] = useState<SourceKind>('scenario');
  const [scenario, setScenario] = useState<string>();
  const [span, setSpan] = useState({ from: now - DAY_MS, to: now });
  const [asked, setAsked] = useState<string>();
  const start = useStartBacktest();
  const cancel = useCancelBacktest();
  const { data: test } = useBacktest(asked);
  const chosen = scenario ?? scenarios[0]?.id;
  const run = () => {
    const source: BacktestBody['source'] =
      kind === 'scenario'
        ? { kind, scenario: chosen ?? '' }
        : { kind, from: new Date(span.from).toISOString(), to: new Date(span.to).toISOString() };
    const body = { detector: detector.id, set: changesOf(detector, typed), source };
    start.mutate(body, { onSuccess: ({ id }) => setAsked(id) });
  };
  const isRunning = test !== undefined && isUnderWay(test);
  return (
    <>
      <ParameterTable detector={detector} typed={typed} onType={(name, text) => setTyped({ ...typed, [name]: text })} />
      <div className={styles.source}>
        <fieldset className={admin.chips} aria-label={t('backtest.what')}>
          {(['scenario', 'history'] as const).map((each) => (
            <button key={each} type="button" aria-pressed={kind === each} onClick={() => setKind(each)}>
              {t(`backtest.${each}`)}
            </button>
          ))}
        </fieldset>
        {kind === 'scenario' ? (
          <ChoiceField
            label={t('backtest.scenario')}
            choices={scenarios.map(({ id, title }) => ({ id, name: title }))}
            value={chosen}
            empty={t('backtest.chooseDetector')}
            onChange={setScenario}
          />
        ) : (
          <div className={styles.span}>
            <TimeField label={t('backtest.from')} value={span.from} onChange={(from) => setSpan({ ...span, from })} />
            <TimeField label={t('backtest.to')} value={span.to} onChange={(to) => setSpan({ ...span, to })} />
          </div>
        )}
      </div>
      <div className={form.buttons}>
        {isRunning && (
          <span className={styles.progress} role="status">
            {test.state === 'waiting'
              ? t('backtest.waiting')
              : t('backtest.running', { percent: Math.floor(100 * test.progress) })}
          </span>
        )}
        {isRunning && (
          <ActionButton
            onPress={() => {
              cancel.mutate(test.id);
              setAsked(undefined);
            }}
          >
            {t('backtest.cancel')}
          </ActionButton>
        )}
        <ActionButton primary busy={start.isPending || isRunning} onPress={run}>
          {t('backtest.run')}
        </ActionButton>
      </div>
      {start.error && <Notice tone="alert" title={t('backtest.failed')} hint={explain(start.error)} />}
      {test?.state === 'failed' && <Notice tone="alert" title={t('backtest.failed')} hint={test.detail} />}
      {test?.report && <BacktestResult report={test.report} />}
    </>
  );
}
