import { toIso } from '../../geodata/model/time.ts';
import type { AlertEvent } from '../alerts/alert.ts';
import type { TimelineEntry } from '../incidents/timeline.ts';
import type { LogEntry } from './contract.ts';

/** One line of an alert's log; `action` is the event's own name. */
export function alertLogEntry(event: AlertEvent): LogEntry {
  const base = { time: toIso(event.time), actor: event.actor, action: event.kind };
  switch (event.kind) {
    case 'raised':
    case 'recurred':
      return { ...base, text: { ...event.raise.message } };
    case 'updated':
      return { ...base, ...(event.update.message && { text: { ...event.update.message } }) };
    case 'cleared':
      return { ...base, ...(event.message && { text: { ...event.message } }) };
    case 'acknowledged':
      return { ...base, ...(event.note !== undefined && { note: event.note }) };
    case 'shelved':
      return { ...base, note: event.shelf.reason };
    case 'unshelved':
      return base;
    case 'commented':
      return { ...base, note: event.text };
    case 'suppressed':
      return { ...base, text: { ...event.suppression.reason } };
    case 'unsuppressed':
      return { ...base, text: { ...event.reason } };
  }
}

export const timelineLogEntry = ({ time, actor, action, note, text }: TimelineEntry): LogEntry => ({
  time: toIso(time),
  actor,
  action,
  ...(note !== undefined && { note }),
  ...(text && { text: { ...text } }),
});
