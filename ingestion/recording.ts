import type { Readable } from 'node:stream';
import type { ThingId } from '../geodata/model/ids.ts';
import type { Clock } from '../geodata/model/time.ts';
import type { Message, Rejection } from './observation.ts';
import type { Delivery, Receipt, Sink } from './source.ts';
import { aisStreamSource } from './sources/ais/stream-source.ts';
import { readBounded } from './sources/cap/read-bounded.ts';
import { MOST_CAP_BYTES, receiveCap } from './sources/cap/receive.ts';
import { receiveObservations } from './sources/http/receive.ts';

/** What can be streamed in from a file or an upload. */
export type RecordingKind = 'ais' | 'observations' | 'cap';

interface RecordingSummary {
  /** Lines of an AIS log; elements of a body of observations; lines of a CAP document. */
  readonly lines: number;
  readonly sentences?: number;
  /** Decoded, whether anything of them has a place in the store or not. */
  readonly messages: number;
  readonly stored: number;
  readonly duplicates: number;
  readonly rejected: Readonly<Record<string, number>>;
  /** The first few rejections in words, each with its line or element. */
  readonly details?: string[];
  /** Decoded messages of which nothing is kept, by name. */
  readonly unstored?: Readonly<Record<string, number>>;
  /** Different things that the messages told of. */
  readonly things: number;
  readonly seconds: number;
}

export type RecordingProgress = { readonly progress: RecordingSummary } | { readonly summary: RecordingSummary };

export interface RecordingOptions {
  readonly sink: Sink;
  readonly clock: Clock;
  /** `max`, or how many times faster than the recording's own time; observations know only `max`. */
  readonly speed: number | 'max';
  readonly signal: AbortSignal;
}

const PROGRESS_INTERVAL_MS = 250;
/** Rejections that a summary tells in words; the quarantine has more. Ours. */
const MOST_DETAILS = 20;

/** Streams a recording to the sink: progress a few times a second, then the summary once all is durable. Rejects when it cannot be read or stored. */
export async function* readRecording(
  kind: RecordingKind,
  body: Readable,
  options: RecordingOptions,
): AsyncGenerator<RecordingProgress> {
  const begin = performance.now();
  const tally = new Tally(options.sink);
  const reader = READERS[kind](body, tally, options);
  const summary = (): RecordingSummary => ({
    ...reader.read(),
    stored: tally.stored,
    duplicates: tally.duplicates,
    rejected: tally.rejected,
    ...(tally.details.length > 0 && { details: tally.details }),
    things: tally.things.size,
    seconds: (performance.now() - begin) / 1000,
  });
  const done = reader.done.then(() => true);
  while (!(await Promise.race([done, pause(PROGRESS_INTERVAL_MS)]))) yield { progress: summary() };
  await tally.settled;
  yield { summary: summary() };
}

interface Reader {
  readonly done: Promise<unknown>;
  read(): Pick<RecordingSummary, 'lines' | 'sentences' | 'messages' | 'unstored'>;
}

function readAis(body: Readable, sink: Sink, { clock, speed, signal }: RecordingOptions): Reader {
  const source = aisStreamSource({ id: 'recording', open: () => body, clock, speed });
  return {
    done: source.start(sink, signal),
    read: () => {
      const { lines, sentences, messages, unstored } = source.totals();
      return { lines, sentences, messages, unstored };
    },
  };
}

function readObservations(body: Readable, tally: Tally, { signal }: RecordingOptions): Reader {
  signal.addEventListener('abort', () => body.destroy(), { once: true });
  return {
    done: receiveObservations(body, {}, tally),
    read: () => ({ lines: tally.delivered + tally.unread, messages: tally.delivered }),
  };
}

/** One document, read whole: it is small, and its faults may be at its end. */
function readCap(body: Readable, tally: Tally, { signal }: RecordingOptions): Reader {
  signal.addEventListener('abort', () => body.destroy(), { once: true });
  let read: ReturnType<Reader['read']> = { lines: 0, messages: 0 };
  const receive = async () => {
    const bytes = await readBounded(body, MOST_CAP_BYTES);
    const { alerts, unstored, links } = await receiveCap(bytes, tally);
    const left = { ...unstored, ...(links.length > 0 && { link: links.length }) };
    read = { lines: linesIn(bytes), messages: alerts, unstored: left };
  };
  return { done: receive(), read: () => read };
}

const NEWLINE = 10;
const linesIn = (bytes: Uint8Array): number =>
  bytes.reduce((lines, byte) => lines + Number(byte === NEWLINE), bytes.length > 0 && bytes.at(-1) !== NEWLINE ? 1 : 0);

const READERS: Readonly<Record<RecordingKind, (body: Readable, tally: Tally, options: RecordingOptions) => Reader>> = {
  ais: readAis,
  observations: readObservations,
  cap: readCap,
};

/** Counts what passes on its way to the sink behind it. */
class Tally implements Sink {
  readonly things = new Set<ThingId>();
  readonly rejected: Record<string, number> = {};
  delivered = 0;
  /** Elements that never became messages. */
  unread = 0;
  readonly details: string[] = [];
  stored = 0;
  duplicates = 0;
  settled: Promise<void> = Promise.resolve();
  readonly #sink: Sink;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  deliver(messages: readonly Message[]): Delivery {
    for (const { thing } of messages) this.things.add(thing);
    this.delivered += messages.length;
    const delivery = this.#sink.deliver(messages);
    const counted = delivery.durable.then((receipt) => this.#count(receipt));
    this.settled = Promise.all([this.settled, counted]).then(() => undefined);
    // The source hears of the failure from the delivery itself.
    this.settled.catch(() => undefined);
    return delivery;
  }

  reject(rejection: Rejection): void {
    this.unread++;
    if (this.details.length < MOST_DETAILS) this.details.push(rejection.detail);
    this.#addRejected(rejection.reason);
    this.#sink.reject(rejection);
  }

  #count({ stored, duplicates, rejections = [] }: Receipt): void {
    this.stored += stored;
    this.duplicates += duplicates;
    for (const { reason } of rejections) this.#addRejected(reason);
  }

  #addRejected(reason: string): void {
    this.rejected[reason] = (this.rejected[reason] ?? 0) + 1;
  }
}

const pause = (ms: number): Promise<false> =>
  new Promise((resolve) => {
    setTimeout(() => resolve(false), ms).unref();
  });
