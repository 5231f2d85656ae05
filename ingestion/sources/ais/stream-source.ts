import type { Clock } from '../../../geodata/model/time.ts';
import type { Sink, Source, SourceState, SourceStatus } from '../../source.ts';
import { AisIntake, type AisTotals, NOTHING_READ } from './intake.ts';
import { type Delivered, MOST_PER_DELIVERY, NOTHING_DELIVERED, Outbox } from './outbox.ts';
import { Pace, realStopwatch, type Stopwatch } from './pace.ts';
import { readNumbers } from './read-numbers.ts';

/** Larger chunks are read in pieces, so that no more than about this many bytes of messages wait for the sink. Ours. */
const PIECE_BYTES = 65_536;

/** How long a message may wait for company before it is delivered, milliseconds. Ours. */
const FLUSH_MS = 50;

export interface AisStreamOptions {
  readonly id: string;
  /** Opened by `start`: a file, standard input, the body of an upload. Ends or fails when the signal aborts, as Node's streams do with `signal`. */
  readonly open: (signal: AbortSignal) => AsyncIterable<Uint8Array>;
  /** For logs that tell no time. */
  readonly clock: Clock;
  /** `max`, or how many times faster than the log's own time. */
  readonly speed?: 'max' | number;
  readonly stopwatch?: Stopwatch;
}

export interface AisStreamSource extends Source {
  totals(): AisTotals & Delivered;
}

/** A recording with an end. `start` resolves when everything in it is durable, and rejects when it cannot be read or stored. */
export function aisStreamSource(options: AisStreamOptions): AisStreamSource {
  return new StreamSource(options);
}

class StreamSource implements AisStreamSource {
  readonly id: string;
  readonly #options: AisStreamOptions;
  readonly #stopping = new AbortController();
  #state: SourceState = 'stopped';
  #detail: string | undefined;
  #intake: AisIntake | undefined;
  #outbox: Outbox | undefined;
  #run: Promise<void> | undefined;

  constructor(options: AisStreamOptions) {
    this.id = options.id;
    this.#options = options;
  }

  start(sink: Sink, signal: AbortSignal): Promise<void> {
    this.#state = 'running';
    this.#run = this.#read(sink, AbortSignal.any([signal, this.#stopping.signal])).catch((error: unknown) => {
      this.#state = 'failed';
      this.#detail = `reading ${this.id} failed: ${error instanceof Error ? error.message : String(error)}`;
      throw error;
    });
    return this.#run;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    // Its failure was told to whoever awaits start().
    await this.#run?.catch(() => undefined);
    if (this.#state !== 'failed') this.#state = 'stopped';
  }

  status(): SourceStatus {
    return { state: this.#state, ...(this.#detail && { detail: this.#detail }), read: readNumbers(this.totals()) };
  }

  totals(): AisTotals & Delivered {
    return { ...(this.#intake?.totals() ?? NOTHING_READ), ...(this.#outbox?.delivered ?? NOTHING_DELIVERED) };
  }

  async #read(sink: Sink, signal: AbortSignal): Promise<void> {
    const { clock, open, speed = 'max', stopwatch = realStopwatch } = this.#options;
    const intake = new AisIntake({ clock, live: false, reject: (rejection) => sink.reject(rejection) });
    const outbox = new Outbox(sink);
    this.#intake = intake;
    this.#outbox = outbox;
    const pace = speed === 'max' ? undefined : new Pace(speed, stopwatch);
    let lane = Promise.resolve();
    let underway = 0;
    const flush = () => {
      underway++;
      lane = lane
        .then(() =>
          pace ? pace.run(intake.take(), signal, (due) => outbox.deliver(due)) : outbox.deliver(intake.take()),
        )
        .finally(() => underway--);
      return lane;
    };
    // What trickles in must not wait until a delivery is full. A failure comes up again with the next flush.
    const beat = setInterval(() => {
      if (underway === 0 && intake.waiting > 0) flush().catch(() => undefined);
    }, FLUSH_MS);
    const read = async () => {
      for await (const chunk of open(signal)) {
        for (let from = 0; from < chunk.length && !signal.aborted; from += PIECE_BYTES) {
          intake.push(chunk.subarray(from, from + PIECE_BYTES));
          if (pace || intake.waiting >= MOST_PER_DELIVERY) await flush();
        }
        if (signal.aborted) break;
      }
    };
    await read()
      .catch((error: unknown) => {
        if (!signal.aborted) throw error;
      })
      .finally(() => clearInterval(beat));
    intake.end();
    if (!signal.aborted) await flush();
    else await lane.catch(() => undefined);
    await outbox.settled();
    this.#state = signal.aborted ? 'stopped' : 'finished';
  }
}
