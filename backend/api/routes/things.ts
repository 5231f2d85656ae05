import { z } from 'zod';
import type { ThingId } from '../../../geodata/model/ids.ts';
import { THING_KINDS } from '../../../geodata/model/thing-kinds.ts';
import type { Thing } from '../../../ingestion/thing.ts';
import { maySee } from '../access.ts';
import { listOf, thing, zone } from '../contract.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { boundingBox, contains, cursor, familyName, idParameter, pageLimit } from '../parameters.ts';
import type { ServerPorts } from '../ports.ts';
import { notFound } from '../problem.ts';
import { type Views, zoneView } from '../views.ts';

const filter = z.strictObject({
  kind: z.string().max(64).optional(),
  family: familyName.optional(),
  status: z.enum(['online', 'stale', 'offline']).optional(),
  q: z.string().max(200).optional().describe('part of the name or the id'),
  bbox: boundingBox.optional(),
  limit: pageLimit(100, 1000),
  cursor,
});
type Filter = z.infer<typeof filter>;

export const thingRoutes = ({ things, places }: ServerPorts, views: Views): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/things',
    access: 'viewer',
    area: 'filtered',
    summary: 'What there is in the city, by id',
    query: filter,
    answer: listOf(thing),
    handle({ query, principal }) {
      const isWanted = wanted(query);
      const behind = [...things.all()]
        .filter((candidate) => (query.cursor === undefined || candidate.id > query.cursor) && isWanted(candidate))
        .sort((a, b) => (a.id < b.id ? -1 : 1));
      const items = [];
      for (const candidate of behind) {
        const view = views.thingOf(candidate);
        if (!maySee(principal.areas, view.district)) continue;
        if (query.status && view.status !== query.status) continue;
        if (query.bbox && !(view.position && contains(query.bbox, ...view.position))) continue;
        if (items.length === query.limit) return { items, nextCursor: items.at(-1)!.id };
        items.push(view);
      }
      return { items, nextCursor: null };
    },
  }),
  endpoint({
    method: 'GET',
    path: '/things/:id',
    access: 'viewer',
    area: 'filtered',
    summary: 'One thing as it is now',
    params: idParameter,
    answer: thing,
    handle({ params: { id }, principal }) {
      const view = views.thing(id as ThingId);
      if (!view || !maySee(principal.areas, view.district)) throw notFound('thing', id);
      return view;
    },
  }),
  endpoint({
    method: 'GET',
    path: '/zones',
    access: 'viewer',
    area: 'placeless',
    summary: 'Zones at sea and their rules',
    answer: listOf(zone),
    handle: () => ({ items: places.zones.map(zoneView), nextCursor: null }),
  }),
];

/** The conditions that need no view of the thing: cheap, so asked first. */
function wanted({ kind, family, q }: Filter): (candidate: Thing) => boolean {
  const needle = q?.toLowerCase();
  return (candidate) =>
    (kind === undefined || candidate.kind === kind) &&
    (family === undefined || THING_KINDS[candidate.kind].family === family) &&
    (needle === undefined ||
      candidate.id.toLowerCase().includes(needle) ||
      candidate.name?.toLowerCase().includes(needle) === true);
}
