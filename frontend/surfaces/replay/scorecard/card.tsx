import { useMemo } from 'react';
import { useWording } from '../../../app/wording.ts';
import { minuteTime } from '../../../clock/city-time.ts';
import { explain } from '../../../panels/inspector/act.ts';
import { Notice, Skeleton } from '../../../ui/notice.tsx';
import type { Run } from '../runs.ts';
import styles from '../side.module.css';
import { Absent } from './absent.tsx';
import { Detectors } from './detectors.tsx';
import { figuresOf, RESPONSES, spanText } from './figures.ts';

/** How the runs went, side by side, and how well trouble was noticed. */
export function Card({ a, b }: { a: Run; b: Run | undefined }) {
  const { t } = useWording();
  const { replay } = a;
  return (
    <section className={styles.section} aria-labelledby="replay-card">
      <header>
        <h2 id="replay-card">{t('replay.card.title')}</h2>
        {replay && (
          <span>
            {t('replay.card.whole', {
              from: minuteTime(Date.parse(replay.from)),
              to: minuteTime(Date.parse(replay.to)),
            })}
          </span>
        )}
      </header>
      <Unfinished runs={[a, b]} />
      {a.card ? (
        <>
          <Results a={a} b={b} />
          <Responses a={a} b={b} />
          <Detectors a={a} />
        </>
      ) : (
        <Waiting error={a.cardError} />
      )}
    </section>
  );
}

function Waiting({ error }: { error: Error | null }) {
  const { t } = useWording();
  if (error) return <Notice tone="alert" title={t('replay.card.failed')} hint={explain(error)} />;
  return <Skeleton lines={10} label={t('replay.card.title')} />;
}

/** Figures of a part of the day are figures of a part of the day. */
function Unfinished({ runs }: { runs: readonly (Run | undefined)[] }) {
  const { t } = useWording();
  const parts = runs.flatMap((run) =>
    run?.replay && run.replay.analysed < 1 && run.replay.state !== 'failed'
      ? [
          t('replay.card.unfinished', {
            side: run.side.toUpperCase(),
            percent: Math.floor(run.replay.analysed * 100),
          }),
        ]
      : [],
  );
  return parts.length === 0 ? null : <p className={styles.note}>{parts.join(' ')}</p>;
}

function Results({ a, b }: { a: Run; b: Run | undefined }) {
  const { t, language } = useWording();
  const figures = useMemo(() => figuresOf(t, language), [t, language]);
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('replay.card.results')}</th>
          <th scope="col">{t('replay.card.a')}</th>
          {b && <th scope="col">{t('replay.card.b')}</th>}
          {b && <th scope="col">{t('replay.card.difference')}</th>}
        </tr>
      </thead>
      <tbody>
        {figures.map(({ id, name, of, say, difference, why }) => {
          const [ours, its] = [a.card && of(a.card), b?.card && of(b.card)];
          const waits = t('replay.why.waiting');
          return (
            <tr key={id}>
              <th scope="row">{name}</th>
              <td>{ours === undefined ? <Absent why={a.complete ? why : waits} /> : say(ours)}</td>
              {b && <td>{its === undefined ? <Absent why={b.complete ? why : waits} /> : say(its)}</td>}
              {b && (
                <td>
                  {ours === undefined || its === undefined ? (
                    <Absent why={t('replay.why.oneMissing')} />
                  ) : (
                    (difference(ours, its) ?? <Absent why={t('replay.why.noDifference')} />)
                  )}
                </td>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Responses({ a, b }: { a: Run; b: Run | undefined }) {
  const { t } = useWording();
  const cell = (run: Run, step: (typeof RESPONSES)[number]) => {
    const seconds = run.card?.response[step];
    const limit = (run.card ?? a.card)?.response.limits?.[step];
    if (seconds === undefined) return <Absent why={t(run.card ? 'replay.why.noStep' : 'replay.why.waiting')} />;
    const over = limit !== undefined && seconds > limit;
    return (
      <>
        {spanText(t, seconds)}
        {over && <small>{t('replay.card.over', { over: spanText(t, seconds - limit) })}</small>}
      </>
    );
  };
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('replay.card.response')}</th>
          <th scope="col">A</th>
          {b && <th scope="col">B</th>}
          <th scope="col">{t('replay.card.limit')}</th>
        </tr>
      </thead>
      <tbody>
        {RESPONSES.map((step) => {
          const limit = a.card?.response.limits?.[step];
          const isOver = (run: Run | undefined) =>
            (run?.card?.response[step] ?? 0) > (limit ?? Number.POSITIVE_INFINITY);
          return (
            <tr key={step}>
              <th scope="row">{t(`replay.card.step.${step}`)}</th>
              <td data-over={isOver(a) || undefined}>{cell(a, step)}</td>
              {b && <td data-over={isOver(b) || undefined}>{cell(b, step)}</td>}
              <td>{limit === undefined ? <Absent why={t('replay.why.noLimit')} /> : spanText(t, limit)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
