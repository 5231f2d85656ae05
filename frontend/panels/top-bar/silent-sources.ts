import type { SourceView } from '../../feed/model.ts';

/** Ours: a running source that says nothing for this long is counted as silent. */
const QUIET_MS = 5 * 60_000;

/** Broken, or running without a message for {@link QUIET_MS}. A file read to its end is not silent, nor is one stopped on purpose. */
export function isSilentSource(source: Pick<SourceView, 'state' | 'lastMessageAt'>, now: number): boolean {
  if (source.state === 'failed' || source.state === 'reconnecting') return true;
  if (source.state !== 'running' || source.lastMessageAt === undefined) return false;
  return now - Date.parse(source.lastMessageAt) > QUIET_MS;
}
