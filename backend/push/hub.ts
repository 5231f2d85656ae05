import { randomUUID } from 'node:crypto';
import type { Server as HttpServer } from 'node:http';
import { Server as SocketServer } from 'socket.io';
import type { ThingId } from '../../geodata/model/ids.ts';
import { eventTime } from '../../geodata/model/time.ts';
import type { Message } from '../../ingestion/observation.ts';
import { maySee } from '../api/access.ts';
import { admitSocket } from './admission.ts';
import { Client, type LiveSocket } from './client.ts';
import { FrameWriter, type MaySee } from './frame-writer.ts';
import type { HubOptions, HubPorts } from './hub-ports.ts';
import { diffOf, Journal, type QueueChange } from './journal.ts';
import { LatestPositions } from './latest-positions.ts';
import { LatestReadings } from './latest-readings.ts';
import { clientMessages } from './messages.ts';
import { Notices } from './notices.ts';
import { LIVE_NAMESPACE, PROTOCOL_VERSION, type View } from './protocol.ts';
import { closeNamespace, type HubNamespace, openSockets, type Sockets } from './sockets.ts';
import { viewArea } from './view-area.ts';

export interface HubStatistics {
  readonly clients: number;
  readonly positions: number;
  readonly diffs: number;
  readonly snapshots: number;
  readonly frames: number;
  readonly frameBytes: number;
  readonly framesSkipped: number;
}

const PULSE_INTERVAL_MS = 1000;
/** Ours: how soon a socket ends after its session expired or its rights changed; signing out is told at once. */
const SESSION_CHECK_INTERVAL_MS = 15_000;
/** Ours: a client this many steps behind gets a snapshot, which is smaller than the steps by then. */
const MOST_STEPS_RESENT = 512;

/**
 * One namespace: `/live`, or that of a replay. Alerts and incidents leave in the call that reports them; positions leave at a steady cadence, one
 * encoded buffer for all clients that look at the same area. Constructing only assigns; `start` acts and `stop` undoes it.
 */
export class Hub {
  readonly #ports: HubPorts;
  readonly #options: HubOptions;
  #journal: Journal;
  readonly #table = new LatestPositions();
  readonly #writer = new FrameWriter(this.#table);
  readonly #readings: LatestReadings;
  readonly #notices: Notices;
  readonly #clients = new Map<string, Client>();
  readonly #redescribed = new Set<number>();
  readonly #counts = { diffs: 0, snapshots: 0, frames: 0, frameBytes: 0, framesSkipped: 0 };
  #timers: NodeJS.Timeout[] = [];
  #sockets: Sockets | undefined;
  /** It has the sockets to itself and ends them. */
  #isAlone = false;
  #live: HubNamespace | undefined;

  constructor(ports: HubPorts, options: HubOptions) {
    this.#ports = ports;
    this.#options = options;
    this.#journal = this.#newJournal();
    this.#notices = new Notices(ports.districtAt);
    this.#readings = new LatestReadings(
      (id) => this.#table.enrol(id),
      (id) => (this.#table.hasMoved(id) ? undefined : ports.describe(id)?.position),
    );
  }

  /** On the sockets that it shares with other hubs, or on those of its own HTTP server. */
  start(server: HttpServer | Sockets): void {
    this.#isAlone = !(server instanceof SocketServer);
    const sockets = server instanceof SocketServer ? server : openSockets(server);
    const live: HubNamespace = sockets.of(this.#options.namespace ?? LIVE_NAMESPACE);
    live.use((socket, next) => {
      admitSocket(socket as LiveSocket, this.#ports).then(() => next(), next);
    });
    live.on('connection', (socket) => this.#connect(socket as LiveSocket));
    this.#sockets = sockets;
    this.#live = live;
    this.#timers = [
      setInterval(() => this.flush(), this.#options.frameIntervalMs ?? 250),
      setInterval(() => this.flushReadings(), this.#options.readingsIntervalMs ?? 2000),
      setInterval(() => this.#pulse(), PULSE_INTERVAL_MS),
      setInterval(() => void this.#checkSessions(), SESSION_CHECK_INTERVAL_MS),
    ];
  }

  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    this.#timers = [];
    if (this.#sockets && this.#live) closeNamespace(this.#sockets, this.#live);
    if (this.#isAlone) this.#sockets?.engine.close();
    this.#clients.clear();
  }

  /** Forgets all it was told, as when a replay is taken to another moment: every client starts anew with the next frame. */
  reset(): void {
    this.#table.clear();
    this.#readings.clear();
    this.#notices.clear();
    this.#redescribed.clear();
    this.#journal = this.#newJournal();
    for (const client of this.#clients.values()) {
      client.frameTick = undefined;
      client.readingsTick = undefined;
      client.reportSequence = undefined;
      if (client.sequence !== undefined) client.sequence = -1;
    }
  }

  /** Takes note of where things are, what they read, and what was told. */
  hear(messages: readonly Message[]): void {
    for (const message of messages) {
      switch (message.kind) {
        case 'position':
          this.#table.update(message);
          break;
        case 'observation':
          this.#readings.update(message);
          break;
        case 'report':
          this.#notices.report(message);
          break;
        case 'warning':
          this.#notices.warning(message);
          break;
      }
    }
  }

  /** Sends what changed at once, as one step, to everybody who may see it. Each view is the whole new value. */
  changed(change: QueueChange): void {
    const step = this.#journal.record(change);
    if (!step) return;
    this.#counts.diffs++;
    for (const [areas, clients] of this.#byAreas(step.sequence - 1)) {
      this.#to(clients).emit('diff', diffOf(step, areas));
      for (const client of clients) client.sequence = step.sequence;
    }
  }

  /** A thing's name or description changed: clients that know it by number hear of it with the next frame. */
  thingChanged(id: ThingId): void {
    const number = this.#table.numberOf(id);
    if (number !== undefined) this.#redescribed.add(number);
    this.#readings.replace(id);
  }

  /** Ends the sockets of a session that was signed out. */
  signedOut(token: string): void {
    for (const client of this.#clients.values()) {
      if (client.token === token) client.socket.disconnect(true);
    }
  }

  statistics(): HubStatistics {
    return { clients: this.#clients.size, positions: this.#table.count, ...this.#counts };
  }

  /** One frame for every client that is ready for it. Runs by itself at the cadence of the options. */
  flush(): void {
    const ready: Client[] = [];
    for (const client of this.#clients.values()) {
      if (client.isDrained) ready.push(client);
      else if (client.area && this.#table.movedCount > 0) this.#skipFrame(client);
    }
    for (const client of ready) {
      if (client.sequence !== undefined && client.sequence !== this.#journal.sequence) this.#catchUp(client);
    }
    this.#tellChanges(new Set(ready));
    for (const group of clientsInStep(ready, ({ frameTick }) => frameTick)) this.#sendFrame(group);
    this.#table.nextTick();
    this.#tellReports(ready);
  }

  /** What was read since the last time, for every client that is ready for it. Runs by itself at the cadence of the options. */
  flushReadings(): void {
    const ready = [...this.#clients.values()].filter(({ isDrained }) => isDrained);
    for (const group of clientsInStep(ready, ({ readingsTick }) => readingsTick)) this.#sendReadings(group);
    this.#readings.nextTick();
  }

  #newJournal(): Journal {
    return new Journal(randomUUID(), this.#options.journalCapacity ?? 4096);
  }

  #connect(socket: LiveSocket): void {
    const client = new Client(socket);
    this.#clients.set(socket.id, client);
    socket.on('disconnect', () => this.#clients.delete(socket.id));
    socket.on('hello', (message) => {
      const hello = clientMessages.hello.safeParse(message);
      if (hello.success && hello.data.version === PROTOCOL_VERSION) this.#greet(client, hello.data.resume);
      else socket.disconnect(true);
    });
    socket.on('view', (message) => {
      const view = clientMessages.view.safeParse(message);
      if (view.success) this.#look(client, view.data);
      else socket.disconnect(true);
    });
  }

  #greet(client: Client, resume: { epoch: string; sequence: number } | undefined): void {
    const known = resume?.epoch === this.#journal.epochFor(client.areas) && resume.sequence <= this.#journal.sequence;
    client.sequence = known ? resume.sequence : -1;
    client.reportSequence = undefined;
    client.warningSequence = 0;
    client.alarmsTold = undefined;
    if (!client.isDrained) return;
    this.#catchUp(client);
    this.#tellReports([client]);
    this.#tellWarnings([client]);
    this.#tellAlarms([client]);
  }

  /** Sends the missed steps, or a snapshot when they are forgotten or too many. */
  #catchUp(client: Client): void {
    if (client.sequence === undefined) return;
    const steps = this.#journal.since(client.sequence);
    if (steps && steps.length <= MOST_STEPS_RESENT) {
      for (const step of steps) client.socket.emit('diff', diffOf(step, client.areas));
    } else {
      client.socket.emit('snapshot', this.#journal.snapshot(client.areas));
      this.#counts.snapshots++;
    }
    client.sequence = this.#journal.sequence;
  }

  #look(client: Client, view: View): void {
    client.area = viewArea(view);
    client.frameTick = undefined;
    client.readingsTick = undefined;
    if (!client.isDrained) return;
    this.#sendFrame([client]);
    this.#sendReadings([client]);
  }

  /** Clients in step that have room, by their areas. Those left out catch up in {@link flush}. */
  #byAreas(sequence: number): Map<readonly string[], Client[]> {
    const keys = new Map<string, readonly string[]>();
    const groups = new Map<readonly string[], Client[]>();
    for (const client of this.#clients.values()) {
      if (client.sequence !== sequence || !client.admitDiff()) continue;
      const areas = keys.get(client.areaKey) ?? client.areas;
      keys.set(client.areaKey, areas);
      append(groups, areas, client);
    }
    return groups;
  }

  #skipFrame(client: Client): void {
    client.framesSkipped++;
    this.#counts.framesSkipped++;
  }

  #sendFrame(group: readonly Client[]): void {
    const [{ area, frameTick, areas }] = group as [Client];
    const { bounds } = area!;
    const mayBeSeen = this.#sightOf(areas);
    const frame =
      frameTick === undefined ? this.#writer.full(bounds, mayBeSeen) : this.#writer.since(bounds, mayBeSeen, frameTick);
    // A full frame may go out between two ticks: what moves in the rest of this one must still follow.
    const sentUntil = frameTick === undefined ? this.#table.tick - 1 : this.#table.tick;
    for (const client of group) {
      client.frameTick = sentUntil;
      if (frame) this.#introduce(client, frame.numbers);
    }
    if (!frame) return;
    this.#to(group).emit('frame', frame.buffer);
    this.#counts.frames += group.length;
    this.#counts.frameBytes += group.length * frame.buffer.byteLength;
  }

  /** As for frames: whoever asks for all of it between two ticks still gets what changes in the rest of this one. */
  #sendReadings(group: readonly Client[]): void {
    const [{ area, readingsTick, areas }] = group as [Client];
    const { tick } = this.#readings;
    const readings = this.#readings.select(area!.bounds, this.#sightOf(areas), readingsTick ?? -1);
    for (const client of group) {
      client.readingsTick = readingsTick === undefined ? tick - 1 : tick;
      if (readings) this.#introduce(client, Uint32Array.from(readings.number));
    }
    if (readings) this.#to(group).emit('readings', readings);
  }

  /** Whoever is not told now is told when it has room again. */
  #tellReports(ready: readonly Client[]): void {
    const { reportSequence } = this.#notices;
    const behind = ready.filter((client) => client.sequence !== undefined && client.reportSequence !== reportSequence);
    for (const group of groupsOf(behind, ({ areaKey, reportSequence: told }) => `${areaKey}|${told}`)) {
      const [{ areas, reportSequence: told }] = group as [Client];
      const reports = this.#notices.reportsSince(told ?? 0, areas);
      for (const client of group) client.reportSequence = reportSequence;
      const full = told === undefined;
      if (full || reports.length > 0) this.#to(group).emit('reports', { full, reports });
    }
  }

  #tellWarnings(ready: readonly Client[]): void {
    const { warningSequence, inForce } = this.#notices;
    const behind = ready.filter(
      (client) => client.sequence !== undefined && client.warningSequence !== warningSequence,
    );
    if (behind.length === 0) return;
    for (const client of behind) client.warningSequence = warningSequence;
    this.#to(behind).emit('warnings', { warnings: inForce });
  }

  #tellAlarms(ready: readonly Client[]): void {
    const alarms = this.#ports.alarms?.();
    if (!alarms) return;
    const text = JSON.stringify(alarms);
    const behind = ready.filter((client) => client.sequence !== undefined && client.alarmsTold !== text);
    if (behind.length === 0) return;
    for (const client of behind) client.alarmsTold = text;
    this.#to(behind).emit('alarms', alarms);
  }

  /** What somebody with these areas may see; `undefined` is everything. */
  #sightOf(areas: readonly string[]): MaySee | undefined {
    return areas.length === 0 ? undefined : (lon, lat) => maySee(areas, this.#ports.districtAt([lon, lat]));
  }

  /** Names the numbers that a client is about to see for the first time. */
  #introduce(client: Client, numbers: Uint32Array): void {
    const things = [];
    for (const number of client.untold(numbers)) {
      const thing = this.#ports.describe(this.#table.ids[number]!);
      if (!thing) continue;
      client.tell(number, this.#table.lon.length);
      things.push({ ...thing, number });
    }
    if (things.length > 0) client.socket.emit('roster', { things });
  }

  /** Whoever is behind is told when it next sees the thing. */
  #tellChanges(ready: ReadonlySet<Client>): void {
    if (this.#redescribed.size === 0) return;
    const numbers = Uint32Array.from(this.#redescribed);
    this.#redescribed.clear();
    for (const client of this.#clients.values()) {
      const told = numbers.filter((number) => client.forget(number));
      if (ready.has(client)) this.#introduce(client, told);
    }
  }

  #pulse(): void {
    const pulse = this.#ports.pulse();
    this.#notices.settle(eventTime(pulse.now));
    const ready = [...this.#clients.values()].filter(({ isDrained }) => isDrained);
    for (const group of groupsOf(ready, ({ framesSkipped }) => framesSkipped))
      this.#to(group).emit('pulse', { ...pulse, framesSkipped: group[0]!.framesSkipped });
    this.#tellWarnings(ready);
    this.#tellAlarms(ready);
  }

  /** Ends sockets whose session has ended or whose rights have changed; they may sign in again. */
  async #checkSessions(): Promise<void> {
    try {
      for (const clients of groupsOf(this.#clients.values(), ({ token }) => token)) {
        const areas = (await this.#ports.authenticate(clients[0]!.token))?.areas;
        for (const client of clients) if (!areas || !sameAreas(areas, client.areas)) client.socket.disconnect(true);
      }
    } catch (error) {
      this.#options.log.warn({ err: error }, 'cannot check the sessions of sockets');
    }
  }

  /** Encodes once for all of them. */
  #to(clients: readonly Client[]) {
    return this.#live!.to(clients.map((client) => client.socket.id));
  }
}

const sameAreas = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((area) => b.includes(area));

function append<Key>(groups: Map<Key, Client[]>, key: Key, client: Client): void {
  const group = groups.get(key);
  if (group) group.push(client);
  else groups.set(key, [client]);
}

/** In the order in which each group was first met. */
function groupsOf(clients: Iterable<Client>, keyOf: (client: Client) => unknown): Iterable<Client[]> {
  const groups = new Map<unknown, Client[]>();
  for (const client of clients) append(groups, keyOf(client), client);
  return groups.values();
}

/** Clients that wait for the same bytes: same area on the map, same rights, same last message. */
const clientsInStep = (ready: readonly Client[], tickOf: (client: Client) => number | undefined): Iterable<Client[]> =>
  groupsOf(
    ready.filter(({ area }) => area !== undefined),
    (client) => `${client.area!.key}|${client.areaKey}|${tickOf(client)}`,
  );
