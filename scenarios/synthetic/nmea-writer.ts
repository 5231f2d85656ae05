import type { Payload } from './ais-encoder.ts';

/** Longest payload of one sentence: 82 characters (IEC 61162-1 §7.2.1) less framing, in the usual split of shore receivers. */
const LONGEST_PAYLOAD = 60;

/** XOR of the characters between the delimiters, two hexadecimal digits (IEC 61162-1 §7.2.4). */
function checksum(text: string): string {
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum ^= text.charCodeAt(i);
  return sum.toString(16).toUpperCase().padStart(2, '0');
}

export interface Reception {
  /** Who heard it: up to 15 characters (IEC 61162-450 tag `s`). */
  readonly station: string;
  /** When, whole seconds since 1970 (tag `c`). */
  readonly epochS: number;
  readonly channel: 'A' | 'B';
  /** Tells the parts of one message from those of another: the sentence's sequential id is its last digit. */
  readonly group: number;
}

/** One or more `!AIVDM` sentences with NMEA 4.10 tag blocks, without line ends. */
export function writeSentences(
  { armoured, fillBits }: Payload,
  { station, epochS, channel, group }: Reception,
): string[] {
  const parts = Math.ceil(armoured.length / LONGEST_PAYLOAD);
  return Array.from({ length: parts }, (_, index) => {
    const part = armoured.slice(index * LONGEST_PAYLOAD, (index + 1) * LONGEST_PAYLOAD);
    const last = index === parts - 1;
    const sequence = parts === 1 ? '' : String(group % 10);
    const body = `AIVDM,${parts},${index + 1},${sequence},${channel},${part},${last ? fillBits : 0}`;
    const grouping = parts === 1 ? '' : `g:${index + 1}-${parts}-${group}`;
    const source = index === 0 ? `${grouping && ','}s:${station},c:${epochS}` : '';
    const tags = `${grouping}${source}`;
    return `\\${tags}*${checksum(tags)}\\!${body}*${checksum(body)}`;
  });
}
