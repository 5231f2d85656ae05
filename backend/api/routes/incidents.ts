import { z } from 'zod';
import type { Page } from '../../alerts/alert-log.ts';
import type { Incident } from '../../incidents/incident.ts';
import type { IncidentFilter } from '../../incidents/incident-log.ts';
import { maySee, type Principal } from '../access.ts';
import {
  acknowledgeBody,
  assignBody,
  closeBody,
  commentBody,
  dispatchBody,
  gradeBody,
  INCIDENT_STATES,
  incident,
  incidentDetail,
  listOf,
  noteBody,
  routeBody,
  shelveBody,
  tagBody,
} from '../contract.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { cursor, familyName, flag, given, gradeNumber, idParameter, instant, pageLimit } from '../parameters.ts';
import type { ServerPorts } from '../ports.ts';
import { notFound } from '../problem.ts';
import type { Views } from '../views.ts';
import { actorOf } from './actor.ts';

const filter = z.strictObject({
  family: familyName.optional(),
  kind: z.string().max(64).optional(),
  grade: gradeNumber.optional(),
  state: z.enum(INCIDENT_STATES).optional(),
  open: flag.optional().describe('true: neither closed nor void'),
  thing: z.string().max(128).optional(),
  zone: z.string().max(128).optional(),
  district: z.string().max(128).optional(),
  from: instant.optional(),
  to: instant.optional(),
  limit: pageLimit(100, 1000),
  cursor,
});

const mergeBody = z.object({ other: z.string().min(1).max(128).describe('incident to take in; it becomes void') });

export function incidentRoutes({ incidents, alerts }: ServerPorts, views: Views): readonly Endpoint[] {
  /** @throws UserError 404 also when it lies outside of the asker's areas. */
  async function visible(id: string, principal: Principal): Promise<Incident> {
    const found = await incidents.find(id);
    if (!found || !maySee(principal.areas, views.place(found.position, found.zone).district)) {
      throw notFound('incident', id);
    }
    return found;
  }
  const act = <Body>(
    verb: string,
    summary: string,
    body: z.ZodType<Body> | undefined,
    run: (id: string, body: Body, principal: Principal) => Promise<Incident>,
  ): Endpoint =>
    endpoint<{ id: string }, unknown, Body>({
      method: 'POST',
      path: `/incidents/:id/${verb}`,
      access: 'officer',
      area: 'filtered',
      summary,
      params: idParameter,
      ...(body && { body }),
      answer: incident,
      async handle({ params: { id }, body: input, principal }) {
        await visible(id, principal);
        return views.incident(await run(id, input, principal));
      },
    });

  return [
    endpoint({
      method: 'GET',
      path: '/incidents',
      access: 'viewer',
      area: 'filtered',
      summary: 'Incidents, the newest first',
      query: filter,
      answer: listOf(incident),
      async handle({ query: { limit, cursor: after, ...wanted }, principal }) {
        const page = await incidents.list(given<IncidentFilter>(wanted), given<Page>({ limit, cursor: after }));
        return {
          items: page.items
            .map((item) => views.incident(item))
            .filter((item) => maySee(principal.areas, item.district)),
          nextCursor: page.nextCursor,
        };
      },
    }),
    endpoint({
      method: 'GET',
      path: '/incidents/:id',
      access: 'viewer',
      area: 'filtered',
      summary: 'One incident with its alerts, their evidence, and its timeline',
      params: idParameter,
      answer: incidentDetail,
      async handle({ params: { id }, principal }) {
        const found = await visible(id, principal);
        const [timeline, alertEvents] = await Promise.all([incidents.timeline(id), alerts.eventsOf(found.alertIds)]);
        return views.incidentDetail(found, timeline, alertEvents);
      },
    }),
    act('ack', 'Acknowledge all its alerts', acknowledgeBody, (id, { note }, principal) =>
      incidents.acknowledge(id, actorOf(principal), note),
    ),
    act('shelve', 'Set its alerts aside for a time, with a reason', shelveBody, (id, request, principal) =>
      incidents.shelve(id, request, actorOf(principal)),
    ),
    act('unshelve', 'Take its alerts off the shelf', undefined, (id, _body, principal) =>
      incidents.unshelve(id, actorOf(principal)),
    ),
    act('grade', 'Set its grade, with the reason', gradeBody, (id, { grade, reason }, principal) =>
      incidents.grade(id, grade, reason, actorOf(principal)),
    ),
    act('assign', 'Give it to somebody', assignBody, (id, { assignee, note }, principal) =>
      incidents.assign(id, assignee, actorOf(principal), note),
    ),
    act(
      'tag',
      'Set its codes of the event and part classification, with the reason',
      tagBody,
      (id, { codes, reason }, principal) => incidents.tag(id, codes, reason, actorOf(principal)),
    ),
    act(
      'route',
      'Set the department that answers for it, with the reason',
      routeBody,
      (id, { department, reason }, principal) => incidents.route(id, department, reason, actorOf(principal)),
    ),
    act('file', 'File it as a case', acknowledgeBody, (id, { note }, principal) =>
      incidents.file(id, actorOf(principal), note),
    ),
    act('dispatch', 'Send somebody', dispatchBody, (id, { department, team, note }, principal) =>
      incidents.dispatch(id, { department, ...(team !== undefined && { team }) }, actorOf(principal), note),
    ),
    act('arrive', 'Somebody is there', acknowledgeBody, (id, { note }, principal) =>
      incidents.arrive(id, actorOf(principal), note),
    ),
    act('resolve', 'It is resolved, with what was done', noteBody, (id, { note }, principal) =>
      incidents.resolve(id, actorOf(principal), note),
    ),
    act('reopen', 'What was done does not hold, with the reason', closeBody, (id, { reason }, principal) =>
      incidents.reopen(id, reason, actorOf(principal)),
    ),
    act('void', 'It was none, with the reason', closeBody, (id, { reason }, principal) =>
      incidents.voidIt(id, reason, actorOf(principal)),
    ),
    act('merge', 'Take another incident into this one', mergeBody, async (id, { other }, principal) => {
      await visible(other, principal);
      return incidents.merge(id, other, actorOf(principal));
    }),
    act('escalate', 'Call for somebody with more authority', acknowledgeBody, (id, { note }, principal) =>
      incidents.escalate(id, actorOf(principal), note),
    ),
    act('close', 'Close it, with the reason', closeBody, (id, { reason }, principal) =>
      incidents.close(id, reason, actorOf(principal)),
    ),
    act('comment', 'Add a comment to its timeline', commentBody, (id, { text }, principal) =>
      incidents.comment(id, text, actorOf(principal)),
    ),
  ];
}
