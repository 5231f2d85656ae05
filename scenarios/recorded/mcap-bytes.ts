/** Of any record (mcap.dev/spec, "Records"): opcode and length. */
export const RECORD_HEAD = 1 + 8;
const LIMB = 4_294_967_296;

export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** A u64, little endian. Exact below 2^53; nanoseconds of our century come out within 256 of the truth. */
export const u64At = (view: DataView, at: number): number =>
  view.getUint32(at + 4, true) * LIMB + view.getUint32(at, true);

/** A string with its length before it (u32), and where it ends. @throws RangeError beyond the end of the view. */
export function stringAt(view: DataView, at: number): { readonly text: string; readonly end: number } {
  const begin = at + 4;
  const end = begin + view.getUint32(at, true);
  if (end > view.byteLength) throw new RangeError('a string reaches beyond its record');
  return { text: Buffer.from(view.buffer, view.byteOffset + begin, end - begin).toString('utf8'), end };
}
