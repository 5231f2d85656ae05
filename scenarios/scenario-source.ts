import { setTimeout as delay } from 'node:timers/promises';
import type { CityModel } from '../geodata/city/city-model.ts';
import { DAY_MS } from '../geodata/model/local-time.ts';
import { type Clock, type EventTime, eventTime } from '../geodata/model/time.ts';
import type { Message } from '../ingestion/observation.ts';
import type { Sink, Source, SourceState, SourceStatus } from '../ingestion/source.ts';
import { MOST_PER_DELIVERY, Outbox } from '../ingestion/sources/ais/outbox.ts';
import { lastBeginning } from './demonstration-clock.ts';
import { HeardDecoder } from './played-messages.ts';
import type { Heard, Scenario } from './scenario.ts';

/** The passing of real time; a test owns it. Resolves after `ms`, or early when the signal aborts. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

const realSleep: Sleep = async (ms, signal) => {
  await delay(ms, undefined, { signal }).catch(() => undefined);
};

/** Real time between two deliveries when live, ms: what is due within it leaves together. Ours. */
const BEAT_MS = 100;
/** Lets timers and sockets have their turn after so many messages of history. Ours: some tens of milliseconds of work. */
const BREATH_MESSAGES = 10_000;

export interface ScenarioSourceOptions {
  readonly scenario: Scenario;
  readonly city: CityModel;
  readonly seed?: number;
  /** Whole days that fill the time between a scenario of less than a day and its next beginning. Absent: silence. */
  readonly between?: Scenario;
  /** The demonstration's "now": event time; see {@link demonstrationClock}. */
  readonly clock: Clock;
  /** How many times faster than real time that clock runs. */
  readonly speed?: number;
  /** What the store holds up to this moment is not played again. */
  readonly newestStored?: EventTime | undefined;
  readonly sleep?: Sleep;
}

/**
 * A scenario played live: radio sentences through the AIS source's own decoder, the rest as messages, everything in order of time into one sink. First what the day brought up to the clock's now, at full
 * speed; then the present as it happens; after the day the next one, with the same seed; a shorter day is followed by ordinary hours until then. Stopped and started again it goes on at the then present.
 * `start` resolves when the past has been delivered and the present begins.
 */
export const createScenarioSource = (options: ScenarioSourceOptions): Source => new ScenarioSource(options);

class ScenarioSource implements Source {
  readonly id: string;
  readonly #options: ScenarioSourceOptions;
  #stopping = new AbortController();
  #state: SourceState = 'stopped';
  #detail: string | undefined;
  #decoder: HeardDecoder | undefined;
  #messages = 0;
  #run: Promise<void> | undefined;

  constructor(options: ScenarioSourceOptions) {
    this.id = `scenario-${options.scenario.id}`;
    this.#options = options;
  }

  start(sink: Sink, signal: AbortSignal): Promise<void> {
    this.#stopping = new AbortController();
    this.#state = 'starting';
    this.#detail = undefined;
    return new Promise<void>((caughtUp, failed) => {
      this.#run = this.#play(sink, AbortSignal.any([signal, this.#stopping.signal]), () => {
        this.#state = 'running';
        caughtUp();
      }).then(
        () => {
          this.#state = 'stopped';
          caughtUp();
        },
        (error: unknown) => {
          this.#state = 'failed';
          this.#detail = `playing ${this.id} failed: ${error instanceof Error ? error.message : String(error)}`;
          failed(error);
        },
      );
    });
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#run;
  }

  status(): SourceStatus {
    return {
      state: this.#state,
      ...(this.#detail && { detail: this.#detail }),
      read: { ...this.#decoder?.read(), messages: this.#messages },
    };
  }

  async #play(sink: Sink, signal: AbortSignal, caughtUp: () => void): Promise<void> {
    const { clock, speed = 1, sleep = realSleep } = this.#options;
    const outbox = new Outbox(sink);
    const decoder = new HeardDecoder((rejection) => sink.reject(rejection));
    this.#decoder = decoder;
    const opened = clock.now();
    let live = false;
    let breath = 0;
    let batch: Message[] = [];
    const flush = async () => {
      const due = batch;
      batch = [];
      if (due.length > 0) await outbox.deliver(due);
    };
    for (const heard of this.#days(opened)) {
      if (!live && heard.time > opened) {
        await flush();
        caughtUp();
        live = true;
      }
      while (live && heard.time > clock.now() && !signal.aborted) {
        await flush();
        await sleep(Math.max(BEAT_MS, (heard.time - clock.now()) / speed), signal);
      }
      if (signal.aborted) break;
      const messages = decoder.messages(heard);
      for (const message of messages) batch.push(message);
      this.#messages += messages.length;
      breath += messages.length;
      if (batch.length >= MOST_PER_DELIVERY) await flush();
      if (breath < BREATH_MESSAGES) continue;
      breath = 0;
      await new Promise(setImmediate);
    }
    await flush();
    await outbox.settled();
  }

  /** What is heard in `[from, to)` of days on which nothing happens. */
  *#ordinaryHours(from: EventTime, to: EventTime): Generator<Heard> {
    const { between, city } = this.#options;
    if (!between) return;
    for (let at = from; at < to; ) {
      const start = lastBeginning(between, city.timeZone, at);
      for (const heard of between.begin({ city, seed: between.seed, start }).play(at)) {
        if (heard.time >= to) return;
        yield heard;
      }
      at = eventTime(start + DAY_MS);
    }
  }

  /** Day after day, for ever: what is heard from the first moment that is not stored yet. */
  *#days(opened: EventTime): Generator<Heard> {
    const { scenario, city, seed = scenario.seed, newestStored = eventTime(-Infinity) } = this.#options;
    let start = lastBeginning(scenario, city.timeZone, opened);
    let from = eventTime(Math.max(start, Math.min(newestStored, opened)));
    for (;;) {
      const end = eventTime(start + scenario.durationMs);
      if (from < end) yield* scenario.begin({ city, seed, start }).play(from);
      start = eventTime(start + DAY_MS);
      yield* this.#ordinaryHours(eventTime(Math.max(from, end)), start);
      from = start;
    }
  }
}
