import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { Button, Input, Label, ListBox, ListBoxItem, TextField } from 'react-aria-components';
import { changeView } from '../../../app/url-state.ts';
import { useWording } from '../../../app/wording.ts';
import type { TeamChoice } from '../../../feed/model.ts';
import { sendAnother, sendTeam, useTeams } from '../../../feed/tasks.ts';
import button from '../../../ui/action-button.module.css';
import form from '../../../ui/form.module.css';
import { Sheet } from '../../../ui/modal.tsx';
import { Notice, Skeleton } from '../../../ui/notice.tsx';
import { explain } from '../act.ts';
import { openTaskDialog, sendAct, useTaskActs } from './task-acts.ts';
import styles from './tasks.module.css';

const KM = 1000;

/** Who goes: the best choice is chosen already, Enter sends it. `task`: in the place of those who had it. */
export function TeamDialog({ incidentId, task }: { incidentId: string; task?: string | undefined }) {
  const { t } = useWording();
  const client = useQueryClient();
  const { data, error } = useTeams(incidentId);
  const [chosen, setChosen] = useState<string>();
  const [words, setWords] = useState('');
  const sending = useTaskActs((state) => state.sending !== undefined);
  /** Stays the same however often it is sent. */
  const id = useRef(crypto.randomUUID());
  const team = chosen ?? data?.[0]?.id;
  const send = async (choice: string | undefined) => {
    if (choice === undefined) return;
    const text = words.trim();
    const request = async () => {
      await (task === undefined ? sendTeam(incidentId, id.current, choice, text) : sendAnother(task, choice, text));
      changeView({ tab: 'tasks' });
    };
    await sendAct('team', t('tasks.dispatch'), incidentId, request, client);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send(team);
  };
  return (
    <Sheet title={t('tasks.dispatchTitle')} onClose={() => openTaskDialog(undefined)}>
      <form className={form.form} onSubmit={submit}>
        <p className={form.hint}>{t('tasks.dispatchHint')}</p>
        {error && <Notice tone="alert" title={t('inspector.failed')} hint={explain(error)} />}
        {!data && !error && <Skeleton lines={6} label={t('tasks.loadingTeams')} />}
        {data && team === undefined && <Notice title={t('tasks.noTeams')} />}
        {data && team !== undefined && (
          <ListBox
            className={styles.teams!}
            aria-label={t('tasks.teams')}
            autoFocus="first"
            selectionMode="single"
            selectionBehavior="replace"
            disallowEmptySelection
            selectedKeys={[team]}
            onSelectionChange={(keys) => {
              if (keys !== 'all') setChosen([...keys].map(String)[0]);
            }}
            onAction={(key) => void send(String(key))}
            items={data}
          >
            {(choice: TeamChoice) => <TeamRow choice={choice} />}
          </ListBox>
        )}
        <TextField className={form.field!} value={words} onChange={setWords} maxLength={2000}>
          <Label>{t('tasks.instructions')}</Label>
          <Input className={form.input!} />
        </TextField>
        <div className={form.buttons}>
          <Button className={button.button!} onPress={() => openTaskDialog(undefined)}>
            {t('tasks.cancel')}
          </Button>
          <Button className={button.button!} type="submit" data-primary isDisabled={sending || team === undefined}>
            {t('tasks.send')}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}

function TeamRow({ choice }: { choice: TeamChoice }) {
  const { t } = useWording();
  const { distanceM } = choice;
  const distance =
    distanceM === undefined
      ? undefined
      : distanceM < KM
        ? t('tasks.metres', { n: Math.round(distanceM / 10) * 10 })
        : t('tasks.km', { n: (distanceM / KM).toFixed(1) });
  return (
    <ListBoxItem id={choice.id} textValue={choice.name} className={styles.team!}>
      <b>{choice.name}</b>
      <span>{[choice.department, choice.isResponsible && t('tasks.responsible')].filter(Boolean).join(' · ')}</span>
      <span className={styles.figure}>{distance}</span>
      <span className={styles.figure} data-busy={choice.busy || undefined}>
        {t(choice.busy ? 'tasks.busy' : 'tasks.free')}
      </span>
    </ListBoxItem>
  );
}
