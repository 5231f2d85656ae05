import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Button, Input, Label, Radio, RadioGroup, TextArea, TextField } from 'react-aria-components';
import { useWording } from '../../../app/wording.ts';
import type { IncidentView } from '../../../feed/model.ts';
import {
  closeIncident,
  gradeIncident,
  reopenIncident,
  resolveIncident,
  routeIncident,
  takeStep,
  voidIncident,
} from '../../../feed/tasks.ts';
import button from '../../../ui/action-button.module.css';
import form from '../../../ui/form.module.css';
import { Sheet } from '../../../ui/modal.tsx';
import { openTaskDialog, sendAct, type TaskDialog, useTaskActs } from './task-acts.ts';
import { TeamDialog } from './team-dialog.tsx';

const GRADES = [1, 2, 3, 4] as const;

const TEXTS = {
  reject: { title: 'tasks.rejectTitle', hint: 'tasks.rejectHint', label: 'tasks.reason', send: 'tasks.step.reject' },
  report: { title: 'tasks.reportTitle', hint: 'tasks.reportHint', label: 'tasks.text', send: 'tasks.step.report' },
  resolve: { title: 'tasks.resolveTitle', hint: 'tasks.resolveHint', label: 'tasks.text', send: 'tasks.life.resolve' },
  reopen: { title: 'tasks.reopenTitle', hint: 'tasks.reopenHint', label: 'tasks.reason', send: 'tasks.life.reopen' },
  close: { title: 'action.closeTitle', hint: 'action.closeHint', label: 'tasks.reason', send: 'tasks.life.close' },
  void: { title: 'tasks.voidTitle', hint: 'tasks.voidHint', label: 'tasks.reason', send: 'tasks.life.void' },
  grade: { title: 'tasks.gradeTitle', hint: 'tasks.gradeHint', label: 'tasks.reason', send: 'tasks.change' },
  route: { title: 'tasks.routeTitle', hint: 'tasks.routeHint', label: 'tasks.reason', send: 'tasks.change' },
} as const;

/** The dialogue for what wants a choice or words. */
export function TaskDialogs({ incident }: { incident: IncidentView }) {
  const dialog = useTaskActs((state) => state.dialog);
  if (!dialog || dialog.incidentId !== incident.id) return null;
  if (dialog.kind === 'team') return <TeamDialog incidentId={incident.id} task={dialog.task} />;
  return <WordsDialog key={dialog.kind} dialog={dialog} incident={incident} />;
}

function WordsDialog({ dialog, incident }: { dialog: Exclude<TaskDialog, { kind: 'team' }>; incident: IncidentView }) {
  const { t } = useWording();
  const client = useQueryClient();
  const sending = useTaskActs((state) => state.sending !== undefined);
  const [text, setText] = useState('');
  const [grade, setGrade] = useState<IncidentView['grade']>(incident.grade);
  const [department, setDepartment] = useState(incident.department ?? '');
  const texts = TEXTS[dialog.kind];
  const isReady = text.trim() !== '' && (dialog.kind !== 'route' || department.trim() !== '');
  const request = () => {
    const words = text.trim();
    const { id } = incident;
    switch (dialog.kind) {
      case 'reject':
      case 'report':
        return takeStep(dialog.task, dialog.kind, words);
      case 'resolve':
        return resolveIncident(id, words);
      case 'reopen':
        return reopenIncident(id, words);
      case 'close':
        return closeIncident(id, words);
      case 'void':
        return voidIncident(id, words);
      case 'grade':
        return gradeIncident(id, grade, words);
      case 'route':
        return routeIncident(id, department.trim(), words);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) void sendAct(dialog.kind, t(texts.send), incident.id, request, client);
  };
  return (
    <Sheet title={t(texts.title)} onClose={() => openTaskDialog(undefined)}>
      <form className={form.form} onSubmit={submit}>
        <p className={form.hint}>{t(texts.hint)}</p>
        {dialog.kind === 'grade' && (
          <RadioGroup
            className={form.field!}
            value={String(grade)}
            onChange={(value) => setGrade(GRADES.find((each) => String(each) === value) ?? incident.grade)}
            orientation="horizontal"
          >
            <Label className={form.label!}>{t('tasks.newGrade')}</Label>
            <div className={form.choices}>
              {GRADES.map((each) => (
                <Radio key={each} value={String(each)} className={form.choice!}>
                  {t(`grade.g${each}`)}
                </Radio>
              ))}
            </div>
          </RadioGroup>
        )}
        {dialog.kind === 'route' && (
          <TextField className={form.field!} value={department} onChange={setDepartment} isRequired maxLength={100}>
            <Label>{t('tasks.newDepartment')}</Label>
            <Input className={form.input!} />
          </TextField>
        )}
        <TextField className={form.field!} value={text} onChange={setText} autoFocus isRequired maxLength={2000}>
          <Label>{t(texts.label)}</Label>
          <TextArea
            className={form.input!}
            rows={3}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !event.shiftKey) submit(event);
            }}
          />
        </TextField>
        <div className={form.buttons}>
          <Button className={button.button!} onPress={() => openTaskDialog(undefined)}>
            {t('tasks.cancel')}
          </Button>
          <Button className={button.button!} type="submit" data-primary isDisabled={sending || !isReady}>
            {t(texts.send)}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
