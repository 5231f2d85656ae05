import type { QueryClient } from '@tanstack/react-query';
import i18next from 'i18next';
import { create } from 'zustand';
import * as actions from '../../feed/actions.ts';
import { useLive } from '../../feed/live-store.ts';
import type { IncidentView } from '../../feed/model.ts';
import { refreshIncident } from '../../feed/queries.ts';
import { RestError } from '../../feed/rest.ts';
import { mayAct, useSession } from '../../feed/session-store.ts';
import { toast } from '../../ui/toasts.tsx';
import { isOpen } from '../queue/duties.ts';

export type DialogKind = 'shelve' | 'comment' | 'close' | 'assign';
export type ActionName = 'acknowledge' | 'shelve' | 'unshelve' | 'take' | 'assign' | 'comment' | 'close';

interface ActState {
  readonly dialog: DialogKind | undefined;
  /** What is on its way to the server, so that a second key press does not send it twice. */
  readonly sending: ActionName | undefined;
}

export const useAct = create<ActState>(() => ({ dialog: undefined, sending: undefined }));
export const openDialog = (dialog: DialogKind | undefined): void => useAct.setState({ dialog });

/** Why an action cannot be done on this incident now, in the reader's language; `undefined` when it can. */
export function refusalOf(action: ActionName, incident: IncidentView | undefined): string | undefined {
  if (!incident) return i18next.t('action.nothing');
  if (!mayAct(useSession.getState().user)) return i18next.t('action.viewer');
  if (action !== 'comment' && !isOpen(incident)) return i18next.t('action.isClosed');
  if (action === 'acknowledge' && incident.acknowledged) return i18next.t('action.already');
  return undefined;
}

/** Sends one action and says what became of it; the queue itself changes only when the server's diff comes. */
export async function send(
  action: ActionName,
  id: string,
  request: () => Promise<unknown>,
  client: QueryClient,
): Promise<boolean> {
  if (useAct.getState().sending) return false;
  useAct.setState({ sending: action });
  const name = i18next.t(`action.${action}`);
  try {
    await request();
    toast('done', i18next.t('action.done', { action: name }));
    // Only its own dialogue: the officer may have opened the next one meanwhile.
    if (useAct.getState().dialog === action) openDialog(undefined);
    await refreshIncident(client, id);
    return true;
  } catch (error) {
    toast('failed', i18next.t('action.failed', { action: name }), explain(error));
    return false;
  } finally {
    useAct.setState({ sending: undefined });
  }
}

export function explain(error: unknown): string {
  if (!(error instanceof RestError)) return String(error);
  if (error.status === 0) return i18next.t('problem.offline');
  const { detail, next } = error.problem ?? {};
  if (detail) return [detail, next].filter(Boolean).join(' ');
  if (error.status === 403) return i18next.t('problem.forbidden');
  if (error.status === 404) return i18next.t('problem.missing');
  return i18next.t('problem.server', { status: error.status });
}

/** Runs a keyboard action on an incident: at once, or by opening its dialogue; says why when it cannot. */
export function perform(action: ActionName, id: string | undefined, client: QueryClient): void {
  const incident = id === undefined ? undefined : useLive.getState().incidents.get(id);
  const refusal = refusalOf(action, incident);
  if (refusal !== undefined || !incident) {
    toast('failed', i18next.t('action.failed', { action: i18next.t(`action.${action}`) }), refusal);
    return;
  }
  const { user } = useSession.getState();
  if (action === 'acknowledge') void send(action, incident.id, () => actions.acknowledge(incident.id), client);
  else if (action === 'unshelve') void send(action, incident.id, () => actions.unshelve(incident.id), client);
  else if (action === 'take')
    void send(action, incident.id, () => actions.assign(incident.id, user?.username ?? ''), client);
  else openDialog(action);
}
