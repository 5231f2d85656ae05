/** An escape in JSON text, taken whole so that `\\u0000` (a backslash, then letters) is not mistaken for one. */
const ESCAPE = /\\(?:u[0-9a-f]{4}|.)/g;
const UNSTORABLE = /^\\u(?:0000|d[89a-f][0-9a-f]{2})$/;

/**
 * JSON text that PostgreSQL takes as `jsonb`. NUL and unpaired surrogates, which `jsonb` refuses (PostgreSQL manual §8.14), become U+FFFD: one odd name
 * must not keep a whole batch from being written.
 */
export function toJsonb(value: unknown): string {
  const text = JSON.stringify(value);
  if (!text.includes('\\u0000') && !text.includes('\\ud')) return text;
  return text.replace(ESCAPE, (found) => (UNSTORABLE.test(found) ? '\\ufffd' : found));
}
