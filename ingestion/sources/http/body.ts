import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Observation, Rejection } from '../../observation.ts';
import { decodeJson, excerptOf, isDecodeFault } from '../decode-json.ts';
import {
  type InputFault,
  isInputFault,
  type ObservationInput,
  observationInputFault,
  toObservation,
} from '../observation-input.ts';
import { ElementSplitter } from './element-splitter.ts';

export interface BodyLimits {
  /** Bytes of the body after decompression. Guards against a small gzip that never ends. Ours, configurable. */
  readonly mostBytes: number;
  /** Bytes of one element. Ours, configurable. */
  readonly longestElement: number;
  /** Observations handed on at once. Ours, configurable. */
  readonly batchSize: number;
}

export const BODY_LIMITS: BodyLimits = { mostBytes: 4 * 1024 ** 3, longestElement: 64 * 1024, batchSize: 1000 };

/** The headers of a request that say how its body is written. */
export interface BodyHeaders {
  readonly 'content-type'?: string | undefined;
  readonly 'content-encoding'?: string | string[] | undefined;
}

/** A whole body is at fault, not one element of it. `reason` is stable: `truncated`, `too_large`, `bad_encoding`, `bad_body`. */
export class BodyError extends Error {
  override readonly name = 'BodyError';
  readonly reason: string;
  /** The HTTP status that says the same: 400, 413 or 415. */
  readonly status: number;

  constructor(reason: string, status: number, message: string, cause?: unknown) {
    super(message, { cause });
    this.reason = reason;
    this.status = status;
  }
}

export interface BodyBatch {
  readonly observations: readonly Observation[];
  /** Which element of the body each observation was. */
  readonly indices: readonly number[];
  /** `position` is the element's 0-based index. */
  readonly rejections: readonly Rejection[];
}

/** Reads a body of `POST /observations` as it arrives: memory holds one chunk, one element and one batch, however long the body. */
export class BodyReader {
  readonly #headers: BodyHeaders;
  readonly #limits: BodyLimits;
  readonly #splitter: ElementSplitter;
  #bytes = 0;
  #observations: Observation[] = [];
  #indices: number[] = [];
  #rejections: Rejection[] = [];

  constructor(headers: BodyHeaders, limits: BodyLimits = BODY_LIMITS) {
    this.#headers = headers;
    this.#limits = limits;
    this.#splitter = new ElementSplitter(
      {
        onElement: (bytes, index) => this.#take(bytes, index),
        onTooLong: (head, index) =>
          this.#reject(index, 'too_large', `the element is longer than ${limits.longestElement} bytes`, head),
      },
      limits.longestElement,
      /\bnd-?json|jsonl|json-?lines/i.test(headers['content-type'] ?? ''),
    );
  }

  /** Bytes that had to be kept between two chunks, at their most. */
  get mostBufferedBytes(): number {
    return this.#splitter.mostKept;
  }

  /** @throws BodyError after everything before the fault was handed out. */
  async *read(body: Readable): AsyncGenerator<BodyBatch> {
    let failure: BodyError | undefined;
    try {
      for await (const chunk of this.#decompressed(body)) {
        this.#bytes += (chunk as Buffer).length;
        if (this.#bytes > this.#limits.mostBytes)
          throw new BodyError('too_large', 413, `the body is longer than ${this.#limits.mostBytes} bytes`);
        this.#splitter.push(chunk as Buffer);
        if (this.#observations.length + this.#rejections.length >= this.#limits.batchSize) yield this.#batch();
      }
      const missing = this.#splitter.end();
      if (missing) failure = new BodyError(this.#bytes === 0 ? 'bad_body' : 'truncated', 400, missing);
    } catch (error) {
      failure = error instanceof BodyError ? error : readFailure(error);
    }
    if (this.#observations.length + this.#rejections.length > 0) yield this.#batch();
    if (failure) throw failure;
  }

  #decompressed(body: Readable): AsyncIterable<unknown> {
    const encoding = String(this.#headers['content-encoding'] ?? 'identity').toLowerCase();
    if (encoding === 'identity') return body;
    if (encoding !== 'gzip' && encoding !== 'x-gzip')
      throw new BodyError(
        'bad_encoding',
        415,
        `content-encoding ${encoding.slice(0, 40)} is not known; send gzip or none`,
      );
    const gunzip = createGunzip();
    // `pipe` does not carry errors over, and a body that was cut off must not look like one that ended.
    body.once('error', (error) => gunzip.destroy(error));
    body.once('close', () => {
      if (!body.readableEnded) gunzip.destroy(new Error('the connection was closed'));
    });
    return body.pipe(gunzip);
  }

  #take(bytes: Buffer, index: number): void {
    const outcome = decodeElement(bytes);
    if (isInputFault(outcome)) {
      this.#reject(index, outcome.reason, outcome.detail, bytes);
      return;
    }
    this.#observations.push(outcome);
    this.#indices.push(index);
  }

  #reject(position: number, reason: string, detail: string, bytes: Buffer): void {
    this.#rejections.push({ reason, detail: `element ${position}: ${detail}`, excerpt: excerptOf(bytes), position });
  }

  #batch(): BodyBatch {
    const batch = { observations: this.#observations, indices: this.#indices, rejections: this.#rejections };
    this.#observations = [];
    this.#indices = [];
    this.#rejections = [];
    return batch;
  }
}

function decodeElement(bytes: Buffer): Observation | InputFault {
  const decoded = decodeJson(bytes);
  if (isDecodeFault(decoded)) return decoded;
  const fault = observationInputFault(decoded.json);
  if (fault) return fault;
  const input = decoded.json as ObservationInput;
  return toObservation(input.thing, input.datastream, input);
}

function readFailure(error: unknown): BodyError {
  const { code, message } = error as NodeJS.ErrnoException;
  // zlib names its faults Z_…; Z_BUF_ERROR is its "unexpected end of file".
  if (code?.startsWith('Z_') && code !== 'Z_BUF_ERROR')
    return new BodyError('bad_encoding', 400, `the body is not good gzip: ${message}`, error);
  return new BodyError('truncated', 400, `the body stopped half way: ${message}`, error);
}
