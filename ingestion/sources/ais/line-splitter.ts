/** A tag block of 80 characters, a sentence of 82 and what loggers append fit many times over. Ours. */
export const LONGEST_LINE = 1024;

const LF = 10;

export interface LineListener {
  /** `buffer` is only lent; the line is `[start, end)` without its line feed. */
  line(buffer: Buffer, start: number, end: number): void;
  /** Once per line above {@link LONGEST_LINE} bytes, with its beginning. */
  tooLong(beginning: Buffer): void;
}

/** Cuts chunks into lines. Holds back at most {@link LONGEST_LINE} bytes, however long a line grows. */
export class LineSplitter {
  readonly #listener: LineListener;
  readonly #carry = Buffer.allocUnsafe(LONGEST_LINE);
  #carried = 0;
  /** The line under way was already refused: skip to its end. */
  #skipping = false;

  constructor(listener: LineListener) {
    this.#listener = listener;
  }

  push(chunk: Uint8Array): void {
    const buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let start = 0;
    for (let lf = buffer.indexOf(LF); lf !== -1; lf = buffer.indexOf(LF, start)) {
      if (this.#carried > 0 || this.#skipping) {
        this.#keep(buffer, start, lf);
        this.endLine();
      } else this.#emit(buffer, start, lf);
      start = lf + 1;
    }
    if (start < buffer.length) this.#keep(buffer, start, buffer.length);
  }

  /** Takes what is held back as a whole line: the end of a file, of a datagram. */
  endLine(): void {
    const carried = this.#carried;
    this.#carried = 0;
    if (!this.#skipping && carried > 0) this.#listener.line(this.#carry, 0, carried);
    this.#skipping = false;
  }

  #emit(buffer: Buffer, start: number, end: number): void {
    if (end - start > LONGEST_LINE) this.#listener.tooLong(buffer.subarray(start, start + LONGEST_LINE));
    else this.#listener.line(buffer, start, end);
  }

  #keep(buffer: Buffer, start: number, end: number): void {
    if (this.#skipping) return;
    const copied = buffer.copy(this.#carry, this.#carried, start, end);
    this.#carried += copied;
    if (copied === end - start) return;
    this.#skipping = true;
    this.#carried = 0;
    this.#listener.tooLong(this.#carry);
  }
}
