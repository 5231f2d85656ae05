import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useWording } from '../../../app/wording.ts';
import { clockTime, fieldTime } from '../../../clock/city-time.ts';
import { branchReplay, type InterventionView, keepReplay } from '../../../feed/replays.ts';
import { explain } from '../../../panels/inspector/act.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import form from '../../../ui/form.module.css';
import { Sheet } from '../../../ui/modal.tsx';
import { TimeField } from '../../../ui/time-field.tsx';
import { changeReplay } from '../replay-link.ts';
import type { Run } from '../runs.ts';
import { replayNow } from '../transport.ts';
import styles from './branch-dialog.module.css';
import { ChangeFields } from './change-fields.tsx';
import { changeOf, type Draft, MOST_CHANGES, newDraft } from './interventions.ts';

/** From which moment, and what would be different from then on. The branch becomes B and runs. */
export function BranchDialog({ run, onClose }: { run: Run; onClose: () => void }) {
  const { t } = useWording();
  const client = useQueryClient();
  const { replay } = run;
  const simulated = replay?.simulated ?? false;
  const [at, setAt] = useState(() => Math.round(replayNow() / 1000) * 1000);
  const [name, setName] = useState('');
  const [drafts, setDrafts] = useState<readonly Draft[]>(() => [
    newDraft(0, simulated ? 'close_beach' : 'mute_thing', at),
  ]);
  const changes = drafts.map(changeOf).filter((change): change is InterventionView => change !== undefined);
  const branch = useMutation({
    mutationFn: () => branchReplay(run.id, at, name.trim() || undefined, changes),
    onSuccess: (made) => {
      keepReplay(client, made);
      changeReplay({ b: made.id, picked: undefined }, true);
      onClose();
    },
  });
  const [from, to] = [Date.parse(replay?.from ?? ''), Date.parse(replay?.to ?? '')];
  const refusal =
    at < from || at >= to
      ? t('replay.branchOutside', { from: fieldTime(from), to: fieldTime(to) })
      : drafts.some((draft) => draft.at < at || draft.at >= to)
        ? t('replay.changeOutside')
        : changes.length < drafts.length
          ? t('replay.changeUnfinished')
          : undefined;
  const moveTo = (time: number) => {
    setDrafts(drafts.map((draft) => (draft.at === at || draft.at < time ? { ...draft, at: time } : draft)));
    setAt(time);
  };
  const change = (draft: Draft) => setDrafts(drafts.map((other) => (other.key === draft.key ? draft : other)));
  const add = () =>
    setDrafts([
      ...drafts,
      newDraft(Math.max(...drafts.map(({ key }) => key), 0) + 1, simulated ? 'scale_rain' : 'mute_thing', at),
    ]);
  return (
    <Sheet title={t('replay.branchTitle', { time: clockTime(at) })} onClose={onClose} wide>
      <div className={form.form}>
        {!simulated && <p className={form.hint}>{t('replay.branchMuteOnly')}</p>}
        <div className={styles.head}>
          <TimeField label={t('replay.branchAt')} value={at} onChange={moveTo} />
          <label className={form.field}>
            <span className={form.label}>{t('replay.branchName')}</span>
            <input
              className={form.input}
              maxLength={200}
              placeholder={t('replay.branchNameHint')}
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
          </label>
        </div>
        <h3 className={form.label}>{t('replay.branchWhat')}</h3>
        <ol className={styles.changes}>
          {drafts.map((draft) => (
            <li key={draft.key}>
              <ChangeFields
                draft={draft}
                simulated={simulated}
                onChange={change}
                {...(drafts.length > 1 ? { onRemove: () => setDrafts(drafts.filter((other) => other !== draft)) } : {})}
              />
            </li>
          ))}
        </ol>
        <div>
          <ActionButton
            refusal={drafts.length >= MOST_CHANGES ? t('replay.changesFull', { n: MOST_CHANGES }) : undefined}
            onPress={add}
          >
            {t('replay.changeAdd')}
          </ActionButton>
        </div>
        {branch.error && (
          <p className={form.error} role="alert">
            {explain(branch.error)}
          </p>
        )}
        <div className={form.buttons}>
          <p className={styles.refusal}>{refusal ?? t('replay.branchRuns')}</p>
          <ActionButton onPress={onClose}>{t('action.cancel')}</ActionButton>
          <ActionButton primary busy={branch.isPending} refusal={refusal} onPress={() => branch.mutate()}>
            {t(branch.isPending ? 'replay.branching' : 'replay.branchRun')}
          </ActionButton>
        </div>
      </div>
    </Sheet>
  );
}
