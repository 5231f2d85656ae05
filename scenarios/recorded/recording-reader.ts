import { type FileHandle, open } from 'node:fs/promises';
import { type EventTime, eventTime, parseTime } from '../../geodata/model/time.ts';
import type { SealedChunk } from '../recorder.ts';
import { ChunkReader } from './chunk-reader.ts';
import { type RecordedBatch, RecordingError, type RecordingHead } from './recorded.ts';
import { FORMAT } from './recording-format.ts';
import { type ChunkPlace, indexRecording, type RecordingIndex, readAt } from './recording-index.ts';
import { openZstd } from './zstd.ts';

/** `from` and `to` are absent only where nothing was recorded. */
export interface RecordingInfo extends RecordingHead {
  readonly messages: number;
  readonly bytes: number;
  /** Why it ends early, when its writer never closed it: all up to its last whole chunk is there. */
  readonly truncated?: string;
}

/** Reads a recording from any moment on, in its order. */
export class RecordingReader {
  readonly info: RecordingInfo;
  readonly #file: FileHandle;
  readonly #chunks: ChunkPlace[];
  readonly #reader: ChunkReader;

  private constructor(file: FileHandle, info: RecordingInfo, chunks: readonly ChunkPlace[], reader: ChunkReader) {
    this.#file = file;
    this.info = info;
    this.#chunks = [...chunks];
    this.#reader = reader;
  }

  /** @throws RecordingError when it is no recording of ours; the file system's error when it cannot be opened. */
  static async open(path: string): Promise<RecordingReader> {
    const { decompress } = await openZstd();
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      const reader = new ChunkReader(decompress);
      const index = await indexRecording(file, size, reader);
      return new RecordingReader(file, infoOf(index, size), index.chunks, reader);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** A recording that is being written: it holds what {@link extend} tells of, and its `info` says nothing. */
  static async follow(path: string): Promise<RecordingReader> {
    const { decompress } = await openZstd();
    const info = { name: '', messages: 0, bytes: 0 };
    return new RecordingReader(await open(path, 'r'), info, [], new ChunkReader(decompress));
  }

  /** The next chunk is in the file. */
  extend(chunk: SealedChunk): void {
    for (const channel of chunk.channels) this.#reader.learn(channel);
    this.#chunks.push(chunk);
  }

  /**
   * Everything heard in `[from, to)`, in order, in batches of a few thousand; of these topics only if any are named. Several readings may be under way at a time.
   * @throws RecordingError when a chunk is damaged.
   */
  async *read(from?: EventTime, to?: EventTime, topics?: readonly string[]): AsyncGenerator<RecordedBatch> {
    const begin = from ?? Number.NEGATIVE_INFINITY;
    const end = to ?? Number.POSITIVE_INFINITY;
    for (let at = this.#firstChunk(begin); at < this.#chunks.length; at++) {
      const chunk = this.#chunks[at]!;
      if (chunk.from >= end) return;
      const bytes = await readAt(this.#file, chunk.offset, chunk.length);
      if (bytes.length < chunk.length) throw new RecordingError('the recording became shorter while it was read');
      yield* this.#reader.read(bytes, begin, end, topics);
    }
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  /** The first whose last message is not before `time`. */
  #firstChunk(time: number): number {
    let [low, high] = [0, this.#chunks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#chunks[middle]!.to < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function infoOf({ chunks, metadata, messages, truncated }: RecordingIndex, bytes: number): RecordingInfo {
  const format = metadata.get('format');
  if (format !== FORMAT)
    throw new RecordingError(`the recording has format ${format ?? '(none)'}; this version reads format ${FORMAT}`);
  const [scenario, seed, city, program] = ['scenario', 'seed', 'city', 'program'].map((key) => metadata.get(key));
  const start = parseTime(metadata.get('start'));
  const from = parseTime(metadata.get('from')) ?? chunks[0]?.from;
  const last = chunks.at(-1)?.to;
  const to = parseTime(metadata.get('to')) ?? (last === undefined ? undefined : last + 1);
  return {
    name: metadata.get('name') ?? '',
    ...(scenario !== undefined && { scenario }),
    ...(seed !== undefined && { seed: Number(seed) }),
    ...(start !== undefined && { start }),
    ...(city !== undefined && { city }),
    ...(program !== undefined && { program }),
    messages,
    bytes,
    ...(from !== undefined && { from: eventTime(from) }),
    ...(to !== undefined && { to: eventTime(to) }),
    ...(truncated !== undefined && { truncated }),
  };
}
