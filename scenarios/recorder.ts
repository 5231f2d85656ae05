import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { McapChunkBuilder, McapRecordBuilder, type McapTypes } from '@mcap/core';
import type { EventTime } from '../geodata/model/time.ts';
import type { Recorded, RecordingHead } from './recorded/recorded.ts';
import {
  type ChannelKind,
  channelOf,
  encode,
  FORMAT,
  METADATA,
  PROFILE,
  topicOf,
} from './recorded/recording-format.ts';
import { openZstd } from './recorded/zstd.ts';

/** A chunk is sealed beyond so many bytes before compression. Ours: a seek expands one of them, in a few ms. */
const CHUNK_BYTES = 1024 * 1024;
/** Bytes not yet written beyond which {@link Recorder.ready} waits. */
const MOST_PENDING = 16 * CHUNK_BYTES;
const NS_PER_MS = 1_000_000n;

/** A chunk that is in the file, and the channels that it is the first to use: enough to read along while the file grows. */
export interface SealedChunk {
  readonly offset: number;
  readonly length: number;
  /** When its first and last message were heard, ms. */
  readonly from: number;
  readonly to: number;
  readonly channels: readonly { readonly id: number; readonly topic: string; readonly messageEncoding: string }[];
}

/**
 * Writes a recording as it happens; see `recording-format.ts` for what is in the file. Memory stays bounded as long as the caller awaits {@link ready}. A
 * file whose writer died is whole up to the last sealed chunk.
 */
export class Recorder {
  readonly #file: FileHandle;
  readonly #compress: (data: Uint8Array) => Uint8Array;
  readonly #chunk = new McapChunkBuilder({});
  readonly #records = new McapRecordBuilder();
  readonly #channels = new Map<string, McapTypes.Channel>();
  readonly #schemas = new Map<string, McapTypes.Schema>();
  readonly #chunks: McapTypes.ChunkIndex[] = [];
  readonly #metadata: McapTypes.MetadataIndex[] = [];
  readonly #counts = new Map<number, bigint>();
  #bytes = 0;
  #messages = 0;
  #first = 0;
  #last = 0;
  #pending = 0;
  #written: Promise<void> = Promise.resolve();
  #failure: unknown;
  #untold: McapTypes.Channel[] = [];
  readonly #onSealed: (chunk: SealedChunk) => void;

  private constructor(
    file: FileHandle,
    compress: (data: Uint8Array) => Uint8Array,
    onSealed: (chunk: SealedChunk) => void,
  ) {
    this.#file = file;
    this.#compress = compress;
    this.#onSealed = onSealed;
  }

  /** Creates the file; one that is there already is an error. `onSealed` is told of each chunk once it is in the file. */
  static async create(
    path: string,
    head: RecordingHead,
    onSealed: (chunk: SealedChunk) => void = () => undefined,
  ): Promise<Recorder> {
    const { compress } = await openZstd();
    const recorder = new Recorder(await open(path, 'wx'), compress, onSealed);
    recorder.#begin(head);
    return recorder;
  }

  get messages(): number {
    return this.#messages;
  }

  /** What the file will have once all is written, less the open chunk. */
  get bytes(): number {
    return this.#bytes;
  }

  /** When the first and the last item were heard. */
  get from(): EventTime | undefined {
    return this.#messages > 0 ? (this.#first as EventTime) : undefined;
  }

  get to(): EventTime | undefined {
    return this.#messages > 0 ? (this.#last as EventTime) : undefined;
  }

  /** Settles when there is room for more; rejects when the disk refused. */
  get ready(): Promise<void> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    return this.#pending > MOST_PENDING ? this.#written : Promise.resolve();
  }

  /** In the order in which detectors see it. A time that lies before the last one counts as that. */
  add(heardAt: number, item: Recorded): void {
    this.#last = this.#messages === 0 ? heardAt : Math.max(this.#last, heardAt);
    if (this.#messages === 0) this.#first = this.#last;
    const { id } = this.#channels.get(topicOf(item)) ?? this.#register(channelOf(item));
    this.#chunk.addMessage({
      channelId: id,
      sequence: this.#messages % 0x1_0000_0000,
      logTime: BigInt(this.#last) * NS_PER_MS,
      publishTime: BigInt(item.time) * NS_PER_MS,
      data: encode(item),
    });
    this.#messages++;
    this.#counts.set(id, (this.#counts.get(id) ?? 0n) + 1n);
    if (this.#chunk.byteLength > CHUNK_BYTES) this.#seal();
  }

  /** What was added so far survives a crash once this settles. */
  async flush(): Promise<void> {
    this.#seal();
    await this.#written;
    if (this.#failure !== undefined) throw this.#failure;
    await this.#file.datasync();
  }

  /** Ends the file with its index. `to`: where the stretch ends, when the head did not say it. What was written stays readable when this fails. */
  async close(to?: EventTime): Promise<void> {
    try {
      this.#seal();
      if (to !== undefined) this.#describe({ to: isoOf(to) });
      this.#end();
      await this.flush();
    } finally {
      await this.#file.close();
    }
  }

  #begin({ name, scenario, seed, start, from, to, city, program }: RecordingHead): void {
    this.#records.writeMagic();
    this.#records.writeHeader({ profile: PROFILE, library: `vantage ${program ?? ''}`.trim() });
    this.#write();
    this.#describe({
      format: FORMAT,
      name,
      scenario,
      seed: seed?.toString(),
      start: isoOf(start),
      from: isoOf(from),
      to: isoOf(to),
      city,
      program,
    });
  }

  #describe(fields: Readonly<Record<string, string | undefined>>): void {
    const known = Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined);
    const offset = BigInt(this.#bytes);
    const length = this.#records.writeMetadata({ name: METADATA, metadata: new Map(known) });
    this.#metadata.push({ name: METADATA, offset, length });
    this.#write();
  }

  #register({ topic, messageEncoding, schema }: ChannelKind): McapTypes.Channel {
    let known = this.#schemas.get(schema.name);
    if (!known) {
      const data = new TextEncoder().encode(schema.data);
      known = { id: this.#schemas.size + 1, name: schema.name, encoding: schema.encoding, data };
      this.#schemas.set(schema.name, known);
      this.#chunk.addSchema(known);
    }
    const channel = { id: this.#channels.size, schemaId: known.id, topic, messageEncoding, metadata: new Map() };
    this.#channels.set(topic, channel);
    this.#untold.push(channel);
    this.#chunk.addChannel(channel);
    return channel;
  }

  #seal(): void {
    const chunk = this.#chunk;
    if (chunk.numMessages === 0) return;
    const { buffer, messageStartTime, messageEndTime } = chunk;
    const uncompressedSize = BigInt(buffer.length);
    const records = this.#compress(buffer);
    const chunkStartOffset = BigInt(this.#bytes);
    const chunkLength = this.#records.writeChunk({
      messageStartTime,
      messageEndTime,
      uncompressedSize,
      uncompressedCrc: crc32(buffer),
      compression: 'zstd',
      records,
    });
    const messageIndexOffsets = new Map<number, bigint>();
    let messageIndexLength = 0n;
    for (const index of chunk.indices) {
      messageIndexOffsets.set(index.channelId, chunkStartOffset + chunkLength + messageIndexLength);
      messageIndexLength += this.#records.writeMessageIndex(index);
    }
    this.#chunks.push({
      messageStartTime,
      messageEndTime,
      chunkStartOffset,
      chunkLength,
      messageIndexOffsets,
      messageIndexLength,
      compression: 'zstd',
      compressedSize: BigInt(records.length),
      uncompressedSize,
    });
    const sealed = {
      offset: Number(chunkStartOffset),
      length: Number(chunkLength),
      from: Number(messageStartTime / NS_PER_MS),
      to: Number(messageEndTime / NS_PER_MS),
      channels: this.#untold.map(({ id, topic, messageEncoding }) => ({ id, topic, messageEncoding })),
    };
    this.#untold = [];
    chunk.reset();
    this.#write(() => this.#onSealed(sealed));
  }

  /** Data end, summary, footer (mcap.dev/spec, "Summary Section"). Checksums of whole sections are left out: each chunk has its own. */
  #end(): void {
    const records = this.#records;
    records.writeDataEnd({ dataSectionCrc: 0 });
    const summaryStart = BigInt(this.#bytes + records.length);
    for (const schema of this.#schemas.values()) records.writeSchema(schema);
    for (const channel of this.#channels.values()) records.writeChannel(channel);
    records.writeStatistics({
      messageCount: BigInt(this.#messages),
      schemaCount: this.#schemas.size,
      channelCount: this.#channels.size,
      attachmentCount: 0,
      metadataCount: this.#metadata.length,
      chunkCount: this.#chunks.length,
      messageStartTime: BigInt(this.#first) * NS_PER_MS,
      messageEndTime: BigInt(this.#last) * NS_PER_MS,
      channelMessageCounts: this.#counts,
    });
    for (const index of this.#metadata) records.writeMetadataIndex(index);
    for (const index of this.#chunks) records.writeChunkIndex(index);
    records.writeFooter({ summaryStart, summaryOffsetStart: 0n, summaryCrc: 0 });
    records.writeMagic();
    this.#write();
  }

  #write(onWritten?: () => void): void {
    const bytes = this.#records.buffer.slice();
    this.#records.reset();
    this.#bytes += bytes.length;
    this.#pending += bytes.length;
    this.#written = this.#written.then(async () => {
      try {
        // After a refusal nothing more is written: what follows a gap could not be read.
        if (this.#failure === undefined) {
          await this.#file.writeFile(bytes);
          onWritten?.();
        }
      } catch (error) {
        this.#failure = error;
      }
      this.#pending -= bytes.length;
    });
  }
}

const isoOf = (time: EventTime | undefined): string | undefined => time && new Date(time).toISOString();
