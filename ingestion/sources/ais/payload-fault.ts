import { slotBinaryOverhead } from './decode-binary.ts';
import { uint } from './six-bit.ts';

/**
 * Fewest bits by message type; index 0 is no type. The lengths of ITU-R M.1371-5 annex 8, or the shorter ones that are seen
 * in the wild and lose nothing but padding: 163 for types 1–3 and 420 for type 5 (as gpsd), 162 for type 24 B.
 */
const FEWEST_BITS = [
  0, 163, 163, 163, 168, 420, 88, 72, 56, 168, 72, 168, 72, 72, 40, 88, 92, 80, 168, 312, 72, 272, 168, 160, 160, 40,
  60, 96,
];
const FEWEST_BITS_24B = 162;

/** Why a payload is no message. */
export interface PayloadFault {
  readonly reason: 'truncated' | 'unknown_type';
  readonly detail: string;
}

/** What keeps the payload of `bits` bits from being decoded; `undefined`: nothing. */
export function payloadFault(words: Int32Array, bits: number): PayloadFault | undefined {
  const type = words[0]! >> 18;
  const fewest = FEWEST_BITS[type];
  if (fewest === undefined || type === 0) return unknown(`message type ${type} is not one of 1–27`);
  if (bits < fewest) return tooShort(type, bits, fewest);
  if (type === 24) return staticDataFault(uint(words, 38, 2), bits);
  return type === 25 || type === 26 ? slotBinaryFault(words, bits, type) : undefined;
}

function staticDataFault(part: number, bits: number): PayloadFault | undefined {
  if (part > 1) return unknown(`type 24 has parts 0 and 1, not ${part}`);
  return part === 1 && bits < FEWEST_BITS_24B ? tooShort('24 part B', bits, FEWEST_BITS_24B) : undefined;
}

function slotBinaryFault(words: Int32Array, bits: number, type: 25 | 26): PayloadFault | undefined {
  const overhead = slotBinaryOverhead(words, type);
  return bits < overhead ? tooShort(type, bits, overhead) : undefined;
}

const unknown = (detail: string): PayloadFault => ({ reason: 'unknown_type', detail });

const tooShort = (type: number | string, bits: number, fewest: number): PayloadFault => ({
  reason: 'truncated',
  detail: `a message of type ${type} has at least ${fewest} bits, this one has ${bits}`,
});
