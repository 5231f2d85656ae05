import { useWording } from '../../../app/wording.ts';
import { minuteTime } from '../../../clock/city-time.ts';
import { type ReplayView, useReplays } from '../../../feed/replays.ts';
import { changeReplay } from '../replay-link.ts';
import { RunState } from '../run-state.tsx';
import type { Run } from '../runs.ts';
import styles from '../side.module.css';

/** The run and every branch of it, and which of them are on the surface. */
export function Branches({ a, b }: { a: Run; b: Run | undefined }) {
  const { t } = useWording();
  const { data } = useReplays();
  const family = familyOf(data ?? [], a.replay);
  return (
    <section className={styles.section} aria-labelledby="replay-branches">
      <header>
        <h2 id="replay-branches">{t('replay.branches')}</h2>
        <span>{family.length}</span>
      </header>
      <ul className={styles.rows}>
        {family.map((replay) => (
          <BranchRow key={replay.id} replay={replay} a={a.id} b={b?.id} />
        ))}
      </ul>
      {family.length < 2 && <p className={styles.note}>{t('replay.noBranches')}</p>}
    </section>
  );
}

function BranchRow({ replay, a, b }: { replay: ReplayView; a: string; b: string | undefined }) {
  const { t, say } = useWording();
  const { id, branchedAt, state, detail } = replay;
  const choose = (side: 'a' | 'b') => {
    if (side === 'a' && id !== a) changeReplay({ a: id, b: id === b ? a : b, picked: undefined }, true);
    if (side === 'b') changeReplay({ b: id === b ? undefined : id, picked: undefined }, true);
  };
  const name = say(replay.title);
  return (
    <li className={styles.rowItem}>
      <div>
        <p title={name}>{name}</p>
        <p>
          {branchedAt && `${t('replay.branchedAt', { time: minuteTime(Date.parse(branchedAt)) })} · `}
          <RunState replay={replay} />
          {state === 'failed' && detail && ` · ${detail}`}
        </p>
      </div>
      <button
        type="button"
        className={styles.letter}
        aria-pressed={id === a}
        aria-label={t('replay.showAs', { name, side: 'A' })}
        onClick={() => choose('a')}
      >
        A
      </button>
      <button
        type="button"
        className={styles.letter}
        data-side="b"
        disabled={id === a}
        aria-pressed={id === b}
        aria-label={t('replay.showAs', { name, side: 'B' })}
        onClick={() => choose('b')}
      >
        B
      </button>
    </li>
  );
}

/** The root of the run, and everything that branched from it or from its branches, oldest first. */
function familyOf(all: readonly ReplayView[], replay: ReplayView | undefined): readonly ReplayView[] {
  if (!replay) return [];
  const byId = new Map(all.map((one) => [one.id, one]));
  byId.set(replay.id, byId.get(replay.id) ?? replay);
  const rootOf = (one: ReplayView): string => {
    let at = one;
    for (let parent = at.parent && byId.get(at.parent); parent; parent = at.parent && byId.get(at.parent)) at = parent;
    return at.id;
  };
  const root = rootOf(replay);
  return [...byId.values()]
    .filter((one) => rootOf(one) === root)
    .sort((one, other) => one.createdAt.localeCompare(other.createdAt));
}
