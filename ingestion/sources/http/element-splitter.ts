/** How the readings of a body are written: as elements of one JSON array, or as one JSON text a line (NDJSON). */
export type BodyFormat = 'array' | 'lines';

export interface ElementListener {
  /** The bytes of one element, valid during the call only. */
  onElement(bytes: Buffer, index: number): void;
  /** An element longer than allowed; it was skipped and not kept. `head` is how it began. */
  onTooLong(head: Buffer, index: number): void;
}

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
const NEWLINE = 0x0a;
const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

const isBlank = (byte: number): boolean => byte === 0x20 || byte === NEWLINE || byte === 0x0d || byte === 0x09;

/**
 * Cuts a body into its elements while it arrives, looking at bytes only: memory holds one element, however long the body.
 * Whether an element is good JSON is for the parser to say; here only quotes and brackets count.
 */
export class ElementSplitter {
  /** The most bytes that ever had to be kept from one chunk to the next. */
  mostKept = 0;
  readonly #listener: ElementListener;
  readonly #longest: number;
  #format: BodyFormat | undefined;
  #markBytes = 0;
  #index = 0;
  #isOpen = false;
  #isClosed = false;
  #hasTrailing = false;
  #depth = 0;
  #inString = false;
  #isEscaped = false;
  /** The part of the current element that came with earlier chunks. */
  #kept: Buffer[] = [];
  #keptBytes = 0;
  #isTooLong = false;

  /** @param isLines true when the sender said so; else the first byte tells. */
  constructor(listener: ElementListener, longest: number, isLines: boolean) {
    this.#listener = listener;
    this.#longest = longest;
    this.#format = isLines ? 'lines' : undefined;
  }

  push(chunk: Buffer): void {
    let from = 0;
    while (from < chunk.length && this.#markBytes < 3 && chunk[from] === BYTE_ORDER_MARK[this.#markBytes]) {
      this.#markBytes++;
      from++;
    }
    while (this.#format === undefined && from < chunk.length && isBlank(chunk[from]!)) from++;
    if (from === chunk.length) return;
    this.#markBytes = 3;
    this.#format ??= chunk[from] === OPEN_BRACKET ? 'array' : 'lines';
    if (this.#format === 'lines') this.#pushLines(chunk, from);
    else if (this.#isClosed) this.#pushTrailing(chunk, from);
    else this.#pushArray(chunk, from);
  }

  /** To be called when the body has ended. Says in one sentence what is missing, or `undefined` when it was whole. */
  end(): string | undefined {
    if (this.#format === 'lines') {
      this.#finish(EMPTY, 0, 0);
      return undefined;
    }
    if (this.#hasTrailing) return 'something follows the ] that closes the array';
    if (this.#isClosed) return undefined;
    if (!this.#isOpen) return 'the body is empty; send a JSON array or one JSON object a line';
    return `the body ends inside element ${this.#index}, before the array was closed with ]`;
  }

  #pushLines(chunk: Buffer, start: number): void {
    let from = start;
    for (let end = chunk.indexOf(NEWLINE, from); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
      this.#finish(chunk, from, end);
      from = end + 1;
    }
    this.#keep(chunk, from, chunk.length);
  }

  #pushArray(chunk: Buffer, start: number): void {
    let from = start;
    for (let at = start; at < chunk.length; at++) {
      const byte = chunk[at]!;
      if (this.#inString) {
        if (this.#isEscaped) this.#isEscaped = false;
        else if (byte === BACKSLASH) this.#isEscaped = true;
        else if (byte === QUOTE) this.#inString = false;
      } else if (byte === QUOTE) this.#inString = true;
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        if (this.#isOpen) this.#depth++;
        else {
          this.#isOpen = true;
          from = at + 1;
        }
      } else if (byte === CLOSE_BRACE) {
        if (this.#depth > 0) this.#depth--;
      } else if (byte === CLOSE_BRACKET) {
        if (this.#depth === 0) {
          this.#close(chunk, from, at);
          return;
        }
        this.#depth--;
      } else if (byte === COMMA && this.#depth === 0) {
        this.#finish(chunk, from, at, true);
        from = at + 1;
      }
    }
    this.#keep(chunk, from, chunk.length);
  }

  /** Only an array without any element may have nothing before its closing bracket. */
  #close(chunk: Buffer, from: number, at: number): void {
    this.#finish(chunk, from, at, this.#index > 0);
    this.#isClosed = true;
    this.#pushTrailing(chunk, at + 1);
  }

  #pushTrailing(chunk: Buffer, from: number): void {
    for (let at = from; at < chunk.length; at++) if (!isBlank(chunk[at]!)) this.#hasTrailing = true;
  }

  #finish(chunk: Buffer, from: number, to: number, evenEmpty = false): void {
    const isTooLong = this.#isTooLong || this.#keptBytes + to - from > this.#longest;
    const bytes =
      this.#keptBytes === 0 ? chunk.subarray(from, to) : Buffer.concat([...this.#kept, chunk.subarray(from, to)]);
    this.#kept = [];
    this.#keptBytes = 0;
    this.#isTooLong = false;
    if (isTooLong) this.#listener.onTooLong(bytes.subarray(0, HEAD_BYTES), this.#index++);
    else if (evenEmpty || !bytes.every(isBlank)) this.#listener.onElement(bytes, this.#index++);
  }

  #keep(chunk: Buffer, from: number, to: number): void {
    if (from === to || this.#isTooLong) return;
    // A copy: the chunk's memory belongs to whoever sent it and may be far larger than the piece.
    this.#kept.push(Buffer.from(chunk.subarray(from, to)));
    this.#keptBytes += to - from;
    if (this.#keptBytes > this.#longest) {
      this.#kept = [Buffer.concat(this.#kept).subarray(0, HEAD_BYTES)];
      this.#keptBytes = HEAD_BYTES;
      this.#isTooLong = true;
    }
    this.mostKept = Math.max(this.mostKept, this.#keptBytes);
  }
}

const EMPTY = Buffer.alloc(0);
/** How much of an overlong element is kept for the quarantine. */
const HEAD_BYTES = 400;
