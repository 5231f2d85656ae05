import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { type EventTime, eventTime } from '../../geodata/model/time.ts';
import type { Message } from '../../ingestion/observation.ts';
import { ThingRegistry } from '../../ingestion/pipeline/thing-registry.ts';
import type { Recorded, RecordedBatch } from '../../scenarios/recorded/recorded.ts';
import type { RecordingReader } from '../../scenarios/recorded/recording-reader.ts';
import { type CheckpointPlace, thingsFile } from './analysis.ts';
import type { SavedThing } from './isolated-walk.ts';

const expanded = promisify(gunzip);

/** Things and messages of a replay at its position. Reads the recording along, and jumps by checkpoints. */
export class ReplayFilm {
  readonly #reader: RecordingReader;
  readonly #folder: string;
  readonly #isHeard: (item: Recorded, heardAt: number) => boolean;
  readonly #checkpoints: CheckpointPlace[] = [];
  #registry = new ThingRegistry();
  #batches: AsyncGenerator<RecordedBatch> | undefined;
  #batch: RecordedBatch | undefined;
  #next = 0;
  #position: EventTime;
  readonly #begin: EventTime;

  /** `isHeard` leaves out what a branch has muted. */
  constructor(options: {
    readonly reader: RecordingReader;
    readonly folder: string;
    readonly begin: EventTime;
    readonly isHeard: (item: Recorded, heardAt: number) => boolean;
  }) {
    this.#reader = options.reader;
    this.#folder = options.folder;
    this.#isHeard = options.isHeard;
    this.#begin = options.begin;
    this.#position = options.begin;
  }

  /** As it stands at {@link position}; another one after each {@link seek}. */
  get registry(): ThingRegistry {
    return this.#registry;
  }

  get reader(): RecordingReader {
    return this.#reader;
  }

  /** Everything heard before it has been taken in. */
  get position(): EventTime {
    return this.#position;
  }

  addCheckpoints(places: readonly CheckpointPlace[]): void {
    this.#checkpoints.push(...places);
  }

  /**
   * Takes in what was heard in `[position, to)`, batch by batch; `onMessages` gets each. Stops after the batch at hand when `mayGoOn` says so, and then stands at the
   * moment of the next message.
   */
  async advance(
    to: EventTime,
    onMessages: (messages: readonly Message[]) => void,
    mayGoOn: () => boolean = () => true,
  ): Promise<void> {
    while (this.#position < to) {
      const batch = await this.#current();
      if (!batch) {
        this.#position = to;
        return;
      }
      onMessages(this.#take(batch, to));
      const nextAt = batch.heardAt[this.#next];
      if (nextAt !== undefined && nextAt >= to) this.#position = to;
      else if (nextAt !== undefined) this.#position = eventTime(nextAt);
      if (!mayGoOn()) return;
    }
  }

  /** To any moment, forwards or back: from the nearest checkpoint before it. Positions are those of {@link registry} afterwards. */
  async seek(to: EventTime): Promise<void> {
    const place = this.#checkpoints.findLast(({ at }) => at <= to);
    this.#registry = new ThingRegistry();
    if (place) {
      const things = JSON.parse((await expanded(await readFile(thingsFile(this.#folder, place)))).toString('utf8'));
      this.#registry.seed(things as SavedThing[]);
    }
    this.#restart(eventTime(place?.at ?? this.#begin));
    await this.advance(to, () => undefined);
  }

  async close(): Promise<void> {
    await this.#batches?.return(undefined);
    await this.#reader.close();
  }

  #restart(at: EventTime): void {
    this.#batches = undefined;
    this.#batch = undefined;
    this.#next = 0;
    this.#position = at;
  }

  /** The batch with the next message; `undefined` when there is none (so far: a file that grows is asked again). */
  async #current(): Promise<RecordedBatch | undefined> {
    while (!this.#batch || this.#next >= this.#batch.items.length) {
      this.#batches ??= this.#reader.read(this.#position);
      const { value, done } = await this.#batches.next();
      this.#batch = done ? undefined : value;
      this.#next = 0;
      if (done) this.#batches = undefined;
      if (done) return undefined;
    }
    return this.#batch;
  }

  #take({ items, heardAt }: RecordedBatch, to: EventTime): Message[] {
    const taken: Message[] = [];
    for (; this.#next < items.length && heardAt[this.#next]! < to; this.#next++) {
      const item = items[this.#next]!;
      if (item.kind === 'action' || !this.#isHeard(item, heardAt[this.#next]!)) continue;
      this.#registry.apply(item);
      taken.push(item);
    }
    return taken;
  }
}
