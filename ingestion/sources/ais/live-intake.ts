import type { Clock } from '../../../geodata/model/time.ts';
import type { Sink } from '../../source.ts';
import { AisIntake, type AisTotals } from './intake.ts';
import { type Delivered, MOST_PER_DELIVERY, Outbox } from './outbox.ts';

/** How long a message may wait for company before it is delivered, milliseconds. Ours. */
const FLUSH_MS = 50;

/** An endpoint's way to the sink: gathers for {@link FLUSH_MS}, delivers, and says when to hold the sender back. */
export class LiveIntake {
  readonly #intake: AisIntake;
  readonly #outbox: Outbox;
  readonly #onFailure: (error: unknown) => void;
  #timer: NodeJS.Timeout | undefined;
  #delivering: Promise<void> | undefined;

  /** `onFailure`: the sink refused; what was delivered then is not durable. */
  constructor(sink: Sink, clock: Clock, onFailure: (error: unknown) => void) {
    this.#intake = new AisIntake({ clock, live: true, reject: (rejection) => sink.reject(rejection) });
    this.#outbox = new Outbox(sink);
    this.#onFailure = onFailure;
  }

  /** Messages that the sink has no room for yet. */
  get waiting(): number {
    return this.#intake.waiting;
  }

  push(chunk: Uint8Array): void {
    this.#intake.push(chunk);
    this.#schedule();
  }

  pushDatagram(datagram: Uint8Array): void {
    this.#intake.pushDatagram(datagram);
    this.#schedule();
  }

  endLine(): void {
    this.#intake.endLine();
    this.#schedule();
  }

  /** Resolves when the sink can take more. */
  async room(): Promise<void> {
    while (this.#intake.waiting >= MOST_PER_DELIVERY && this.#delivering) await this.#delivering;
  }

  /** Delivers the rest and waits until it is durable. */
  async end(): Promise<void> {
    while (this.#delivering) await this.#delivering;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#intake.end();
    await this.#deliver();
    await this.#outbox.settled();
  }

  totals(): AisTotals & Delivered {
    return { ...this.#intake.totals(), ...this.#outbox.delivered };
  }

  #schedule(): void {
    if (this.#delivering || this.#intake.waiting === 0) return;
    if (this.#intake.waiting >= MOST_PER_DELIVERY) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#flush();
    } else
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        this.#flush();
      }, FLUSH_MS);
  }

  #flush(): void {
    this.#delivering = this.#deliver()
      .catch((error: unknown) => this.#onFailure(error))
      .then(() => {
        this.#delivering = undefined;
        this.#schedule();
      });
  }

  async #deliver(): Promise<void> {
    await this.#outbox.deliver(this.#intake.take());
  }
}
