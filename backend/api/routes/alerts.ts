import { z } from 'zod';
import type { AlertFilter, ListedAlert, Page } from '../../alerts/alert-log.ts';
import { maySee, type Principal } from '../access.ts';
import { ALARM_PRIORITIES, SUPPRESSION_CAUSE_NAMES } from '../alarm-contract.ts';
import { acknowledgeBody, alert, alertDetail, commentBody, listOf, shelveBody } from '../contract.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { cursor, familyName, given, gradeNumber, idParameter, instant, pageLimit } from '../parameters.ts';
import type { ServerPorts } from '../ports.ts';
import { notFound } from '../problem.ts';
import type { Views } from '../views.ts';
import { actorOf } from './actor.ts';

const filter = z.strictObject({
  family: familyName.optional(),
  detector: z.string().max(128).optional(),
  grade: gradeNumber.optional(),
  state: z.enum(['active', 'cleared']).optional(),
  thing: z.string().max(128).optional(),
  zone: z.string().max(128).optional(),
  district: z.string().max(128).optional(),
  priority: z.enum(ALARM_PRIORITIES).optional(),
  suppression: z
    .enum([...SUPPRESSION_CAUSE_NAMES, 'any'])
    .optional()
    .describe('suppressed now, for this cause or for any'),
  leader: z.string().max(128).optional().describe('id of the alert that is shown in their place'),
  from: instant.optional(),
  to: instant.optional(),
  limit: pageLimit(100, 1000),
  cursor,
});

export function alertRoutes({ alerts }: ServerPorts, views: Views): readonly Endpoint[] {
  /** @throws UserError 404 also when it lies outside of the asker's areas: whether it exists is not theirs to know. */
  async function visible(id: string, principal: Principal): Promise<ListedAlert> {
    const found = await alerts.find(id);
    if (!found || !maySee(principal.areas, views.place(found.position, found.zone).district)) {
      throw notFound('alert', id);
    }
    return found;
  }
  const act = <Body>(
    verb: string,
    summary: string,
    body: z.ZodType<Body> | undefined,
    run: (id: string, body: Body, principal: Principal) => Promise<unknown>,
  ): Endpoint =>
    endpoint<{ id: string }, unknown, Body>({
      method: 'POST',
      path: `/alerts/:id/${verb}`,
      access: 'officer',
      area: 'filtered',
      summary,
      params: idParameter,
      ...(body && { body }),
      answer: alert,
      async handle({ params: { id }, body: input, principal }) {
        await visible(id, principal);
        await run(id, input, principal);
        return views.alert(await visible(id, principal));
      },
    });

  return [
    endpoint({
      method: 'GET',
      path: '/alerts',
      access: 'viewer',
      area: 'filtered',
      summary: 'Alerts, the last raised first',
      query: filter,
      answer: listOf(alert),
      async handle({ query: { limit, cursor: after, ...wanted }, principal }) {
        const page = await alerts.list(given<AlertFilter>(wanted), given<Page>({ limit, cursor: after }));
        return {
          items: page.items.map((item) => views.alert(item)).filter((item) => maySee(principal.areas, item.district)),
          nextCursor: page.nextCursor,
        };
      },
    }),
    endpoint({
      method: 'GET',
      path: '/alerts/:id',
      access: 'viewer',
      area: 'filtered',
      summary: 'One alert with its evidence and log',
      params: idParameter,
      answer: alertDetail,
      async handle({ params: { id }, principal }) {
        const found = await visible(id, principal);
        return views.alertDetail(found, await alerts.eventsOf([id]));
      },
    }),
    act('ack', 'Acknowledge', acknowledgeBody, (id, { note }, principal) =>
      alerts.acknowledge(id, actorOf(principal), note),
    ),
    act('shelve', 'Set aside for a time, with a reason', shelveBody, (id, request, principal) =>
      alerts.shelve(id, request, actorOf(principal)),
    ),
    act('unshelve', 'Take off the shelf', undefined, (id, _body, principal) => alerts.unshelve(id, actorOf(principal))),
    act('comment', 'Add a comment to the log', commentBody, (id, { text }, principal) =>
      alerts.comment(id, text, actorOf(principal)),
    ),
  ];
}
