import { io, type Socket } from 'socket.io-client';
import {
  type ClientEvents,
  type Diff,
  PROTOCOL_VERSION,
  type Reports,
  type Roster,
  type ServerEvents,
  type Snapshot,
  type View,
} from '../../backend/push/protocol.ts';
import { Annunciation } from './annunciated.ts';
import { type FleetPort, startFleet } from './fleet-port.ts';
import type { FleetStore } from './fleet-store.ts';
import { EMPTY_LIVE, type LiveStore, type NumberedThing } from './live-store.ts';
import { fromSnapshot, mergeDiff, type Standing } from './merge.ts';
import { fetchPastTrails } from './past-trails.ts';
import { mergeReadings, NO_READINGS } from './readings.ts';

/** Refusals that reconnecting cannot mend. The server puts the word into the error's message. */
const EXPIRED = /unauthori[sz]ed|unauthenticated|session|sign.?in/i;

/** Ours: a camera that has stood for so long is looked through, not flown by. */
const VIEW_REST_MS = 1200;

/** Ours: more than the last hour of a city that complains a lot. */
const MOST_REPORTS = 400;

/** One frame of a 60 Hz screen: nobody sees what changes twice within it. */
const FRAME_MS = 16;

export interface LiveClientOptions {
  /** Of the socket: `/live`, or a replay's own. */
  readonly namespace: string;
  /** What the addresses of its REST questions begin with, behind `/api/v1`: nothing for the city. */
  readonly root: string;
  readonly useLive: LiveStore;
  readonly useFleet: FleetStore;
}

/** Keeps one socket, the queue it tells of and the fleet it moves. Constructing does nothing; `start` connects, `stop` undoes all of it. */
export class LiveClient {
  readonly #options: LiveClientOptions;
  #socket: Socket<ServerEvents, ClientEvents> | undefined;
  #standing: Standing | undefined;
  readonly #annunciation = new Annunciation();
  #view: View | undefined;
  #fleet: FleetPort | undefined;
  #pastTimer: ReturnType<typeof setTimeout> | undefined;
  #showTimer: ReturnType<typeof setTimeout> | undefined;
  #unshown = false;

  constructor(options: LiveClientOptions) {
    this.#options = options;
  }

  start(): void {
    this.#options.useLive.setState(EMPTY_LIVE);
    this.#fleet = startFleet(this.#options.useFleet);
    const socket: Socket<ServerEvents, ClientEvents> = io(this.#options.namespace, {
      auth: { version: PROTOCOL_VERSION },
      transports: ['websocket', 'polling'],
      reconnectionDelay: 500,
      reconnectionDelayMax: 5000,
    });
    this.#socket = socket;
    socket.on('connect', () => this.#hello());
    socket.on('disconnect', (reason) => {
      this.#lost();
      // The server ended it on purpose (sign-out, shutdown): socket.io does not retry by itself then.
      if (reason === 'io server disconnect') socket.connect();
    });
    socket.on('connect_error', (error) => this.#refused(error));
    socket.on('snapshot', (snapshot) => this.#onSnapshot(snapshot));
    socket.on('diff', (diff) => this.#onDiff(diff));
    socket.on('roster', (roster) => this.#onRoster(roster));
    socket.on('readings', (readings) =>
      this.#options.useLive.setState((state) => ({ readings: mergeReadings(state.readings, readings) })),
    );
    socket.on('warnings', ({ warnings }) => this.#options.useLive.setState({ warnings }));
    socket.on('alarms', (alarms) => this.#options.useLive.setState({ alarms }));
    socket.on('reports', (reports) => this.#onReports(reports));
    socket.on('frame', (frame) => this.#fleet?.frame(frame));
    socket.on('pulse', (pulse) => {
      this.#options.useLive.setState({ pulse, pulseAt: performance.now() });
      this.#fleet?.tick(pulse.now);
    });
  }

  stop(): void {
    this.#socket?.removeAllListeners();
    this.#socket?.disconnect();
    this.#fleet?.stop();
    clearTimeout(this.#pastTimer);
    clearTimeout(this.#showTimer);
    this.#showTimer = undefined;
    this.#socket = undefined;
    this.#standing = undefined;
    this.#fleet = undefined;
  }

  /** Says what the map shows; the server answers with a full frame. Remembered, and said again after a reconnect. */
  look(view: View): void {
    this.#view = view;
    if (this.#socket?.connected) this.#socket.emit('view', view);
    this.#askForPast();
  }

  #hello(): void {
    const { epoch, sequence } = this.#standing ?? {};
    const resume = epoch !== undefined && sequence !== undefined ? { resume: { epoch, sequence } } : {};
    this.#socket?.emit('hello', { version: PROTOCOL_VERSION, ...resume });
    if (this.#view) this.#socket?.emit('view', this.#view);
    this.#askForPast();
    this.#options.useLive.setState({ phase: 'live', lostAt: undefined });
  }

  /** Once the view has come to rest and its things have been named. Wakes are a comfort: without them the chart is still true. */
  #askForPast(): void {
    clearTimeout(this.#pastTimer);
    this.#pastTimer = setTimeout(async () => {
      const { pulse, numbers } = this.#options.useLive.getState();
      if (!this.#view || !pulse) return;
      const trails = await fetchPastTrails(this.#options.root, this.#view, pulse.now).catch(
        () => new Map<string, Float64Array<ArrayBuffer>>(),
      );
      for (const [thing, points] of trails) {
        const number = numbers.get(thing);
        if (number !== undefined) this.#fleet?.trail(number, points);
      }
    }, VIEW_REST_MS);
  }

  #lost(): void {
    const { phase, lostAt } = this.#options.useLive.getState();
    if (phase === 'expired' || phase === 'outdated') return;
    this.#options.useLive.setState({ phase: 'reconnecting', lostAt: lostAt ?? performance.now() });
  }

  #refused(error: Error): void {
    if (EXPIRED.test(error.message)) {
      this.#socket?.disconnect();
      this.#options.useLive.setState({ phase: 'expired' });
    } else if (/version/i.test(error.message)) {
      this.#socket?.disconnect();
      this.#options.useLive.setState({ phase: 'outdated' });
    } else this.#lost();
  }

  #onSnapshot(snapshot: Snapshot): void {
    // A server that started anew numbers its things anew.
    if (this.#standing && this.#standing.epoch !== snapshot.epoch) {
      this.#options.useLive.setState({ roster: new Map(), numbers: new Map(), readings: NO_READINGS });
      this.#fleet?.reset();
    }
    this.#publish(fromSnapshot(snapshot));
  }

  #onDiff(diff: Diff): void {
    if (!this.#standing) return;
    const merged = mergeDiff(this.#standing, diff);
    if (merged.kind === 'merged') this.#publish(merged.standing);
    else if (merged.kind === 'gap') this.#hello();
  }

  #publish(standing: Standing): void {
    this.#standing = standing;
    this.#unshown = true;
    if (this.#showTimer === undefined) this.#show();
  }

  /** The first change at once; those that follow within a frame together. A timer, as animation frames stop behind other windows. */
  #show(): void {
    this.#showTimer = undefined;
    if (!this.#unshown || !this.#standing) return;
    this.#unshown = false;
    this.#showTimer = setTimeout(() => this.#show(), FRAME_MS);
    const { alerts, tasks } = this.#standing;
    this.#options.useLive.setState({ known: true, alerts, tasks, ...this.#annunciation.of(this.#standing) });
  }

  #onReports({ full, reports }: Reports): void {
    this.#options.useLive.setState((state) => ({
      reports: (full ? reports : [...state.reports, ...reports]).slice(-MOST_REPORTS),
    }));
  }

  #onRoster({ things }: Roster): void {
    const state = this.#options.useLive.getState();
    const roster = new Map<number, NumberedThing>(state.roster);
    const numbers = new Map(state.numbers);
    for (const thing of things) {
      roster.set(thing.number, thing);
      numbers.set(thing.id, thing.number);
    }
    this.#options.useLive.setState({ roster, numbers });
    this.#fleet?.roster(things);
  }
}
