import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Button, Label, Radio, RadioGroup, TextArea, TextField } from 'react-aria-components';
import { useWording } from '../../app/wording.ts';
import * as actions from '../../feed/actions.ts';
import button from '../../ui/action-button.module.css';
import form from '../../ui/form.module.css';
import { Sheet } from '../../ui/modal.tsx';
import { type DialogKind, openDialog, send, useAct } from './act.ts';

/** Ours: a watch, an hour, a quarter. The server allows up to a week. */
const MINUTES = [15, 60, 240, 480] as const;
const MINUTE_MS = 60_000;

const TEXTS = {
  shelve: { title: 'action.shelveTitle', label: 'action.reason', hint: 'action.shelveHint' },
  comment: { title: 'action.commentTitle', label: 'action.commentLabel', hint: 'action.reasonHint' },
  close: { title: 'action.closeTitle', label: 'action.reason', hint: 'action.closeHint' },
  assign: { title: 'action.assignTitle', label: 'action.assignLabel', hint: undefined },
} as const;

/** The dialogue for the action that wants words: why, for how long, to whom. */
export function ActionDialog({ incidentId }: { incidentId: string }) {
  const dialog = useAct((state) => state.dialog);
  return dialog ? <Form key={dialog + incidentId} kind={dialog} incidentId={incidentId} /> : null;
}

function Form({ kind, incidentId }: { kind: DialogKind; incidentId: string }) {
  const { t, span } = useWording();
  const client = useQueryClient();
  const sending = useAct((state) => state.sending !== undefined);
  const [text, setText] = useState('');
  const [minutes, setMinutes] = useState<number>(60);
  const texts = TEXTS[kind];
  const request = () => {
    const words = text.trim();
    switch (kind) {
      case 'shelve':
        return actions.shelve(incidentId, words, minutes);
      case 'comment':
        return actions.comment(incidentId, words);
      case 'close':
        return actions.close(incidentId, words);
      case 'assign':
        return actions.assign(incidentId, words);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') void send(kind, incidentId, request, client);
  };
  return (
    <Sheet title={t(texts.title)} onClose={() => openDialog(undefined)}>
      <form className={form.form} onSubmit={submit}>
        {texts.hint && <p className={form.hint}>{t(texts.hint)}</p>}
        <TextField className={form.field!} value={text} onChange={setText} autoFocus isRequired maxLength={2000}>
          <Label>{t(texts.label)}</Label>
          <TextArea
            className={form.input!}
            rows={kind === 'assign' ? 1 : 3}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !event.shiftKey) submit(event);
            }}
          />
        </TextField>
        {kind === 'shelve' && (
          <RadioGroup
            className={form.field!}
            value={String(minutes)}
            onChange={(value) => setMinutes(Number(value))}
            orientation="horizontal"
          >
            <Label className={form.label!}>{t('action.minutes')}</Label>
            <div className={form.choices}>
              {MINUTES.map((choice) => (
                <Radio key={choice} value={String(choice)} className={form.choice!}>
                  {span(choice * MINUTE_MS)}
                </Radio>
              ))}
            </div>
          </RadioGroup>
        )}
        <div className={form.buttons}>
          <Button className={button.button!} onPress={() => openDialog(undefined)}>
            {t('action.cancel')}
          </Button>
          <Button className={button.button!} type="submit" data-primary isDisabled={sending || text.trim() === ''}>
            {t(`action.${kind}`)}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
