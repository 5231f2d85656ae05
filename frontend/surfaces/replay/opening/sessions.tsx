import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useWording } from '../../../app/wording.ts';
import { cityNow } from '../../../clock/city-clock.ts';
import { minuteTime, momentTime } from '../../../clock/city-time.ts';
import { type ReplayView, removeReplay, useReplays } from '../../../feed/replays.ts';
import { explain } from '../../../panels/inspector/act.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { Notice, Skeleton } from '../../../ui/notice.tsx';
import { toast } from '../../../ui/toasts.tsx';
import { RunState } from '../run-state.tsx';
import { openReplay } from './create.ts';
import styles from './opening.module.css';

/** The sessions that exist, newest first, each with its branches behind it. */
export function Sessions() {
  const { t } = useWording();
  const { data, error, refetch } = useReplays();
  return (
    <section className={styles.section} aria-labelledby="replay-sessions">
      <h2 id="replay-sessions">
        {t('replay.sessions')} {data && data.length > 0 && <span>{data.length}</span>}
      </h2>
      {error && (
        <Notice tone="alert" title={t('replay.sessionsFailed')} hint={explain(error)}>
          <ActionButton onPress={() => void refetch()}>{t('problem.retry')}</ActionButton>
        </Notice>
      )}
      {!data && !error && <Skeleton lines={3} label={t('replay.sessions')} />}
      {data?.length === 0 && <Notice title={t('replay.noSessions')} hint={t('replay.noSessionsHint')} />}
      <ul className={styles.rows}>
        {inFamilies(data ?? []).map((replay) => (
          <SessionRow key={replay.id} replay={replay} />
        ))}
      </ul>
    </section>
  );
}

function SessionRow({ replay }: { replay: ReplayView }) {
  const { t, say } = useWording();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => removeReplay(replay.id),
    onSettled: () => client.invalidateQueries({ queryKey: ['replays'] }),
    onError: (error) => toast('failed', t('replay.removeFailed'), explain(error)),
  });
  const span = `${momentTime(Date.parse(replay.from), 0)}–${minuteTime(Date.parse(replay.to))}`;
  return (
    <li className={styles.row} data-branch={replay.parent !== undefined || undefined}>
      <div>
        <p className={styles.name}>{say(replay.title)}</p>
        <p className={styles.facts}>
          {[span, replay.createdBy, momentTime(Date.parse(replay.createdAt), cityNow())].join(' · ')} ·{' '}
          <RunState replay={replay} />
        </p>
      </div>
      <ActionButton onPress={() => openReplay(replay.parent ?? replay.id)}>{t('replay.open')}</ActionButton>
      <ActionButton busy={remove.isPending} onPress={() => remove.mutate()}>
        {t('replay.remove')}
      </ActionButton>
    </li>
  );
}

/** Newest first; a branch stands behind what it branched from. */
function inFamilies(replays: readonly ReplayView[]): readonly ReplayView[] {
  const known = new Set(replays.map(({ id }) => id));
  const newest = replays.toSorted((one, other) => other.createdAt.localeCompare(one.createdAt));
  const behind = (id: string): ReplayView[] =>
    newest.filter(({ parent }) => parent === id).flatMap((branch) => [branch, ...behind(branch.id)]);
  return newest
    .filter(({ parent }) => parent === undefined || !known.has(parent))
    .flatMap((root) => [root, ...behind(root.id)]);
}
