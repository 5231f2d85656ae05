import { z } from 'zod';
import { listOf, quarantined, source } from '../contract.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { cursor, pageLimit } from '../parameters.ts';
import type { ServerPorts } from '../ports.ts';

const filter = z.strictObject({
  source: z.string().max(200).optional(),
  reason: z.string().max(64).optional(),
  limit: pageLimit(100, 1000),
  cursor,
});

export const sourceRoutes = ({ sources }: ServerPorts): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/sources',
    access: 'viewer',
    area: 'placeless',
    summary: 'Where data come from, and how each source is',
    answer: listOf(source),
    handle: () => ({ items: sources.list(), nextCursor: null }),
  }),
  endpoint({
    method: 'GET',
    path: '/quarantine',
    access: 'officer',
    area: 'unlimited',
    summary: 'Input that was refused, the newest first, with the reason',
    query: filter,
    answer: listOf(quarantined),
    handle: ({ query: { limit, cursor: after, source: from, reason } }) =>
      sources.quarantine(
        { ...(from !== undefined && { source: from }), ...(reason !== undefined && { reason }) },
        { limit, ...(after !== undefined && { cursor: after }) },
      ),
  }),
];
