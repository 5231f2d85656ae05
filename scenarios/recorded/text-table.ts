import type { ThingId } from '../../geodata/model/ids.ts';

interface Entry {
  readonly bytes: Uint8Array;
  readonly text: ThingId;
}

/** Ours: a city has thousands of things; a slot that two of them share costs one decoding each time. */
const SLOTS = 65_536;

/** Reads CDR strings of which there are few different ones: the same bytes give the same string without decoding it again. */
export class TextTable {
  readonly #entries: (Entry | undefined)[] = new Array<Entry | undefined>(SLOTS);

  /** A CDR string: its length with the closing NUL (u32, little endian), then UTF-8. */
  read(view: DataView, at: number): ThingId {
    const length = view.getUint32(at, true) - 1;
    const begin = at + 4;
    // FNV-1a (Fowler, Noll, Vo; draft-eastlake-fnv).
    let hash = 0x811c9dc5;
    for (let i = 0; i < length; i++) hash = Math.imul(hash ^ view.getUint8(begin + i), 0x01000193);
    const slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
    const known = this.#entries[slot];
    if (known && isSame(known.bytes, view, begin, length)) return known.text;
    const bytes = new Uint8Array(view.buffer, view.byteOffset + begin, length).slice();
    const text = Buffer.from(bytes).toString('utf8') as ThingId;
    this.#entries[slot] = { bytes, text };
    return text;
  }
}

function isSame(bytes: Uint8Array, view: DataView, at: number, length: number): boolean {
  if (bytes.length !== length) return false;
  for (let i = 0; i < length; i++) if (bytes[i] !== view.getUint8(at + i)) return false;
  return true;
}
