/** A server that speaks the contracts of the API and the socket, for the console's tests: its state is a scene in memory. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import cookie from '@fastify/cookie';
import fastifyStatic from '@fastify/static';
import { type FastifyInstance, fastify } from 'fastify';
import { Server } from 'socket.io';
import type {
  AlertView,
  CityView,
  IncidentDetail,
  IncidentView,
  Role,
  SourceView,
} from '../../backend/api/contract.ts';
import {
  type ClientEvents,
  encodeFrame,
  LIVE_NAMESPACE,
  type Pulse,
  type ServerEvents,
} from '../../backend/push/protocol.ts';
import { harbourZones } from '../../geodata/city/harbour/harbour-zones.ts';
import { calm, flood, floodScene } from '../builders/alarm-scene.ts';
import { frameOf, harbourIncidents, harbourVessels, LATER } from '../builders/harbour-scene.ts';
import { serveAlarms } from './alarm-desk.ts';
import { serveReplays } from './replay-sessions.ts';

export interface LiveServer {
  readonly url: string;
  /** What officers did, in order: `ack INC-…`. */
  readonly acts: readonly string[];
  /** What was asked of replay sessions, in order: `seek RPL-1`. */
  readonly replayActs: readonly string[];
  incident(id: string): IncidentView | undefined;
  /** A new incident comes in. */
  raiseLater(): void;
  /** More alarms come than can be worked through one by one, with much that is suppressed. */
  beginFlood(): void;
  endFlood(): void;
  /** Cuts every socket; clients come back by themselves. */
  cut(): void;
  close(): Promise<void>;
}

export interface LiveServerOptions {
  /** The built frontend. */
  readonly frontend: string;
  readonly port?: number;
  /** No vessels, no incidents, no sources. */
  readonly empty?: boolean;
}

const PASSWORD = 'lanwan';
const USERS: Readonly<Record<string, Role>> = { admin: 'admin', chen: 'officer', guest: 'viewer' };
const FRAME_MS = 500;
/** What the log calls each act. */
const LOGGED: Readonly<Record<string, string>> = {
  ack: 'acknowledged',
  shelve: 'shelved',
  unshelve: 'unshelved',
  assign: 'assigned',
  comment: 'commented',
  close: 'closed',
};

const list = <Item>(items: readonly Item[]) => ({ items, nextCursor: null });
const viewOf = ({ alerts: _alerts, timeline: _timeline, ...view }: IncidentDetail): IncidentView => view;

const CITY: CityView = {
  id: 'lanwan',
  name: { zh: '澜湾市', en: 'Lanwan' },
  timeZone: 'Asia/Shanghai',
  bounds: [114.3, 22.32, 114.77, 22.59],
  centre: [114.535, 22.437],
  provenance: { source: 'generated', seed: 1, inputs: [] },
  layers: [],
  baseMaps: [],
};

class Scene {
  readonly start = Date.now();
  readonly vessels;
  readonly incidents: Map<string, IncidentDetail>;
  readonly acts: string[] = [];
  sequence = 1;

  constructor(empty: boolean) {
    this.vessels = empty ? [] : harbourVessels(this.start);
    this.incidents = new Map(empty ? [] : harbourIncidents(this.vessels, this.start).map((one) => [one.id, one]));
  }

  sources(): SourceView[] {
    if (this.vessels.length === 0) return [];
    const lastMessageAt = new Date().toISOString();
    return [
      {
        id: 'ais-harbour',
        state: 'running',
        read: { lines: 48_210, messages: 41_877 },
        stored: 41_870,
        duplicates: 3,
        rejected: { checksum: 4 },
        lastMessageAt,
      },
      {
        id: 'mqtt',
        state: 'reconnecting',
        detail: 'The broker at mqtt://10.0.3.7 does not answer; trying again in 8 s.',
        read: { messages: 1204 },
        stored: 1204,
        duplicates: 0,
        rejected: {},
        lastMessageAt,
      },
    ];
  }

  pulse(): Pulse {
    return {
      now: Date.now(),
      ...(this.vessels.length > 0 ? { dataAt: Date.now() - 2000 } : {}),
      messagesPerSecond: 42,
      sources: this.sources(),
      framesSkipped: 0,
      ...(this.vessels.length > 0 ? { scenario: 'harbour' } : {}),
    };
  }
}

/** The last nine minutes of everybody, every 15 s. */
function pastOf({ vessels, start }: Scene) {
  const points = [];
  for (let back = 36; back > 0; back--) {
    const { lon, lat, time } = frameOf(vessels, start, Date.now() - back * 15_000, 0, true);
    for (const [index, { view, silentMs }] of vessels.entries())
      if (silentMs < 60_000)
        points.push({
          time: new Date(time[index]!).toISOString(),
          thing: view.id,
          lon: lon[index],
          lat: lat[index],
          quality: 'good',
        });
  }
  return points;
}

function api(app: FastifyInstance, scene: Scene, changed: (incident: IncidentDetail) => void): void {
  const tokens = new Map<string, string>();
  const userOf = (token: string | undefined) => {
    const username = tokens.get(token ?? '');
    return username ? { username, roles: [USERS[username]!], areas: [] } : undefined;
  };
  const problem = (status: number, title: string, detail: string) => ({
    type: `urn:vantage:${status}`,
    title,
    status,
    detail,
  });
  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/api/v1/') || (request.url === '/api/v1/session' && request.method === 'POST')) return;
    const user = userOf(request.cookies.vantage_session);
    if (!user) return reply.code(401).send(problem(401, 'unauthorized', 'sign in first'));
    if (request.method === 'POST' && user.roles.includes('viewer'))
      return reply.code(403).send(problem(403, 'forbidden', 'viewers may look, not act'));
  });
  app.post<{ Body: { username: string; password: string } }>('/api/v1/session', (request, reply) => {
    const { username, password } = request.body;
    if (password !== PASSWORD || !USERS[username])
      return reply.code(401).send(problem(401, 'wrong credentials', 'no such user'));
    const token = crypto.randomUUID();
    tokens.set(token, username);
    reply.setCookie('vantage_session', token, { path: '/', httpOnly: true });
    return { token, user: userOf(token), expiresAt: new Date(Date.now() + 3_600_000).toISOString() };
  });
  app.get('/api/v1/session', (request) => ({
    user: userOf(request.cookies.vantage_session),
    expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
  }));
  app.delete('/api/v1/session', (request, reply) => {
    tokens.delete(request.cookies.vantage_session ?? '');
    return reply.code(204).send();
  });
  app.get('/api/v1/things', () => list(scene.vessels.map(({ view }) => view)));
  app.get<{ Params: { id: string } }>('/api/v1/things/:id', (request, reply) => {
    const found = scene.vessels.find(({ view }) => view.id === request.params.id);
    return found?.view ?? reply.code(404).send(problem(404, 'not found', 'no such thing'));
  });
  app.get('/api/v1/things/:id/observations', () => list([]));
  app.get<{ Querystring: { thing?: string } }>('/api/v1/tracks', (request) => {
    if (request.query.thing === undefined) return list(pastOf(scene));
    const one = scene.vessels.find(({ view }) => view.id === request.query.thing);
    if (!one) return list([]);
    return list(
      Array.from({ length: 60 }, (_, minute) => ({
        time: new Date(Date.now() - (60 - minute) * 60_000).toISOString(),
        thing: one.view.id,
        lon: one.at[0],
        lat: one.at[1],
        speedKn: Math.max(0, one.speedKn * (0.75 + 0.25 * Math.sin(minute / 7))),
        quality: 'good',
      })),
    );
  });
  app.get('/api/v1/city', () => CITY);
  app.get('/api/v1/zones', () => list(harbourZones.map(({ bounds: _bounds, ...zone }) => zone)));
  app.get('/api/v1/sources', () => list(scene.sources()));
  app.get('/api/v1/quarantine', () =>
    list(
      scene.vessels.length === 0
        ? []
        : Array.from({ length: 6 }, (_, index) => ({
            source: index % 2 ? 'mqtt' : 'ais-harbour',
            receivedAt: new Date(Date.now() - index * 90_000).toISOString(),
            reason: index % 2 ? 'bad_json' : 'checksum',
            detail:
              index % 2
                ? 'payload: Unexpected end of JSON input at byte 41'
                : 'the sentence says *5C, its characters give *4A',
            excerpt: index % 2 ? '{"time":"2026-11-20T13:' : '!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C',
          })),
    ),
  );
  app.get<{ Querystring: { from: string; to: string; bucket: string } }>('/api/v1/histogram', ({ query }) => {
    const bucketMs = Number.parseInt(query.bucket, 10) * 1000;
    const from = Date.parse(query.from);
    if (scene.vessels.length === 0) return list([]);
    const bins = [];
    for (let time = from, index = 0; time < Math.min(Date.parse(query.to), Date.now()); time += bucketMs, index++)
      for (const [at, family] of (['city', 'underground', 'beach', 'vessel'] as const).entries()) {
        const noise = Math.abs(Math.sin(index * (at + 1.7) * 12.9898) * 43_758.5453) % 1;
        if (noise < [0.3, 0.75, 0.7, 0.2][at]!) continue;
        const late = index > 80 && noise > 0.8;
        bins.push({
          time: new Date(time).toISOString(),
          family,
          grade: late ? 3 - (index % 2) : 4,
          count: 1 + Math.floor(noise * 4),
        });
      }
    return list(bins);
  });
  app.get<{ Params: { id: string } }>('/api/v1/incidents/:id', (request, reply) => {
    const found = scene.incidents.get(request.params.id);
    return found ?? reply.code(404).send(problem(404, 'not found', 'no such incident'));
  });
  app.post<{ Params: { id: string; verb: string }; Body: Record<string, unknown> }>(
    '/api/v1/incidents/:id/:verb',
    (request, reply) => {
      const { id, verb } = request.params;
      const before = scene.incidents.get(id);
      if (!before) return reply.code(404).send(problem(404, 'not found', 'no such incident'));
      const actor = userOf(request.cookies.vantage_session)!.username;
      const now = new Date();
      const changes: Readonly<Record<string, Partial<IncidentDetail>>> = {
        ack: { acknowledged: true },
        shelve: {
          shelved: true,
          shelvedUntil: new Date(now.getTime() + Number(request.body.minutes ?? 0) * 60_000).toISOString(),
        },
        unshelve: { shelved: false },
        assign: { assignee: String(request.body.assignee), state: 'handling' },
        close: { state: 'closed', closedAt: now.toISOString() },
        comment: {},
      };
      const note = request.body.text ?? request.body.reason ?? request.body.assignee;
      const after: IncidentDetail = {
        ...before,
        ...changes[verb],
        updatedAt: now.toISOString(),
        timeline: [
          ...before.timeline,
          {
            time: now.toISOString(),
            actor,
            action: LOGGED[verb] ?? verb,
            ...(note ? { note: String(note) } : {}),
          },
        ],
      };
      scene.acts.push(`${verb} ${id}`);
      scene.incidents.set(id, after);
      changed(after);
      return viewOf(after);
    },
  );
}

export async function startLiveServer(options: LiveServerOptions): Promise<LiveServer> {
  const scene = new Scene(options.empty ?? false);
  const app = fastify({ forceCloseConnections: true });
  await app.register(cookie);
  const io = new Server<ClientEvents, ServerEvents>(app.server, { serveClient: false });
  const live = io.of(LIVE_NAMESPACE);
  const change = (add: readonly IncidentDetail[], update: readonly IncidentDetail[]) =>
    live.emit('diff', {
      sequence: ++scene.sequence,
      remove: {},
      add: { incidents: add.map(viewOf), alerts: add.flatMap(({ alerts }) => alerts) },
      update: { incidents: update.map(viewOf) },
    });
  api(app, scene, (incident) => change([], [incident]));
  let alarms = calm;
  const flooding: { alerts: readonly AlertView[]; incidents: readonly IncidentView[] } = { alerts: [], incidents: [] };
  serveAlarms(app, () => flooding.alerts);
  const replays = serveReplays(app, io, options.empty ?? false);
  if (existsSync(join(options.frontend, 'index.html'))) {
    await app.register(fastifyStatic, { root: options.frontend, wildcard: true });
    app.setNotFoundHandler((_request, reply) => reply.sendFile('index.html'));
  }
  const frame = (full: boolean) => encodeFrame(frameOf(scene.vessels, scene.start, Date.now(), 0, full));
  live.on('connection', (socket) => {
    socket.on('hello', ({ resume }) => {
      if (resume?.epoch === 'scene' && resume.sequence === scene.sequence) return;
      const incidents = [...scene.incidents.values()];
      socket.emit('snapshot', {
        epoch: 'scene',
        sequence: scene.sequence,
        tasks: [],
        incidents: [...incidents.map(viewOf), ...flooding.incidents],
        alerts: [
          ...incidents.flatMap(({ alerts }) => alerts.map(({ evidence: _evidence, log: _log, ...view }) => view)),
          ...flooding.alerts,
        ],
      });
      socket.emit('pulse', scene.pulse());
      socket.emit('alarms', alarms);
    });
    socket.on('view', () => {
      socket.emit('roster', { things: scene.vessels.map(({ view, number }) => ({ ...view, number })) });
      socket.emit('frame', frame(true));
    });
  });
  const timers = [
    setInterval(() => live.emit('frame', frame(false)), FRAME_MS),
    setInterval(() => live.emit('pulse', scene.pulse()), 1000),
  ];
  const url = await app.listen({ port: options.port ?? 0, host: '127.0.0.1' });
  return {
    url,
    acts: scene.acts,
    replayActs: replays.acts,
    incident: (id) => scene.incidents.get(id),
    raiseLater() {
      const [later] = harbourIncidents(scene.vessels, Date.now(), LATER, 90);
      scene.incidents.set(later!.id, later!);
      change([later!], []);
    },
    beginFlood() {
      Object.assign(flooding, floodScene(Date.now()));
      alarms = flood(Date.now());
      live.emit('diff', { sequence: ++scene.sequence, remove: {}, add: { ...flooding }, update: {} });
      live.emit('alarms', alarms);
    },
    endFlood() {
      alarms = calm;
      live.emit('alarms', alarms);
    },
    cut: () => live.disconnectSockets(true),
    async close() {
      for (const timer of timers) clearInterval(timer);
      replays.stop();
      await io.close();
      await app.close();
    },
  };
}
