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

/** What happened, and why if it is known. */
const because = (zh: string, en: string, reason: Bilingual | undefined) =>
  reason ? text(`${zh}：${reason.zh}`, `${en}: ${reason.en}`) : text(zh, en);

const OVERDUE: Readonly<Record<string, Bilingual>> & { readonly acknowledge: Bilingual } = {
  acknowledge: { zh: '超时未确认', en: 'not acknowledged in time' },
  dispatch: { zh: '超时未派遣', en: 'nobody sent in time' },
  arrive: { zh: '超时未到场', en: 'nobody there in time' },
  resolve: { zh: '超时未解决', en: 'not resolved in time' },
};

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
    case 'suppressed':
      return entry(event, { text: event.suppression.reason });
    case 'unsuppressed':
      return entry(event, { text: event.reason });
    case 'updated':
      return entry(event, event.update.message ? { text: event.update.message } : {});
  }
}

function entryOfIncident(incident: Incident, event: IncidentEvent): TimelineEntry {
  switch (event.kind) {
    case 'opened':
      return entry(event, because('形成事件', 'became an incident', event.reason));
    case 'joined':
      return entry(event, because('同因警报并入', 'an alert with the same cause joined', event.reason));
    case 'reported':
      return entry(event, because('群众上报并入', 'a report joined', event.reason));
    case 'filed':
    case 'arrived':
      return entry(event, { note: event.note });
    case 'dispatched': {
      const to = event.team === undefined ? event.department : `${event.department} ${event.team}`;
      return entry(event, { note: event.note, ...text(`派遣 ${to}`, `dispatched to ${to}`) });
    }
    case 'tagged':
      return entry(event, {
        note: event.reason,
        ...text(`改定分类 ${event.codes.join('、')}`, `tagged ${event.codes.join(', ')}`),
      });
    case 'routed':
      return entry(event, {
        note: event.reason,
        ...text(`改由 ${event.department} 负责`, `routed to ${event.department}`),
      });
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
      return entry(event, { text: OVERDUE[event.stage ?? 'acknowledge'] ?? OVERDUE.acknowledge });
    case 'resolved':
      return entry(
        event,
        event.counts ? { note: event.note } : text('全部解除并已确认', 'all cleared and acknowledged'),
      );
    case 'reopened':
      return entry(event, event.reason === undefined ? text('情况又起', 'it began again') : { note: event.reason });
    case 'closed':
      return entry(
        event,
        event.actor === SYSTEM.name
          ? text('平静一段时间，自动结案', 'quiet for a while, closed by itself')
          : { note: event.reason },
      );
    case 'absorbed':
      return entry(event, because(`并入 ${event.other}`, `took in ${event.other}`, event.reason));
    case 'voided':
      if (event.into === undefined) return entry(event, { note: event.reason });
      return entry(event, text(`${incident.id} 并入 ${event.into}`, `${incident.id} was merged into ${event.into}`));
  }
}
