import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useWording } from '../../app/wording.ts';
import { clockTime } from '../../clock/city-time.ts';
import { addBookmark, refreshReplay } from '../../feed/replays.ts';
import { explain } from '../../panels/inspector/act.ts';
import button from '../../ui/action-button.module.css';
import { ActionButton } from '../../ui/action-button.tsx';
import form from '../../ui/form.module.css';
import { Sheet } from '../../ui/modal.tsx';
import { toast } from '../../ui/toasts.tsx';
import type { Run } from './runs.ts';
import { replayNow } from './transport.ts';

/** A name for this moment. */
export function BookmarkDialog({ run, onClose }: { run: Run; onClose: () => void }) {
  const { t } = useWording();
  const client = useQueryClient();
  const [time] = useState(replayNow);
  const [label, setLabel] = useState('');
  const [sending, setSending] = useState(false);
  const [fault, setFault] = useState<string>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (label.trim() === '') return setFault(t('replay.bookmarkNameless'));
    setSending(true);
    try {
      await addBookmark(run.id, time, label.trim());
      await refreshReplay(client, run.id);
      toast('done', t('replay.bookmarked', { time: clockTime(time) }));
      onClose();
    } catch (error) {
      setFault(explain(error));
      setSending(false);
    }
  };
  return (
    <Sheet title={t('replay.bookmarkTitle', { time: clockTime(time) })} onClose={onClose}>
      <form className={form.form} onSubmit={(event) => void submit(event)}>
        <div className={form.field}>
          <label htmlFor="bookmark-label">{t('replay.bookmarkLabel')}</label>
          <input
            id="bookmark-label"
            // biome-ignore lint/a11y/noAutofocus: the dialogue has one field and was opened to fill it
            autoFocus
            className={form.input}
            maxLength={200}
            value={label}
            onChange={({ target }) => setLabel(target.value)}
          />
        </div>
        {fault && (
          <p className={form.error} role="alert">
            {fault}
          </p>
        )}
        <div className={form.buttons}>
          <ActionButton onPress={onClose}>{t('action.cancel')}</ActionButton>
          <button type="submit" className={button.button} style={{ width: 'auto' }} data-primary disabled={sending}>
            {t('replay.bookmarkAdd')}
          </button>
        </div>
      </form>
    </Sheet>
  );
}
