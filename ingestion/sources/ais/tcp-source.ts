import { connect, type Socket } from 'node:net';
import type { Clock } from '../../../geodata/model/time.ts';
import type { Sink, Source, SourceState, SourceStatus } from '../../source.ts';
import { LiveIntake } from './live-intake.ts';
import { readNumbers } from './read-numbers.ts';

export interface AisTcpOptions {
  readonly id: string;
  readonly host: string;
  readonly port: number;
  readonly clock: Clock;
  /** Wait before the second attempt to connect, doubled after every further one. */
  readonly firstRetryMs: number;
  readonly longestRetryMs: number;
}

/** A half-open connection is found out by TCP keep-alive after this long without a byte, milliseconds. Ours. */
const KEEP_ALIVE_MS = 30_000;

/**
 * Reads from a server that streams sentences (AIS receivers, multiplexers, shore networks), and connects again for as long as
 * it runs. `start` resolves after the first attempt, whether it connected or not: the status says which.
 */
export class AisTcpSource implements Source {
  readonly id: string;
  readonly #options: AisTcpOptions;
  #state: SourceState = 'stopped';
  #detail: string | undefined;
  #intake: LiveIntake | undefined;
  #socket: Socket | undefined;
  #retry: NodeJS.Timeout | undefined;
  #failures = 0;
  #stopped = false;
  #unlisten: (() => void) | undefined;

  constructor(options: AisTcpOptions) {
    this.id = options.id;
    this.#options = options;
  }

  start(sink: Sink, signal: AbortSignal): Promise<void> {
    this.#stopped = false;
    this.#state = 'starting';
    this.#intake = new LiveIntake(sink, this.#options.clock, (error) => this.#fail(error));
    const onAbort = () => void this.stop();
    signal.addEventListener('abort', onAbort, { once: true });
    this.#unlisten = () => signal.removeEventListener('abort', onAbort);
    return new Promise((resolve) => this.#connect(resolve));
  }

  async stop(): Promise<void> {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#unlisten?.();
    clearTimeout(this.#retry);
    this.#socket?.destroy();
    await this.#intake?.end().catch((error: unknown) => this.#fail(error));
    if (this.#state !== 'failed') {
      this.#state = 'stopped';
      this.#detail = undefined;
    }
  }

  status(): SourceStatus {
    return {
      state: this.#state,
      ...(this.#detail && { detail: this.#detail }),
      read: this.#intake ? readNumbers(this.#intake.totals()) : {},
    };
  }

  #connect(attempted: () => void): void {
    const { host, port } = this.#options;
    const intake = this.#intake!;
    const socket = connect({ host, port });
    this.#socket = socket;
    let reason = 'the server closed the connection';
    socket.setKeepAlive(true, KEEP_ALIVE_MS);
    socket.on('connect', () => {
      this.#failures = 0;
      this.#state = 'running';
      this.#detail = undefined;
      attempted();
    });
    socket.on('data', (chunk) => {
      intake.push(chunk);
      socket.pause();
      void intake.room().then(() => socket.resume());
    });
    socket.on('error', (error) => {
      reason = error.message;
    });
    socket.on('close', () => {
      if (this.#stopped) return attempted();
      intake.endLine();
      this.#reconnect(reason);
      attempted();
    });
  }

  #reconnect(reason: string): void {
    const { firstRetryMs, longestRetryMs, host, port } = this.#options;
    const waitMs = Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(this.#failures++, 20));
    this.#state = 'reconnecting';
    this.#detail = `${host}:${port}: ${reason}; next attempt in ${Math.ceil(waitMs / 1000)} s`;
    this.#retry = setTimeout(() => this.#connect(() => undefined), waitMs);
  }

  #fail(error: unknown): void {
    this.#state = 'failed';
    this.#detail = `the store refused: ${error instanceof Error ? error.message : String(error)}`;
    this.#stopped = true;
    clearTimeout(this.#retry);
    this.#socket?.destroy();
  }
}
