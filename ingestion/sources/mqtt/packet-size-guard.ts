/**
 * Follows the frames of an MQTT stream (OASIS MQTT 5.0 §2.1) and says when one announces more bytes than allowed, before
 * anyone has to keep them: a parser would otherwise gather up to 256 MB for one packet.
 */
export class PacketSizeGuard {
  readonly #largest: number;
  /** Bytes of the present packet that are still to come. */
  #remaining = 0;
  #isInLength = false;
  #length = 0;
  #multiplier = 1;

  constructor(largest: number) {
    this.#largest = largest;
  }

  /** False once a packet is too large or its length is malformed; nothing after it can be understood. */
  allows(chunk: Buffer): boolean {
    let at = 0;
    while (at < chunk.length) {
      if (this.#remaining > 0) {
        const skipped = Math.min(this.#remaining, chunk.length - at);
        this.#remaining -= skipped;
        at += skipped;
      } else if (!this.#isInLength) {
        this.#isInLength = true;
        this.#length = 0;
        this.#multiplier = 1;
        at++;
      } else if (!this.#addLengthByte(chunk[at++]!)) return false;
    }
    return true;
  }

  #addLengthByte(byte: number): boolean {
    this.#length += (byte & 0x7f) * this.#multiplier;
    this.#multiplier *= 128;
    const isLast = (byte & 0x80) === 0;
    // The length has at most four bytes (§1.5.5).
    if (this.#length > this.#largest || (!isLast && this.#multiplier > 128 ** 3)) return false;
    if (!isLast) return true;
    this.#isInLength = false;
    this.#remaining = this.#length;
    return true;
  }
}
