import type { RecordedAction } from '../../scenarios/recorded/recorded.ts';
import type { AlertDesk } from '../alerts/alert-desk.ts';
import { UserError } from '../errors.ts';
import type { Actor } from '../identity/actor.ts';
import type { IncidentDesk } from '../incidents/incident-desk.ts';

interface Desks {
  readonly alertDesk: AlertDesk;
  readonly incidentDesk: IncidentDesk;
}

/** Lets a person do again what the audit log says. What can no longer be done (the incident is closed in this course of things) is left out. */
export async function actAgain(desks: Desks, action: RecordedAction): Promise<void> {
  const actor = { name: action.actor, role: action.role as Actor['role'] };
  try {
    if (action.objectKind === 'alert') await actOnAlert(desks.alertDesk, action, actor);
    if (action.objectKind === 'incident') await actOnIncident(desks.incidentDesk, action, actor);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
}

/** What the audit log does not keep of a shelf: how long it was put up for. Ours: the console's own default. */
const SHELF = { scope: 'alert', minutes: 30 } as const;

async function actOnAlert(desk: AlertDesk, { action, objectId, note }: RecordedAction, actor: Actor): Promise<unknown> {
  switch (action) {
    case 'acknowledge':
      return desk.acknowledge(objectId, actor, note);
    case 'shelve':
      return desk.shelve(objectId, { ...SHELF, reason: note ?? '' }, actor);
    case 'unshelve':
      return desk.unshelve(objectId, actor);
    case 'comment':
      return desk.comment(objectId, note ?? '', actor);
  }
}

async function actOnIncident(desk: IncidentDesk, recorded: RecordedAction, actor: Actor): Promise<unknown> {
  const { action, alertIds = [], note } = recorded;
  const id = alertIds.map((alertId) => desk.incidentOf(alertId)).find((found) => found !== undefined);
  if (id === undefined) return;
  switch (action) {
    case 'acknowledge':
      return desk.acknowledge(id, actor, note);
    case 'shelve':
      return desk.shelve(id, { ...SHELF, reason: note ?? '' }, actor);
    case 'unshelve':
      return desk.unshelve(id, actor);
    case 'assign':
      return desk.assign(id, note ?? actor.name, actor);
    case 'escalate':
      return desk.escalate(id, actor, note);
    case 'close':
      return actor.role === 'system' ? undefined : desk.close(id, note ?? '', actor);
    case 'comment':
      return desk.comment(id, note ?? '', actor);
  }
}
