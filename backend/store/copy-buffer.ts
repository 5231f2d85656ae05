/** PostgreSQL documentation, "COPY", binary format: signature, no flags, no header extension. */
const HEADER = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const TRAILER_BYTES = 2;
/** The first instant of PostgreSQL's binary timestamps, 2000-01-01T00:00Z, in epoch ms. */
const POSTGRES_EPOCH_MS = 946_684_800_000;
const UINT32 = 0x1_0000_0000;
const NULL = -1;

/** One COPY in binary, built in a buffer that is reused from batch to batch. The caller writes exactly the fields it announced, in the order of the columns. */
export class CopyBuffer {
  private bytes = Buffer.allocUnsafeSlow(256 * 1024);
  private view = new DataView(this.bytes.buffer);
  private length = 0;

  /** Forgets what was written. What {@link finish} gave before must no longer be in use. */
  reset(): void {
    this.length = HEADER.copy(this.bytes);
  }

  /** Starts a row of `fields` fields whose data needs at most `dataBytes`. */
  row(fields: number, dataBytes: number): void {
    const needed = this.length + 2 + 4 * fields + dataBytes + TRAILER_BYTES;
    if (needed > this.bytes.length) this.grow(needed);
    this.view.setInt16(this.length, fields);
    this.length += 2;
  }

  null(): void {
    this.view.setInt32(this.length, NULL);
    this.length += 4;
  }

  smallint(value: number): void {
    this.view.setInt32(this.length, 2);
    this.view.setInt16(this.length + 4, value);
    this.length += 6;
  }

  int(value: number): void {
    this.view.setInt32(this.length, 4);
    this.view.setInt32(this.length + 4, value);
    this.length += 8;
  }

  /** Any safe integer. */
  bigint(value: number): void {
    const high = Math.floor(value / UINT32);
    this.view.setInt32(this.length, 8);
    this.view.setInt32(this.length + 4, high);
    this.view.setUint32(this.length + 8, value - high * UINT32);
    this.length += 12;
  }

  timestamptz(epochMs: number): void {
    this.bigint((epochMs - POSTGRES_EPOCH_MS) * 1000);
  }

  float4(value: number): void {
    this.view.setInt32(this.length, 4);
    this.view.setFloat32(this.length + 4, value);
    this.length += 8;
  }

  float8(value: number): void {
    this.view.setInt32(this.length, 8);
    this.view.setFloat64(this.length + 4, value);
    this.length += 12;
  }

  /** `text` in UTF-8. */
  text(text: Buffer): void {
    this.view.setInt32(this.length, text.length);
    text.copy(this.bytes, this.length + 4);
    this.length += 4 + text.length;
  }

  /** `json` in UTF-8, behind the version byte of jsonb's binary format. */
  jsonb(json: Buffer): void {
    this.view.setInt32(this.length, json.length + 1);
    this.bytes[this.length + 4] = 1;
    json.copy(this.bytes, this.length + 5);
    this.length += 5 + json.length;
  }

  /** The whole COPY, valid until the next {@link reset}. */
  finish(): Buffer {
    this.view.setInt16(this.length, NULL);
    return this.bytes.subarray(0, this.length + TRAILER_BYTES);
  }

  private grow(needed: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.bytes.length * 2));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
    this.view = new DataView(larger.buffer);
  }
}
