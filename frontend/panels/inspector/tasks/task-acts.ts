import type { QueryClient } from '@tanstack/react-query';
import i18next from 'i18next';
import { create } from 'zustand';
import type { IncidentView, TaskView } from '../../../feed/model.ts';
import { refreshIncident } from '../../../feed/queries.ts';
import { mayAct, useSession } from '../../../feed/session-store.ts';
import { type TaskStep, takeStep } from '../../../feed/tasks.ts';
import { toast } from '../../../ui/toasts.tsx';
import { explain } from '../act.ts';

/** What wants words or a choice before it is sent. */
export type TaskDialog =
  /** `task`: another team for this one; absent: one more task. */
  | { readonly kind: 'team'; readonly incidentId: string; readonly task?: string }
  | { readonly kind: 'reject' | 'report'; readonly incidentId: string; readonly task: string }
  | {
      readonly kind: 'resolve' | 'reopen' | 'close' | 'void' | 'grade' | 'route';
      readonly incidentId: string;
    };

interface TaskActs {
  readonly dialog: TaskDialog | undefined;
  /** What is on its way to the server. */
  readonly sending: string | undefined;
}

export const useTaskActs = create<TaskActs>(() => ({ dialog: undefined, sending: undefined }));
export const openTaskDialog = (dialog: TaskDialog | undefined): void => useTaskActs.setState({ dialog });

/** Sends one act and says what became of it; the list changes when the server's diff comes. `name` is in the reader's language. */
export async function sendAct(
  key: string,
  name: string,
  incidentId: string,
  request: () => Promise<unknown>,
  client: QueryClient,
): Promise<boolean> {
  if (useTaskActs.getState().sending !== undefined) return false;
  useTaskActs.setState({ sending: key });
  try {
    await request();
    toast('done', i18next.t('tasks.done', { what: name }));
    openTaskDialog(undefined);
    await refreshIncident(client, incidentId);
    return true;
  } catch (error) {
    toast('failed', i18next.t('tasks.failed', { what: name }), explain(error));
    return false;
  } finally {
    useTaskActs.setState({ sending: undefined });
  }
}

export const stepKey = (task: string, step: TaskStep): string => `${task} ${step}`;

export const takeTaskStep = ({ id, incidentId }: TaskView, step: TaskStep, client: QueryClient): Promise<boolean> =>
  sendAct(stepKey(id, step), i18next.t(`tasks.step.${step}`), incidentId, () => takeStep(id, step), client);

/** What comes next for a task; `undefined` when nothing does, or the desk has to send somebody else. */
export function nextStep({ state, rejection }: TaskView): TaskStep | undefined {
  switch (state) {
    case 'assigned':
      return 'accept';
    case 'accepted':
      return 'arrive';
    case 'arrived':
      return 'complete';
    case 'completed':
      return 'verify';
    case 'verified':
      return undefined;
    case 'rejected':
      return rejection?.returned === 'work' ? 'accept' : undefined;
  }
}

/** Why somebody may not take this step; `undefined` when they may. */
export function refusalOfStep(step: TaskStep, { assignee, state }: TaskView): string | undefined {
  const { user } = useSession.getState();
  const isDesk = step === 'verify' || (step === 'reject' && state === 'completed');
  if (mayAct(user) || (!isDesk && assignee !== undefined && assignee === user?.username)) return undefined;
  return i18next.t(isDesk ? 'action.viewer' : 'tasks.viewer');
}

/** Why nobody can be sent now. */
export function refusalOfDispatch(incident: IncidentView | undefined): string | undefined {
  if (!incident) return i18next.t('action.nothing');
  if (!mayAct(useSession.getState().user)) return i18next.t('action.viewer');
  return incident.state === 'closed' || incident.state === 'void' ? i18next.t('action.isClosed') : undefined;
}

/** Opens the choice of teams, or says why not. */
export function dispatchTeam(incident: IncidentView | undefined): void {
  const refusal = refusalOfDispatch(incident);
  if (incident && refusal === undefined) openTaskDialog({ kind: 'team', incidentId: incident.id });
  else toast('failed', i18next.t('tasks.failed', { what: i18next.t('tasks.dispatch') }), refusal);
}
