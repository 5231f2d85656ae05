import type { Clock } from '../../../geodata/model/time.ts';
import type { Message, Rejection } from '../../observation.ts';
import type { AisMessage } from './ais-message.ts';
import { AisReader, type ReadCounts } from './ais-reader.ts';
import { LogClock } from './log-clock.ts';
import { StageMapper } from './to-stage-messages.ts';

/** How many messages a recording may hold back until it tells a time. Ours: more than a busy port's base stations leave between two reports. */
const MOST_HELD = 5000;

/** What a run has read so far: the AIS part of an ingest summary. */
export interface AisTotals extends Readonly<ReadCounts> {
  /** Rejections by reason. */
  readonly rejected: Readonly<Record<string, number>>;
  /** Decoded messages of which nothing is stored, by name. */
  readonly unstored: Readonly<Record<string, number>>;
  /** Decoded messages whose time the log did not tell. */
  readonly assumedTimes: number;
}

export const NOTHING_READ: AisTotals = {
  bytes: 0,
  lines: 0,
  sentences: 0,
  runOn: 0,
  sentencesInMessages: 0,
  messages: 0,
  other: {},
  rejected: {},
  unstored: {},
  assumedTimes: 0,
};

/** Bytes → this stage's messages: reader, clock and mapping put together, for all kinds of AIS source. */
export class AisIntake {
  readonly #reader: AisReader;
  readonly #clock: LogClock;
  readonly #rejected: Record<string, number> = {};
  readonly #unstored: Record<string, number> = {};
  readonly #mapper = new StageMapper(this.#unstored);
  #held: AisMessage[] = [];
  #ready: Message[] = [];

  constructor(options: {
    readonly clock: Clock;
    readonly live: boolean;
    readonly reject: (rejection: Rejection) => void;
  }) {
    this.#clock = new LogClock(options.clock, options.live);
    this.#reader = new AisReader({
      message: (message, timeMs) => this.#message(message, timeMs),
      clock: (utcMs) => this.#tick(utcMs),
      reject: (rejection) => {
        this.#rejected[rejection.reason] = (this.#rejected[rejection.reason] ?? 0) + 1;
        options.reject(rejection);
      },
    });
  }

  push(chunk: Uint8Array): void {
    this.#reader.push(chunk);
  }

  pushDatagram(datagram: Uint8Array): void {
    this.#reader.push(datagram);
    this.#reader.endLine();
  }

  /** What was heard of the line under way is all of it, as when a connection broke in the middle. */
  endLine(): void {
    this.#reader.endLine();
  }

  end(): void {
    this.#reader.end();
    this.#clock.settle();
    this.#release();
  }

  /** Messages waiting in {@link take}. */
  get waiting(): number {
    return this.#ready.length;
  }

  /** Hands over what is ready, in order. */
  take(): Message[] {
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }

  totals(): AisTotals {
    return {
      ...this.#reader.counts,
      rejected: this.#rejected,
      unstored: this.#unstored,
      assumedTimes: this.#clock.assumed,
    };
  }

  #tick(utcMs: number): void {
    this.#clock.tick(utcMs);
    this.#release();
  }

  #message(message: AisMessage, timeMs: number | undefined): void {
    if (timeMs !== undefined) this.#tick(timeMs);
    else if ((message.type === 4 || message.type === 11) && message.utc !== undefined) this.#hearStation(message.utc);
    if (!this.#clock.known) {
      this.#held.push(message);
      if (this.#held.length <= MOST_HELD) return;
      this.#clock.settle();
      this.#release();
      return;
    }
    this.#mapper.map(message, this.#clock.stamp(timeMs), this.#ready);
  }

  #hearStation(utcMs: number): void {
    this.#clock.hearStation(utcMs);
    this.#release();
  }

  /** Once a time is known, what came before it gets times that count back from it. */
  #release(): void {
    if (this.#held.length === 0 || !this.#clock.known) return;
    const held = this.#held;
    this.#held = [];
    const times = this.#clock.stampsBefore(held.length);
    for (let i = 0; i < held.length; i++) this.#mapper.map(held[i]!, times[i]!, this.#ready);
  }
}
