import { z } from 'zod';
import { readBounded } from '../../../ingestion/sources/cap/read-bounded.ts';
import { MOST_CAP_BYTES } from '../../../ingestion/sources/cap/receive.ts';
import { UserError } from '../../errors.ts';
import { incidentCap } from '../../warnings/incident-cap.ts';
import { writeWarningFeed } from '../../warnings/warning-feed.ts';
import { writeCap } from '../../warnings/write-cap.ts';
import { maySee } from '../access.ts';
import { capAnswer } from '../contract.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { idParameter } from '../parameters.ts';
import type { ServerPorts } from '../ports.ts';
import { notFound } from '../problem.ts';
import type { Views } from '../views.ts';

const CAP_TYPE = 'application/cap+xml; charset=utf-8';
const ATOM_TYPE = 'application/atom+xml; charset=utf-8';

/** CAP 1.2 in and out. */
export function capRoutes(ports: ServerPorts, views: Views): readonly Endpoint[] {
  const { ingest, incidents, warnings, city, clock, things } = ports;
  return [
    endpoint({
      method: 'POST',
      path: '/warnings',
      access: 'officer',
      area: 'unlimited',
      summary: 'A CAP 1.1 or 1.2 document, or a feed or envelope of them; answered once its warnings are durable',
      stream: {
        types: ['application/cap+xml', 'application/xml', 'text/xml', 'application/atom+xml'],
        schema: z.string(),
      },
      answer: capAnswer,
      status: 202,
      async handle({ request }) {
        const answer = await ingest.cap(await readBounded(request.raw, MOST_CAP_BYTES));
        const [first] = answer.rejected;
        if (first && answer.accepted === 0 && answer.rejected.length === 1)
          throw new UserError('bad-cap', first.detail, {
            status: 400,
            field: first.reason,
            next: 'Mend the line and send the document again; nothing of it was stored.',
          });
        return answer;
      },
    }),
    endpoint({
      method: 'GET',
      path: '/cap/warnings',
      access: 'viewer',
      area: 'placeless',
      summary: 'The warnings in force as an Atom feed of CAP 1.2',
      answer: z.string(),
      answerType: 'application/atom+xml',
      async handle({ reply }) {
        const now = clock.now();
        const { name, id } = city.model;
        reply.type(ATOM_TYPE);
        return writeWarningFeed(await warnings(now), {
          id: `urn:vantage:${id}:warnings`,
          title: `${name.zh} · ${name.en}`,
          area: name.zh,
          language: 'zh-CN',
          updated: now,
          nameOf: ({ thing }) => things.get(thing)?.name ?? thing,
        });
      },
    }),
    endpoint({
      method: 'GET',
      path: '/cap/incidents/:id',
      access: 'viewer',
      area: 'filtered',
      summary: 'An incident as a private CAP 1.2 message: an alert while it is open, its cancel when it is over',
      params: idParameter,
      answer: z.string(),
      answerType: 'application/cap+xml',
      async handle({ params: { id }, principal, reply }) {
        const found = await incidents.find(id);
        const place = found && views.place(found.position, found.zone);
        if (!found || !maySee(principal.areas, place?.district)) throw notFound('incident', id);
        reply.type(CAP_TYPE);
        const { id: cityId, name } = city.model;
        const where = [place?.district, place?.zone].filter((part) => part !== undefined).join(' ');
        return writeCap(incidentCap(found, `vantage.${cityId}`, where || name.zh));
      },
    }),
  ];
}
