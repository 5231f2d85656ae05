import { io, type Socket } from 'socket.io-client';
import {
  type ClientEvents,
  type Diff,
  decodeFrame,
  type Frame,
  PROTOCOL_VERSION,
  type Pulse,
  type Readings,
  type Reports,
  type Resume,
  type Roster,
  type ServerEvents,
  type Snapshot,
  type Warnings,
} from '../../backend/push/protocol.ts';

/** A client that keeps all it hears. `address` is that of the server with the namespace behind it. */
export class LiveReader {
  readonly socket: Socket<ServerEvents, ClientEvents>;
  readonly heard: string[] = [];
  readonly snapshots: Snapshot[] = [];
  readonly diffs: Diff[] = [];
  readonly frames: Frame[] = [];
  readonly rosters: Roster[] = [];
  readonly pulses: Pulse[] = [];
  readonly readings: Readings[] = [];
  readonly warnings: Warnings[] = [];
  readonly reports: Reports[] = [];

  constructor(address: string, token: string, options: object = {}) {
    this.socket = io(address, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      auth: { token },
      ...options,
    });
    this.socket.onAny((event: string) => this.heard.push(event));
    this.socket.on('snapshot', (snapshot) => this.snapshots.push(snapshot));
    this.socket.on('diff', (diff) => this.diffs.push(diff));
    this.socket.on('roster', (roster) => this.rosters.push(roster));
    this.socket.on('pulse', (pulse) => this.pulses.push(pulse));
    this.socket.on('readings', (readings) => this.readings.push(readings));
    this.socket.on('warnings', (warnings) => this.warnings.push(warnings));
    this.socket.on('reports', (reports) => this.reports.push(reports));
    this.socket.on('frame', (frame) => {
      const bytes = new Uint8Array(frame as ArrayBuffer);
      this.frames.push(decodeFrame(bytes.slice().buffer));
    });
  }

  /** Resolves with the server's first word, or rejects with its refusal. */
  connected(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.socket.once('connect', resolve);
      this.socket.once('connect_error', reject);
    });
  }

  hello(resume?: Resume): void {
    this.socket.emit('hello', { version: PROTOCOL_VERSION, ...(resume && { resume }) });
  }
}
