import { setTimeout as sleep } from 'node:timers/promises';
import type { Observation, Rejection } from '../../observation.ts';
import type { Sink } from '../../source.ts';
import type { MqttDecoder } from './decode.ts';

/** What an intake does with the tokens of messages that are safe now, or that the store refused. In the order of {@link Intake.take}. */
export type Settle<Token> = (tokens: readonly Token[], failure?: unknown) => void;

/** Ours. What is not durable by then was not acknowledged, and comes again. */
const PATIENCE_MS = 5000;

/**
 * Gathers what a broker hands over within one turn of the event loop into one delivery, and tells in order when its messages
 * are durable. A token stands for the right to acknowledge one message; refused input is acknowledged too, or it would come back for ever.
 */
export class Intake<Token> {
  readonly #sink: Sink;
  readonly #decoder: MqttDecoder;
  readonly #settle: Settle<Token>;
  #observations: Observation[] = [];
  #tokens: Token[] = [];
  #isScheduled = false;
  #isBlocked = false;
  #ready: Promise<void> | undefined;
  #settled: Promise<void> = Promise.resolve();
  #messages = 0;
  #bytes = 0;

  constructor(sink: Sink, decoder: MqttDecoder, settle: Settle<Token>) {
    this.#sink = sink;
    this.#decoder = decoder;
    this.#settle = settle;
  }

  get read(): Readonly<Record<string, number>> {
    return { messages: this.#messages, bytes: this.#bytes };
  }

  /** A promise when the caller must wait before it takes more. Messages without a token (QoS 0) need no acknowledgement. */
  take(topic: string, payload: Buffer, token: Token | undefined): Promise<void> | undefined {
    this.#messages++;
    this.#bytes += payload.length;
    this.#decoder.decode(topic, payload, this);
    if (token !== undefined) this.#tokens.push(token);
    if (!this.#isScheduled) {
      this.#isScheduled = true;
      setImmediate(this.#deliver);
    }
    return this.#isBlocked ? this.#ready : undefined;
  }

  /** Settles when all that was taken is durable and settled, or refused; a store that is away is not waited for longer than {@link PATIENCE_MS}. */
  async drained(): Promise<void> {
    if (this.#isScheduled) this.#deliver();
    const giveUp = new AbortController();
    await Promise.race([
      this.#settled,
      sleep(PATIENCE_MS, undefined, { signal: giveUp.signal }).catch(() => undefined),
    ]);
    giveUp.abort();
  }

  observation(observation: Observation): void {
    this.#observations.push(observation);
  }

  reject(rejection: Rejection): void {
    this.#sink.reject(rejection);
  }

  readonly #deliver = (): void => {
    if (!this.#isScheduled) return;
    this.#isScheduled = false;
    const tokens = this.#tokens;
    const { ready, durable } = this.#sink.deliver(this.#observations);
    this.#observations = [];
    this.#tokens = [];
    this.#wait(ready);
    const before = this.#settled;
    this.#settled = durable.then(
      () => before.then(() => this.#settle(tokens)),
      (failure: unknown) => before.then(() => this.#settle(tokens, failure)),
    );
  };

  #wait(ready: Promise<void>): void {
    this.#isBlocked = true;
    const open = ready.then(() => {
      if (this.#ready === open) this.#isBlocked = false;
    });
    this.#ready = open;
  }
}
