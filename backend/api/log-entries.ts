import { toIso } from '../../geodata/model/time.ts';
import type { AlertEvent } from '../alerts/alert.ts';
import type { IncidentEvent } from '../incidents/incident.ts';
import type { LogEntry } from './contract.ts';

/** One line of an alert's log, in the words of `report.actions` where a person acted. */
export function alertLogEntry(event: AlertEvent): LogEntry {
  const base = { time: toIso(event.time), actor: event.actor };
  switch (event.kind) {
    case 'raised':
      return { ...base, action: 'raise', text: { ...event.raise.message } };
    case 'recurred':
      return { ...base, action: 'recur', text: { ...event.raise.message } };
    case 'updated':
      return { ...base, action: 'update', ...(event.update.message && { text: { ...event.update.message } }) };
    case 'cleared':
      return { ...base, action: 'clear', ...(event.message && { text: { ...event.message } }) };
    case 'acknowledged':
      return { ...base, action: 'acknowledge', ...(event.note !== undefined && { note: event.note }) };
    case 'shelved':
      return { ...base, action: 'shelve', note: event.shelf.reason };
    case 'unshelved':
      return { ...base, action: 'unshelve' };
    case 'commented':
      return { ...base, action: 'comment', note: event.text };
  }
}

/** One line of an incident's own log. */
export function incidentLogEntry(event: IncidentEvent): LogEntry {
  const base = { time: toIso(event.time), actor: event.actor };
  switch (event.kind) {
    case 'opened':
      return { ...base, action: 'create', note: event.alertId };
    case 'joined':
      return { ...base, action: 'join', note: event.alertId };
    case 'absorbed':
      return { ...base, action: 'merge', note: event.other };
    case 'acknowledged':
    case 'escalated':
      return {
        ...base,
        action: event.kind === 'escalated' ? 'escalate' : 'acknowledge',
        ...(event.note !== undefined && { note: event.note }),
      };
    case 'graded':
      return { ...base, action: 'grade', note: `${event.grade}: ${event.reason}` };
    case 'assigned':
      return { ...base, action: 'assign', note: event.note ? `${event.assignee}: ${event.note}` : event.assignee };
    case 'commented':
      return { ...base, action: 'comment', note: event.text };
    case 'overdue':
      return { ...base, action: 'overdue', note: toIso(event.dueAt) };
    case 'resolved':
      return { ...base, action: 'resolve' };
    case 'reopened':
      return { ...base, action: 'reopen' };
    case 'closed':
      return { ...base, action: 'close', note: event.reason };
    case 'voided':
      return { ...base, action: 'void', note: event.into };
  }
}
