import { readBounded } from './read-bounded.ts';
import { MOST_CAP_BYTES } from './receive.ts';

interface Answer {
  readonly bytes: Uint8Array;
  readonly etag?: string;
}

/**
 * Asks for one document; `undefined` when it is as it was. Redirections are not followed: where one leads is nobody's choice but the operator's.
 * @throws Error that says what the server did.
 */
export async function fetchDocument(
  url: string,
  { etag, timeoutMs, signal }: { etag?: string | undefined; timeoutMs: number; signal: AbortSignal },
): Promise<Answer | undefined> {
  const response = await fetch(url, {
    redirect: 'manual',
    headers: {
      accept: 'application/cap+xml, application/atom+xml, application/xml, text/xml',
      ...(etag && { 'if-none-match': etag }),
    },
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  });
  if (response.status === 304) return undefined;
  const location = response.headers.get('location');
  if (location) throw new Error(`redirects to ${location.slice(0, 200)}; configure that address`);
  if (!response.ok || !response.body) throw new Error(`answered ${response.status}`);
  const tag = response.headers.get('etag');
  const bytes = await readBounded(response.body, MOST_CAP_BYTES);
  return { bytes, ...(tag && { etag: tag }) };
}
