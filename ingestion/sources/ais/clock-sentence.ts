import { hexByte, xor } from './ascii.ts';

/**
 * Times told by sentences of their own. `PGHP` is the wrapper of GateHouse receivers and holds for the sentence that follows;
 * `ZDA` and `RMC` (IEC 61162-1 §8.3.108, §8.3.70) tell the time until the next one.
 */
export type ClockSentence = { readonly utcMs: number; readonly forNext: boolean };

const isDate = (y: number, mo: number, d: number, h: number, mi: number, s: number): boolean =>
  y >= 1980 && y < 2100 && mo >= 1 && mo <= 12 && d >= 1 && d <= 31 && h < 24 && mi < 60 && s < 61;

function utc(y: number, mo: number, d: number, h: number, mi: number, s: number): number | undefined {
  return isDate(y, mo, d, h, mi, s) ? Math.round(Date.UTC(y, mo - 1, d, h, mi) + s * 1000) : undefined;
}

const hms = (field: string): [number, number, number] => [
  Number(field.slice(0, 2)),
  Number(field.slice(2, 4)),
  Number(field.slice(4)),
];

function pghp(f: readonly string[]): number | undefined {
  if (f[1] !== '1') return undefined;
  const [y, mo, d, h, mi, s, ms] = f.slice(2, 9).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return utc(y, mo, d, h, mi, s + ms / 1000);
}

function zda(f: readonly string[]): number | undefined {
  return f[1] && f[4] ? utc(Number(f[4]), Number(f[3]), Number(f[2]), ...hms(f[1])) : undefined;
}

function rmc(f: readonly string[]): number | undefined {
  const date = f[9];
  // A = the fix is valid. Two digits of year: this century, no such log is older.
  if (f[2] !== 'A' || !f[1] || date?.length !== 6) return undefined;
  return utc(2000 + Number(date.slice(4)), Number(date.slice(2, 4)), Number(date.slice(0, 2)), ...hms(f[1]));
}

/** The time that the `$` sentence in `[start, end)` tells; `undefined` when it tells none, `checksum` when its checksum does not vouch for it. */
export function clockSentence(
  name: string,
  buffer: Buffer,
  start: number,
  end: number,
): ClockSentence | 'checksum' | undefined {
  const read = name === 'PGHP' ? pghp : name.endsWith('ZDA') ? zda : name.endsWith('RMC') ? rmc : undefined;
  if (!read) return undefined;
  const star = buffer.indexOf('*', start);
  if (star < 0 || star + 2 >= end || hexByte(buffer, star + 1) !== xor(buffer, start + 1, star)) return 'checksum';
  const utcMs = read(buffer.toString('latin1', start, star).split(','));
  return utcMs === undefined ? undefined : { utcMs, forNext: name === 'PGHP' };
}
