import type { Bilingual } from '../../geodata/model/text.ts';
import type { EventTime } from '../../geodata/model/time.ts';
import type { AlertEvent } from '../alerts/alert.ts';
import { SYSTEM } from '../identity/actor.ts';
import type { Incident, IncidentEvent } from './incident.ts';
import { gradeName, kindName } from './wording.ts';

export interface TimelineEntry {
  readonly time: EventTime;
  /** `system`, or who did it. */
  readonly actor: string;
  /** What happened, as the log calls it: `raised`, `acknowledged`, `joined`, … */
  readonly action: string;
  /** What the person wrote. */
  readonly note?: string;
  /** One sentence for what the system did. */
  readonly text?: Bilingual;
}

/**
 * The logs of an incident and its alerts as one story, oldest first. Left out: updates, because the alert shows the last one; and what only repeats for each
 * alert what was said of the incident.
 */
export function timelineOf(
  incident: Incident,
  events: readonly IncidentEvent[],
  alertEvents: readonly AlertEvent[],
): readonly TimelineEntry[] {
  const said = new Set(events.map(({ time, actor }) => `${actor} ${time}`));
  const ofAlerts = alertEvents
    .filter(({ kind, time, actor }) => kind !== 'updated' && !(kind === 'acknowledged' && said.has(`${actor} ${time}`)))
    .map(entryOfAlert);
  const ofIncident = events.map((event) => entryOfIncident(incident, event));
  return [...ofAlerts, ...ofIncident].sort((a, b) => a.time - b.time);
}

const entry = (
  event: IncidentEvent | AlertEvent,
  about: { note?: string | undefined; text?: Bilingual },
): TimelineEntry => ({
  time: event.time,
  actor: event.actor,
  action: event.kind,
  ...(about.note !== undefined && { note: about.note }),
  ...(about.text && { text: about.text }),
});

const text = (zh: string, en: string) => ({ text: { zh, en } });

function entryOfAlert(event: AlertEvent): TimelineEntry {
  switch (event.kind) {
    case 'raised':
    case 'recurred': {
      const kind = kindName(event.raise.alertKind);
      const { message } = event.raise;
      const again = event.kind === 'recurred';
      return entry(
        event,
        text(
          `${again ? '再次触发' : '触发'} ${kind.zh}：${message.zh}`,
          `${again ? 'raised again' : 'raised'}, ${kind.en}: ${message.en}`,
        ),
      );
    }
    case 'cleared':
      return entry(event, { text: event.message ?? { zh: '条件解除', en: 'the condition cleared' } });
    case 'acknowledged':
      return entry(event, { note: event.note });
    case 'shelved':
      return entry(event, { note: event.shelf.reason });
    case 'unshelved':
      return entry(event, event.cause === 'expired' ? text('搁置到期', 'the shelf expired') : {});
    case 'commented':
      return entry(event, { note: event.text });
    case 'updated':
      return entry(event, event.update.message ? { text: event.update.message } : {});
  }
}

function entryOfIncident(incident: Incident, event: IncidentEvent): TimelineEntry {
  switch (event.kind) {
    case 'opened':
      return entry(event, text('形成事件', 'became an incident'));
    case 'joined':
      return entry(event, text('同因警报并入', 'an alert with the same cause joined'));
    case 'acknowledged':
    case 'escalated':
      return entry(event, { note: event.note });
    case 'graded': {
      const grade = gradeName(event.grade);
      return entry(event, { note: event.reason, ...text(`改定为 ${grade.zh}`, `set to grade ${grade.en}`) });
    }
    case 'assigned':
      return entry(event, { note: event.note, ...text(`交 ${event.assignee}`, `assigned to ${event.assignee}`) });
    case 'commented':
      return entry(event, { note: event.text });
    case 'overdue':
      return entry(event, text('超时未确认', 'not acknowledged in time'));
    case 'resolved':
      return entry(event, text('全部解除并已确认', 'all cleared and acknowledged'));
    case 'reopened':
      return entry(event, text('情况又起', 'it began again'));
    case 'closed':
      return entry(
        event,
        event.actor === SYSTEM.name
          ? text('平静一段时间，自动结案', 'quiet for a while, closed by itself')
          : { note: event.reason },
      );
    case 'absorbed':
      return entry(event, text(`并入 ${event.other}`, `took in ${event.other}`));
    case 'voided':
      return entry(event, text(`${incident.id} 并入 ${event.into}`, `${incident.id} was merged into ${event.into}`));
  }
}
