import type { FileHandle } from 'node:fs/promises';
import { McapConstants, McapIndexedReader } from '@mcap/core';
import { ChunkReader } from './chunk-reader.ts';
import { RECORD_HEAD, stringAt, u64At, viewOf } from './mcap-bytes.ts';
import { RecordingError } from './recorded.ts';
import { METADATA, PROFILE } from './recording-format.ts';

/** A chunk record in the file, and when its first and last message were heard, ms. */
export interface ChunkPlace {
  readonly offset: number;
  readonly length: number;
  readonly from: number;
  readonly to: number;
}

/** What is known of a file before its messages are read. */
export interface RecordingIndex {
  readonly chunks: readonly ChunkPlace[];
  readonly metadata: ReadonlyMap<string, string>;
  readonly messages: number;
  /** Why it ends early, when its writer never closed it. */
  readonly truncated?: string;
}

const { Opcode, MCAP_MAGIC } = McapConstants;

/**
 * From the file's own summary, or, when it has none because its writer died, from its records one by one up to the last whole chunk. `reader` learns the
 * channels. @throws RecordingError when it is no recording of ours.
 */
export async function indexRecording(file: FileHandle, size: number, reader: ChunkReader): Promise<RecordingIndex> {
  const magic = await readAt(file, 0, MCAP_MAGIC.length);
  if (!MCAP_MAGIC.every((byte, index) => byte === magic[index])) throw notOurs();
  return (await fromSummary(file, size, reader)) ?? (await fromRecords(file, size, reader));
}

const notOurs = (): RecordingError =>
  new RecordingError('this is no Vantage recording; give a file that "vantage scenario record" or the console wrote');

async function fromSummary(file: FileHandle, size: number, reader: ChunkReader): Promise<RecordingIndex | undefined> {
  let mcap: McapIndexedReader;
  try {
    mcap = await McapIndexedReader.Initialize({
      readable: {
        size: async () => BigInt(size),
        read: (offset, length) => readAt(file, Number(offset), Number(length)),
      },
    });
  } catch {
    return undefined;
  }
  if (mcap.header.profile !== PROFILE) throw notOurs();
  for (const channel of mcap.channelsById.values()) reader.learn(channel);
  const metadata = new Map<string, string>();
  for await (const record of mcap.readMetadata({ name: METADATA }))
    for (const [key, value] of record.metadata) metadata.set(key, value);
  const chunks = mcap.chunkIndexes.map((chunk) => ({
    offset: Number(chunk.chunkStartOffset),
    length: Number(chunk.chunkLength),
    from: Number(chunk.messageStartTime / 1_000_000n),
    to: Number(chunk.messageEndTime / 1_000_000n),
  }));
  return {
    chunks: chunks.sort((a, b) => a.offset - b.offset),
    metadata,
    messages: Number(mcap.statistics?.messageCount ?? 0n),
  };
}

async function fromRecords(file: FileHandle, size: number, reader: ChunkReader): Promise<RecordingIndex> {
  const chunks: ChunkPlace[] = [];
  const metadata = new Map<string, string>();
  let messages = 0;
  let at = MCAP_MAGIC.length;
  for (;;) {
    const head = await readAt(file, at, RECORD_HEAD);
    const length = head.length < RECORD_HEAD ? 0 : RECORD_HEAD + u64At(viewOf(head), 1);
    if (length === 0 || at + length > size) break;
    const opcode = head[0];
    if (opcode === Opcode.HEADER && profileOf(await readAt(file, at, length)) !== PROFILE) throw notOurs();
    if (opcode === Opcode.METADATA) addMetadata(await readAt(file, at, length), metadata);
    if (opcode === Opcode.CHUNK) {
      const chunk = await readAt(file, at, length);
      messages += countIn(chunk, reader);
      chunks.push({ offset: at, length, ...ChunkReader.span(chunk) });
    }
    at += length;
  }
  const truncated = `its writer was cut off; the ${chunks.length} whole chunks of ${messages} messages can be read`;
  return { chunks, metadata, messages, truncated };
}

/** Expanding it tells its channels to the reader, too. */
function countIn(chunk: Uint8Array, reader: ChunkReader): number {
  let messages = 0;
  for (const { items } of reader.read(chunk, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY))
    messages += items.length;
  return messages;
}

const profileOf = (record: Uint8Array): string => stringAt(viewOf(record), RECORD_HEAD).text;

function addMetadata(record: Uint8Array, entries: Map<string, string>): void {
  const view = viewOf(record);
  const name = stringAt(view, RECORD_HEAD);
  if (name.text !== METADATA) return;
  for (let at = name.end + 4; at < view.byteLength; ) {
    const key = stringAt(view, at);
    const value = stringAt(view, key.end);
    entries.set(key.text, value.text);
    at = value.end;
  }
}

/** As much of it as there is. */
export async function readAt(file: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  const { bytesRead } = await file.read(bytes, 0, length, offset);
  return bytesRead < length ? bytes.subarray(0, bytesRead) : bytes;
}
