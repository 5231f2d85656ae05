import { z } from 'zod';
import { type EventTime, eventTime } from '../../../geodata/model/time.ts';
import type { Intervention } from '../../../scenarios/scenario.ts';
import {
  bookmark,
  bookmarkBody,
  branchBody,
  type InterventionView,
  listOf,
  replay,
  replayBody,
  replayLanes,
  scenarioItem,
  scorecard,
  seekBody,
  speedBody,
} from '../contract.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { cursor, pageLimit } from '../parameters.ts';
import type { OpenReplay, ServerPorts } from '../ports.ts';
import { Views } from '../views.ts';
import { actorOf } from './actor.ts';
import { alertRoutes } from './alerts.ts';
import { historyRoutes } from './history.ts';
import { incidentRoutes } from './incidents.ts';
import { thingRoutes } from './things.ts';

const replayParameter = z.object({ replay: z.string().min(1).max(128) });
const bookmarkParameter = replayParameter.extend({ bookmark: z.string().min(1).max(128) });
const page = z.strictObject({ limit: pageLimit(100, 1000), cursor });

const timeOf = (text: string): EventTime => eventTime(Date.parse(text));

/** Replays: sessions of their own that never touch live data. */
export function replayRoutes(ports: ServerPorts, views: Views): readonly Endpoint[] {
  const { replays, scenarios } = ports;
  const act = <Body>(
    verb: string,
    summary: string,
    body: z.ZodType<Body> | undefined,
    run: (open: OpenReplay, body: Body) => Promise<void>,
  ): Endpoint =>
    endpoint<{ replay: string }, unknown, Body>({
      method: 'POST',
      path: `/replays/:replay/${verb}`,
      access: 'officer',
      area: 'placeless',
      summary,
      params: replayParameter,
      ...(body && { body }),
      answer: replay,
      async handle({ params, body: input }) {
        const open = replays.use(params.replay);
        await run(open, input);
        return open.view();
      },
    });
  return [
    endpoint({
      method: 'GET',
      path: '/scenarios',
      access: 'viewer',
      area: 'placeless',
      summary: 'Days that can be played',
      answer: listOf(scenarioItem),
      handle: () => ({ items: scenarios.list(), nextCursor: null }),
    }),
    endpoint({
      method: 'GET',
      path: '/replays',
      access: 'viewer',
      area: 'placeless',
      summary: 'Replays, the newest first',
      query: page,
      answer: listOf(replay),
      handle({ query: { limit, cursor: after } }) {
        const all = replays.list();
        const begin = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1;
        const items = all.slice(begin, begin + limit);
        return { items, nextCursor: begin + limit < all.length ? items.at(-1)!.id : null };
      },
    }),
    endpoint({
      method: 'POST',
      path: '/replays',
      access: 'officer',
      area: 'placeless',
      summary: 'Open a replay of a day, a recording or stored history',
      body: replayBody,
      answer: replay,
      status: 201,
      handle: async ({ body, principal }) => (await replays.create(body.source, actorOf(principal).name)).view(),
    }),
    endpoint({
      method: 'GET',
      path: '/replays/:replay',
      access: 'viewer',
      area: 'placeless',
      summary: 'One replay as it stands',
      params: replayParameter,
      answer: replay,
      handle: ({ params }) => replays.use(params.replay).view(),
    }),
    endpoint({
      method: 'DELETE',
      path: '/replays/:replay',
      access: 'officer',
      area: 'placeless',
      summary: 'Delete a replay',
      params: replayParameter,
      handle: ({ params }) => replays.remove(params.replay),
    }),
    act('play', 'Let its clock run', undefined, (open) => open.play()),
    act('pause', 'Stop its clock', undefined, (open) => open.pause()),
    act('step', 'One second on, and stop', undefined, (open) => open.step()),
    act('seek', 'To a moment of it', seekBody, (open, { to }) => open.seek(timeOf(to))),
    act('speed', 'How fast its clock runs', speedBody, (open, { speed }) => open.setSpeed(speed)),
    endpoint({
      method: 'POST',
      path: '/replays/:replay/branch',
      access: 'officer',
      area: 'placeless',
      summary: 'Another course of it, with something done differently',
      params: replayParameter,
      body: branchBody,
      answer: replay,
      status: 201,
      async handle({ params, body: { at, name, interventions }, principal }) {
        const change = { at: timeOf(at), name, interventions: interventions.map(interventionOf) };
        return (await replays.branch(params.replay, change, actorOf(principal).name)).view();
      },
    }),
    endpoint({
      method: 'POST',
      path: '/replays/:replay/bookmarks',
      access: 'officer',
      area: 'placeless',
      summary: 'Mark a moment of it',
      params: replayParameter,
      body: bookmarkBody,
      answer: bookmark,
      status: 201,
      handle({ params, body }) {
        const { time, ...kept } = replays.bookmark(params.replay, timeOf(body.time), body.label);
        return { ...kept, time: new Date(time).toISOString() };
      },
    }),
    endpoint({
      method: 'DELETE',
      path: '/replays/:replay/bookmarks/:bookmark',
      access: 'officer',
      area: 'placeless',
      summary: 'Take a mark away',
      params: bookmarkParameter,
      handle: ({ params }) => replays.removeBookmark(params.replay, params.bookmark),
    }),
    endpoint({
      method: 'GET',
      path: '/replays/:replay/lanes',
      access: 'viewer',
      area: 'filtered',
      summary: 'All that happened in it, on lanes of time',
      params: replayParameter,
      answer: replayLanes,
      handle: ({ params, principal }) => replays.use(params.replay).lanes(principal.areas),
    }),
    endpoint({
      method: 'GET',
      path: '/replays/:replay/scorecard',
      access: 'viewer',
      area: 'unlimited',
      summary: 'How it came out',
      params: replayParameter,
      answer: scorecard,
      handle: ({ params }) => replays.use(params.replay).scorecard(),
    }),
    ...withinReplay(ports, views),
  ];
}

/** What can be read of the city can be read of a replay, below its own path: the same routes over its own ports, at its own position. */
function withinReplay(ports: ServerPorts, views: Views): Endpoint[] {
  const tables = [alertRoutes, incidentRoutes, thingRoutes, historyRoutes] as const;
  return tables.flatMap((table) =>
    table(ports, views)
      .filter(({ method, path }) => method === 'GET' && path !== '/zones' && path !== '/histogram')
      .map(
        (live): Endpoint => ({
          ...live,
          path: `/replays/:replay${live.path}`,
          summary: `${live.summary} (within a replay)`,
          params: live.path.includes('/:id')
            ? replayParameter.extend({ id: z.string().min(1).max(128) })
            : replayParameter,
          handle(call) {
            const open = ports.replays.use((call.params as z.infer<typeof replayParameter>).replay);
            const own = table({ ...ports, ...open.ports }, new Views(open.ports)).find(
              ({ method, path }) => method === live.method && path === live.path,
            );
            return own!.handle(call);
          },
        }),
      ),
  );
}

function interventionOf(view: InterventionView): Intervention {
  const at = timeOf(view.at);
  if (view.kind !== 'mute_thing') return { ...view, at };
  const { until, ...rest } = view;
  return { ...rest, at, ...(until !== undefined && { until: timeOf(until) }) };
}
