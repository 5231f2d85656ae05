/**
 * One side of `push`, a process of its own so that its CPU time is its own: `node push-server.js hub|naive`. Over IPC it says its port, then obeys `start`
 * (positions begin to flow) and `stop` (answers the CPU seconds it took).
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { createLogger } from '../../../backend/log.ts';
import { Hub } from '../../../backend/push/hub.ts';
import type { ThingId } from '../../../geodata/model/ids.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import type { Position } from '../../../ingestion/observation.ts';

/** A busy bay and its city, each thing heard once a second: the usual rate of satellite positioning receivers. */
const THINGS = 2000;
const INTERVAL_MS = 1000;
const TICK_MS = 25;
/** After the last update, for what is still on its way. */
const DRAIN_MS = 600;

interface Side {
  take(position: Position): void;
}

const server = createServer();
const side = process.argv[2] === 'hub' ? hubSide() : naiveSide();
for (let i = 0; i < THINGS; i++) side.take(positionOf(i, 0));
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));

let timer: NodeJS.Timeout | undefined;
let total = 0;
let before = process.cpuUsage();
process.on('message', (order) => {
  if (order === 'start') start();
  else finish();
});

function start(): void {
  const [begin, first] = [performance.now(), total];
  before = process.cpuUsage();
  timer = setInterval(() => {
    const due = first + ((performance.now() - begin) * THINGS) / INTERVAL_MS;
    for (; total < due; total++) side.take(positionOf(total % THINGS, 1 + Math.floor(total / THINGS)));
  }, TICK_MS);
}

/** Answers once the last updates have left. */
function finish(): void {
  clearInterval(timer);
  setTimeout(() => {
    const { user, system } = process.cpuUsage(before);
    process.send?.({ cpuSeconds: (user + system) / 1e6 });
  }, DRAIN_MS);
}

function positionOf(thing: number, round: number): Position {
  return {
    kind: 'position',
    thing: `mmsi-${412_000_000 + thing}` as ThingId,
    time: eventTime(1_790_000_000_000 + round * INTERVAL_MS),
    lon: 114.4 + (thing % 50) / 250 + round * 1e-5,
    lat: 22.4 + Math.floor(thing / 50) / 250 + round * 1e-5,
    speedKn: 8.4,
    courseDeg: (thing * 7) % 360,
    headingDeg: (thing * 7) % 360,
    status: 0,
    quality: 'good',
  };
}

function hubSide(): Side {
  const hub = new Hub(
    {
      authenticate: async () => ({ username: 'bench', roles: ['viewer'], areas: [] }),
      describe: (id) => ({ id, name: id, kind: 'vessel', family: 'vessel', status: 'online', attrs: {} }),
      pulse: () => ({ now: 0, messagesPerSecond: 0, sources: [] }),
      districtAt: () => undefined,
    },
    { log: createLogger('silent') },
  );
  hub.start(server);
  return { take: (position) => hub.hear([position]) };
}

/** What most dashboards do: one JSON object to everybody for each update. */
function naiveSide(): Side {
  const io = new Server(server, { serveClient: false });
  const live = io.of('/live');
  return { take: (position) => live.emit('position', position) };
}
