import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { Clock } from '../../../geodata/model/time.ts';
import type { Sink, Source, SourceState, SourceStatus } from '../../source.ts';
import { LiveIntake } from './live-intake.ts';
import { readNumbers } from './read-numbers.ts';

export interface AisUdpOptions {
  readonly id: string;
  /** The local address to listen on. */
  readonly host: string;
  /** 0: any free port, see {@link AisUdpSource.port}. */
  readonly port: number;
  readonly clock: Clock;
}

/** Nothing can hold a UDP sender back: when so many messages wait for the sink, further datagrams are dropped and counted. Ours. */
const MOST_WAITING = 100_000;

/** Listens for datagrams of one or more whole sentences (as AIS dispatchers send them). */
export class AisUdpSource implements Source {
  readonly id: string;
  readonly #options: AisUdpOptions;
  #state: SourceState = 'stopped';
  #detail: string | undefined;
  #intake: LiveIntake | undefined;
  #socket: Socket | undefined;
  #dropped = 0;
  #unlisten: (() => void) | undefined;

  constructor(options: AisUdpOptions) {
    this.id = options.id;
    this.#options = options;
  }

  /** The port listened on, once started. */
  get port(): number | undefined {
    return this.#socket?.address().port;
  }

  async start(sink: Sink, signal: AbortSignal): Promise<void> {
    this.#state = 'starting';
    const { host, port, clock } = this.#options;
    const intake = new LiveIntake(sink, clock, (error) => this.#fail('the store refused', error));
    const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
    this.#intake = intake;
    this.#socket = socket;
    socket.on('message', (datagram) => {
      if (intake.waiting < MOST_WAITING) intake.pushDatagram(datagram);
      else this.#drop(sink, datagram);
    });
    socket.bind(port, host);
    await once(socket, 'listening');
    socket.on('error', (error) => this.#fail('the socket failed', error));
    const onAbort = () => void this.stop();
    signal.addEventListener('abort', onAbort, { once: true });
    this.#unlisten = () => signal.removeEventListener('abort', onAbort);
    this.#state = 'running';
  }

  async stop(): Promise<void> {
    this.#unlisten?.();
    const socket = this.#socket;
    this.#socket = undefined;
    if (!socket) return;
    socket.close();
    await this.#intake?.end().catch((error: unknown) => this.#fail('the store refused', error));
    if (this.#state !== 'failed') this.#state = 'stopped';
  }

  status(): SourceStatus {
    return {
      state: this.#state,
      ...(this.#detail && { detail: this.#detail }),
      read: this.#intake ? { ...readNumbers(this.#intake.totals()), dropped: this.#dropped } : {},
    };
  }

  #drop(sink: Sink, datagram: Buffer): void {
    this.#dropped++;
    sink.reject({
      reason: 'overload',
      detail: 'the datagram came faster than it could be stored; slow the sender down or use TCP',
      excerpt: datagram.toString('utf8', 0, 100).replaceAll('\0', '\ufffd'),
    });
  }

  #fail(what: string, error: unknown): void {
    this.#state = 'failed';
    this.#detail = `${what}: ${error instanceof Error ? error.message : String(error)}`;
  }
}
