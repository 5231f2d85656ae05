import { isUtf8 } from 'node:buffer';
import { LONGEST_EXCERPT } from '../observation.ts';
import type { InputFault } from './observation-input.ts';

export type Decoded = { readonly json: unknown } | InputFault;

export const isDecodeFault = (decoded: Decoded): decoded is InputFault => 'reason' in decoded;

/** Bytes to JSON, with a named reason for whatever is wrong with them. Never throws. */
export function decodeJson(bytes: Buffer): Decoded {
  if (!isUtf8(bytes))
    return { reason: 'invalid_utf8', detail: 'the text is not valid UTF-8; send UTF-8 (RFC 8259 §8.1)' };
  try {
    return { json: JSON.parse(bytes.toString('utf8')) as unknown };
  } catch (error) {
    return { reason: 'bad_json', detail: `not JSON: ${(error as Error).message.slice(0, 200)}` };
  }
}

/** The input as the quarantine shows it. */
export const excerptOf = (bytes: Buffer): string =>
  bytes
    .subarray(0, 4 * LONGEST_EXCERPT)
    .toString('utf8')
    .slice(0, LONGEST_EXCERPT);
