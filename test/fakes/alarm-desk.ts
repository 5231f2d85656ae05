/** The part of the fake server that manages alarms: the scene of `alarm-scene.ts`, with arrangements that can be added and ended. */
import type { FastifyInstance } from 'fastify';
import type { ArrangementBody, ArrangementView } from '../../backend/api/alarm-contract.ts';
import type { AlertView } from '../../backend/api/contract.ts';
import { alarmKpis, arrangements } from '../builders/alarm-scene.ts';

const DAY = 24 * 3_600_000;
const PATHS = { rule: '/api/v1/alarms/suppressions', maintenance: '/api/v1/alarms/maintenance' } as const;

/** `alerts` are those that there are just now. */
export function serveAlarms(app: FastifyInstance, alerts: () => readonly AlertView[]): void {
  let known: readonly ArrangementView[] = arrangements(Date.now());
  app.get<{ Querystring: { from?: string; to?: string } }>('/api/v1/alarms/kpis', ({ query }) => {
    const to = query.to ? Date.parse(query.to) : Date.now();
    return alarmKpis(query.from ? Date.parse(query.from) : to - DAY, to);
  });
  app.get<{ Querystring: Record<string, string> }>('/api/v1/alerts', ({ query }) => {
    const fits = (alert: AlertView) =>
      (query.priority === undefined || alert.priority === query.priority) &&
      (query.suppression === undefined || alert.suppression?.cause === query.suppression) &&
      (query.detector === undefined || alert.detector === query.detector);
    return { items: alerts().filter(fits), nextCursor: null };
  });
  for (const kind of ['rule', 'maintenance'] as const) {
    app.get(PATHS[kind], () => ({ items: known.filter((each) => each.kind === kind), nextCursor: null }));
    app.post<{ Body: ArrangementBody }>(PATHS[kind], ({ body }, reply) => {
      if (Object.keys(body.scope).length === 0)
        return reply.code(400).send({
          type: 'urn:vantage:400',
          title: 'invalid input',
          status: 400,
          detail: 'the scope must name a detector, kind, family, thing or zone',
          field: 'scope',
        });
      const made: ArrangementView = {
        ...body,
        worstGrade: body.worstGrade ?? 3,
        id: `${kind === 'rule' ? 'SUP' : 'MNT'}-9`,
        kind,
        state: 'in_force',
        from: body.from ?? new Date().toISOString(),
        createdBy: 'admin',
        createdAt: new Date().toISOString(),
        suppresses: 0,
      };
      known = [made, ...known];
      return reply.code(201).send(made);
    });
    app.delete<{ Params: { id: string } }>(`${PATHS[kind]}/:id`, ({ params }) => {
      known = known.map((each) => (each.id === params.id ? { ...each, state: 'withdrawn' } : each));
      return known.find((each) => each.id === params.id);
    });
  }
}
