/** Replay sessions in memory, speaking the contract of `/api/v1/replays` and a namespace each. Part of {@link file://./live-server.ts}. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Namespace, Server } from 'socket.io';
import type { InterventionView, RecordingView, ReplaySource, ReplayView } from '../../backend/api/contract.ts';
import { type ClientEvents, encodeFrame, type ServerEvents } from '../../backend/push/protocol.ts';
import { harbourBase } from '../../geodata/city/harbour/harbour-base.ts';
import { frameOf, harbourVessels } from '../builders/harbour-scene.ts';
import { incidentsAt, SCENE_FROM, SCENE_TO, type SceneRun, sceneReplay, sceneRun } from '../builders/replay-scene.ts';

/** How long a run takes to be analysed here. */
const ANALYSIS_MS = 1500;
const TICK_MS = 500;
const MINUTE = 60_000;
const iso = (epochMs: number) => new Date(epochMs).toISOString();

class Session {
  view: ReplayView;
  readonly run: SceneRun;
  readonly #born = Date.now();
  readonly #refuses: boolean;
  #at = { position: SCENE_FROM, since: Date.now() };

  constructor(view: ReplayView, branchMinute: number | undefined) {
    this.view = view;
    this.run = sceneRun(view.id, branchMinute);
    this.#refuses = view.source.kind === 'recording' && view.source.recording === 'REC-2';
  }

  get position(): number {
    const { speed, state } = this.view;
    if (state !== 'playing') return this.#at.position;
    const rate = speed === 'max' ? 2000 : speed;
    return Math.min(SCENE_TO, this.#at.position + (Date.now() - this.#at.since) * rate);
  }

  change(change: Partial<ReplayView>, position = this.position): ReplayView {
    this.#at = { position, since: Date.now() };
    this.view = { ...this.view, ...change };
    return this.told();
  }

  told(): ReplayView {
    const analysed = Math.min(1, (Date.now() - this.#born) / ANALYSIS_MS);
    const base = { ...this.view, position: iso(this.position), analysed };
    if (this.#refuses)
      return {
        ...base,
        state: 'failed',
        analysed: 0.12,
        detail: 'The recording ends in the middle of a chunk at byte 48,122,880. Open one that was closed cleanly.',
      };
    const { digest, ...undone } = base;
    return analysed < 1 ? undone : { ...undone, ...(digest ? { digest } : {}) };
  }
}

export interface ReplaySessions {
  /** What was asked of sessions, in order: `seek RPL-1`. */
  readonly acts: readonly string[];
  stop(): void;
}

const SCENARIOS = [
  [
    'typhoon-day',
    '台风登陆日',
    'Typhoon lands',
    '台风海鸢午后逼近，沙滩要清、船要回港、低洼处要守。',
    'A typhoon nears in the afternoon: beaches to clear, boats to call home, low ground to watch.',
  ],
  [
    'golden-week',
    '黄金周海滩',
    'Golden week',
    '八处沙滩同时满员，野沙滩有人扎营生火。',
    'Eight beaches full at once, tents and fires on the wild ones.',
  ],
  [
    'karst-shield',
    '岩溶区盾构险情',
    'Shield in karst',
    '3 号线左线盾构穿越溶洞，地表沉降加速。',
    'The left drive of line 3 meets a cave; the ground above settles faster.',
  ],
  [
    'flood-night',
    '暴雨内涝',
    'Flood night',
    '三小时 180 毫米，七处下穿积水。',
    '180 mm in three hours, seven underpasses under water.',
  ],
  [
    'gas-leak',
    '燃气泄漏',
    'Gas leak',
    '阀井甲烷升高，扩散到相邻管沟。',
    'Methane rises in a valve pit and spreads into the ducts beside it.',
  ],
  ['quiet-day', '平安日', 'Quiet day', '没有大事的一天，用来看误报。', 'A day without much, to see false alarms.'],
] as const;

const RECORDINGS: readonly RecordingView[] = [
  {
    id: 'REC-1',
    name: '值班室 9 月 18 日晚班',
    state: 'complete',
    from: '2026-09-18T10:00:00.000Z',
    to: '2026-09-18T14:00:00.000Z',
    messages: 1_284_113,
    bytes: 48_100_000,
  },
  {
    id: 'REC-2',
    name: '港区演练（未正常关闭）',
    state: 'complete',
    from: '2026-09-16T01:00:00.000Z',
    to: '2026-09-16T03:30:00.000Z',
    messages: 391_204,
    bytes: 9_800_000,
  },
];

const place = (id: string, zh: string, en: string, kind: string, more: Record<string, unknown> = {}) => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [114.5, 22.42] },
  properties: { id, zh, en, kind, ...more },
});

const LAYERS: Readonly<Record<string, readonly unknown[]>> = {
  beaches: [
    place('baisha', '白沙湾', 'Baisha Bay', 'sand'),
    place('baisha', '白沙湾', 'Baisha Bay', 'bathing_water'),
    place('dongchong', '东涌', 'Dongchong', 'sand'),
  ],
  shields: [place('L3-left', '3 号线左线', 'Line 3, left drive', 'shield')],
  lowPoints: [place('wanan', '万安路下穿', 'Wanan underpass', 'underpass')],
  utilityNodes: [place('v-17', '鹏屿路 17 号阀', 'Pengyu valve 17', 'valve', { medium: 'gas' })],
  sensors: [place('wl-03', '万安路水位计', 'Wanan level gauge', 'water_level')],
  monitoring: [],
  cameras: [place('cam-8', '白沙湾 2 号杆', 'Baisha mast 2', 'camera')],
};

/** The shore of the harbour, so that the chart is no empty sea. */
const GROUND: Readonly<Record<string, () => readonly unknown[]>> = {
  land: () => harbourBase().land.features,
  depths: () => harbourBase().depths.features,
  labels: () => harbourBase().labels.features,
};

const problem = (reply: FastifyReply, status: number, title: string, detail: string) =>
  reply.code(status).send({ type: `urn:vantage:${status}`, title, status, detail });

type ById = { Params: { id: string } };

/** Adds sessions to a server. `empty`: nothing to replay, nothing replayed. */
export function serveReplays(
  app: FastifyInstance,
  io: Server<ClientEvents, ServerEvents>,
  empty: boolean,
): ReplaySessions {
  const sessions = new Map<string, Session>();
  const acts: string[] = [];
  const vessels = harbourVessels(SCENE_FROM);
  const open = (view: ReplayView, branchMinute?: number): Session => {
    const session = new Session(view, branchMinute);
    sessions.set(view.id, session);
    return session;
  };
  const list = <Item>(items: readonly Item[]) => ({ items: empty ? [] : items, nextCursor: null });
  app.get('/api/v1/scenarios', () =>
    list(
      SCENARIOS.map(([id, zh, en, about, aboutEn], index) => ({
        id,
        title: { zh, en },
        description: { zh: about, en: aboutEn },
        seed: 7 + index,
        durationMs: 4 * 3_600_000,
      })),
    ),
  );
  app.get('/api/v1/recordings', () => list(RECORDINGS));
  app.get<{ Params: { layer: string } }>('/api/v1/city/layers/:layer', ({ params }) => ({
    type: 'FeatureCollection',
    features: LAYERS[params.layer] ?? GROUND[params.layer]?.() ?? [],
  }));
  app.get('/api/v1/replays', () => list([...sessions.values()].map((session) => session.told())));
  app.post<{ Body: { source: ReplaySource } }>('/api/v1/replays', ({ body }, reply) => {
    const id = `RPL-${sessions.size + 1}`;
    acts.push(`create ${id}`);
    reply.code(201);
    return open(
      sceneReplay(id, { source: body.source, createdAt: iso(Date.now()), simulated: body.source.kind === 'scenario' }),
    ).told();
  });
  const of = (id: string, reply: FastifyReply): Session | undefined => {
    const session = sessions.get(id);
    if (!session) void problem(reply, 404, 'not found', `There is no replay ${id}; it may have been deleted.`);
    return session;
  };
  app.get<ById>('/api/v1/replays/:id', ({ params }, reply) => of(params.id, reply)?.told() ?? reply);
  app.delete<ById>('/api/v1/replays/:id', ({ params }, reply) => {
    sessions.delete(params.id);
    return reply.code(204).send();
  });
  app.get<ById>('/api/v1/replays/:id/lanes', ({ params }, reply) => {
    const session = of(params.id, reply);
    if (!session) return reply;
    const until = SCENE_FROM + (SCENE_TO - SCENE_FROM) * session.told().analysed;
    const { lanes } = session.run;
    return {
      ...lanes,
      messages: lanes.messages.slice(0, (until - SCENE_FROM) / MINUTE),
      alerts: lanes.alerts.filter(({ raisedAt }) => Date.parse(raisedAt) <= until),
      incidents: lanes.incidents.filter(({ phases }) => Date.parse(phases[0]!.from) <= until),
      actions: lanes.actions.filter(({ time }) => Date.parse(time) <= until),
    };
  });
  app.get<ById>('/api/v1/replays/:id/scorecard', ({ params }, reply) => of(params.id, reply)?.run.card ?? reply);
  app.get<ById>('/api/v1/replays/:id/things', () => list([]));
  app.post<ById & { Body: { time: string; label: string } }>(
    '/api/v1/replays/:id/bookmarks',
    ({ params, body }, reply) => {
      const session = of(params.id, reply);
      if (!session) return reply;
      const bookmark = { id: `BM-${session.view.bookmarks.length + 1}`, ...body };
      acts.push(`bookmark ${params.id}`);
      session.change({ bookmarks: [...session.view.bookmarks, bookmark] });
      return bookmark;
    },
  );
  app.delete<{ Params: { id: string; bookmark: string } }>(
    '/api/v1/replays/:id/bookmarks/:bookmark',
    ({ params }, reply) => {
      const session = of(params.id, reply);
      session?.change({ bookmarks: session.view.bookmarks.filter(({ id }) => id !== params.bookmark) });
      return reply.code(204).send();
    },
  );
  app.post<ById & { Body: { at: string; name?: string; interventions: InterventionView[] } }>(
    '/api/v1/replays/:id/branch',
    ({ params, body }, reply) => {
      const parent = of(params.id, reply);
      if (!parent) return reply;
      const id = `RPL-${sessions.size + 1}`;
      acts.push(`branch ${params.id} ${body.interventions.map(({ kind }) => kind).join(',')}`);
      const name = body.name ?? '分支';
      const view = sceneReplay(id, {
        title: { zh: name, en: name },
        parent: params.id,
        branchedAt: body.at,
        interventions: body.interventions,
        createdAt: iso(Date.now()),
      });
      reply.code(201);
      return open(view, (Date.parse(body.at) - SCENE_FROM) / MINUTE).told();
    },
  );
  app.post<{ Params: { id: string; verb: string }; Body: { to?: string; speed?: ReplayView['speed'] } }>(
    '/api/v1/replays/:id/:verb',
    ({ params: { id, verb }, body }, reply) => {
      const session = of(id, reply);
      if (!session) return reply;
      acts.push(`${verb} ${id}`);
      if (verb === 'play') return session.change({ state: 'playing' });
      if (verb === 'pause') return session.change({ state: 'paused' });
      if (verb === 'speed') return session.change({ speed: body.speed! });
      const told = session.change({}, Date.parse(body.to!));
      tell(io.of(`/replays/${id}`), session);
      return told;
    },
  );
  const frame = (session: Session, full: boolean) => {
    // They sail to and fro, so that they stay in their waters all afternoon.
    const elapsed = session.position % (10 * MINUTE);
    return encodeFrame(frameOf(vessels, session.position - elapsed, session.position, 0, full));
  };
  const pulseOf = (session: Session) => ({
    now: session.position,
    dataAt: session.position,
    messagesPerSecond: 20,
    sources: [],
    framesSkipped: 0,
  });
  let sequence = 1;
  const tell = (namespace: Namespace<ClientEvents, ServerEvents>, session: Session) => {
    namespace.emit('snapshot', {
      epoch: session.view.id,
      sequence: ++sequence,
      alerts: [],
      tasks: [],
      incidents: incidentsAt(session.run, session.position),
    });
    namespace.emit('pulse', pulseOf(session));
    namespace.emit('frame', frame(session, true));
  };
  io.of(/^\/replays\/[^/]+$/).on('connection', (socket) => {
    const session = sessions.get(socket.nsp.name.slice('/replays/'.length));
    if (!session) return void socket.disconnect(true);
    socket.on('hello', () => tell(socket.nsp, session));
    socket.on('view', () => {
      socket.emit('roster', { things: vessels.map(({ view, number }) => ({ ...view, number })) });
      socket.emit('frame', frame(session, true));
    });
  });
  const timer = setInterval(() => {
    for (const session of sessions.values())
      if (session.view.state === 'playing') {
        if (session.position >= SCENE_TO) session.change({ state: 'ended' });
        tell(io.of(`/replays/${session.view.id}`), session);
      }
  }, TICK_MS);
  return { acts, stop: () => clearInterval(timer) };
}
