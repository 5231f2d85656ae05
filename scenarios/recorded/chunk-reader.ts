import { McapConstants } from '@mcap/core';
import type { EventTime } from '../../geodata/model/time.ts';
import { RECORD_HEAD, stringAt, u64At, viewOf } from './mcap-bytes.ts';
import { type Recorded, type RecordedBatch, RecordingError } from './recorded.ts';
import { type Decode, decoderOf } from './recording-format.ts';
import { TextTable } from './text-table.ts';

/** Messages of one batch at most: what is handed on at a time takes a few ms at most. Ours. */
const BATCH = 4096;
const NS_PER_MS = 1e6;
const { CHANNEL, MESSAGE } = McapConstants.Opcode;

/** Offsets within a chunk record (mcap.dev/spec, "Chunk"). */
const CHUNK = { start: RECORD_HEAD, end: RECORD_HEAD + 8, size: RECORD_HEAD + 16, compression: RECORD_HEAD + 28 };
/** Offsets within a message record ("Message"). */
const HEARD_AT = RECORD_HEAD + 6;
const TIME_AT = RECORD_HEAD + 14;
const DATA_AT = RECORD_HEAD + 22;

/**
 * Reads whole chunks. The library's reader sorts and hands out message by message; ours are in order already, so going through the bytes of a chunk once is
 * all there is to do.
 */
export class ChunkReader {
  readonly #decompress: (data: Uint8Array, size: number) => Uint8Array;
  readonly #decoders: (Decode | undefined)[] = [];
  readonly #topics: string[] = [];
  readonly #things = new TextTable();

  constructor(decompress: (data: Uint8Array, size: number) => Uint8Array) {
    this.#decompress = decompress;
  }

  /** Tells of a channel. Those that a chunk itself tells of need not be told before. */
  learn({ id, topic, messageEncoding }: { id: number; topic: string; messageEncoding: string }): void {
    this.#topics[id] = topic;
    this.#decoders[id] ??= decoderOf(topic, messageEncoding, this.#things);
  }

  /** What was heard in `[from, to)` of a chunk record, in order, of these topics only if any are named. @throws RecordingError when it is damaged. */
  *read(chunk: Uint8Array, from: number, to: number, topics?: readonly string[]): Generator<RecordedBatch> {
    const view = viewOf(this.#expand(chunk));
    let items: Recorded[] = [];
    let heardAt: number[] = [];
    for (let at = 0; at < view.byteLength; ) {
      const opcode = view.getUint8(at);
      const end = at + RECORD_HEAD + u64At(view, at + 1);
      if (opcode === CHANNEL) this.#learnFrom(view, at + RECORD_HEAD);
      if (opcode === MESSAGE) {
        const heard = msAt(view, at + HEARD_AT);
        if (heard >= to) break;
        const decode = heard >= from ? this.#decoderOf(view.getUint16(at + RECORD_HEAD, true), topics) : undefined;
        if (decode) {
          items.push(decode(view, at + DATA_AT, end, msAt(view, at + TIME_AT) as EventTime));
          heardAt.push(heard);
        }
        if (items.length >= BATCH) {
          yield { items, heardAt };
          items = [];
          heardAt = [];
        }
      }
      at = end;
    }
    if (items.length > 0) yield { items, heardAt };
  }

  /** When the first and the last message of a chunk record were heard, ms. */
  static span(chunk: Uint8Array): { readonly from: number; readonly to: number } {
    const view = viewOf(chunk);
    return { from: msAt(view, CHUNK.start), to: msAt(view, CHUNK.end) };
  }

  #decoderOf(channel: number, topics: readonly string[] | undefined): Decode | undefined {
    return topics === undefined || topics.includes(this.#topics[channel]!) ? this.#decoders[channel] : undefined;
  }

  #expand(chunk: Uint8Array): Uint8Array {
    const view = viewOf(chunk);
    const compression = stringAt(view, CHUNK.compression);
    const data = chunk.subarray(compression.end + 8);
    if (compression.text === '') return data;
    if (compression.text !== 'zstd')
      throw new RecordingError(`the recording is compressed with ${compression.text}; give one compressed with zstd`);
    try {
      return this.#decompress(data, u64At(view, CHUNK.size));
    } catch (cause) {
      throw new RecordingError('a chunk of the recording is damaged', { cause });
    }
  }

  #learnFrom(view: DataView, at: number): void {
    const topic = stringAt(view, at + 4);
    this.learn({ id: view.getUint16(at, true), topic: topic.text, messageEncoding: stringAt(view, topic.end).text });
  }
}

/** Our times are whole ms: rounding takes away what {@link u64At} is off by. */
const msAt = (view: DataView, at: number): number => Math.round(u64At(view, at) / NS_PER_MS);
