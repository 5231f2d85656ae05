/** A tag block of 80 characters, a sentence of 82 and what loggers append fit many times over. Ours. */
export const LONGEST_LINE = 1024;

const LF = 10;

export interface LineListener {
  /** May read the line at `start` at once, if it likes it and sees its end in `buffer`, of which `view` is another view: returns where the next one starts, or 0. */
  whole(buffer: Buffer, view: DataView, start: number): number;
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
    const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let start = 0;
    if (this.#carried > 0 || this.#skipping) {
      start = buffer.indexOf(LF) + 1;
      this.#keep(buffer, 0, start === 0 ? buffer.length : start - 1);
      if (start === 0) return;
      this.endLine();
    }
    while (start < buffer.length) {
      const next = this.#listener.whole(buffer, view, start);
      if (next > 0) {
        start = next;
        continue;
      }
      const lf = buffer.indexOf(LF, start);
      if (lf === -1) {
        this.#keep(buffer, start, buffer.length);
        return;
      }
      this.#emit(buffer, start, lf);
      start = lf + 1;
    }
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
