import { setTimeout as sleep } from 'node:timers/promises';
import type { Arrival, ArrivedMessage, MessageStore } from './message-store.ts';

export interface CommitOutcome {
  stored: number;
  duplicates: number;
  /** Which arrivals were duplicates; absent when the store did not say. */
  duplicateArrivals: readonly Arrival[] | undefined;
  /** Rows that the store will never take, each found by halving the batch. */
  readonly refused: { readonly row: ArrivedMessage; readonly detail: string }[];
}

export interface CommitOptions {
  /** First and longest pause between two attempts, ms; each is twice the one before. Ours, configurable. */
  readonly retryFirstMs: number;
  readonly retryMostMs: number;
  /** True when the same rows will fail again however often they are tried. */
  isHopeless(error: unknown): boolean;
  /** Told when an attempt failed, and `undefined` once one has succeeded again. */
  onTrouble(detail: string | undefined): void;
  /** Ends the retrying. */
  readonly signal: AbortSignal;
}

/** SQLSTATE classes of ISO 9075-2 §24.1: 22 data exception, 23 integrity constraint violation. The data are at fault, not the moment. */
export const isDataError = (error: unknown): boolean =>
  /^2[23]/.test(String((error as { code?: unknown })?.code ?? ''));

/** Commits `rows`, however long the store is away. One bad row does not take the others with it. @throws when `signal` ended the retrying. */
export async function commit(
  store: MessageStore,
  rows: readonly ArrivedMessage[],
  options: CommitOptions,
): Promise<CommitOutcome> {
  let pauseMs = options.retryFirstMs;
  for (let attempt = 1; ; attempt++) {
    try {
      const { stored, duplicates, duplicateArrivals } = await store.append(rows);
      if (attempt > 1) options.onTrouble(undefined);
      return { stored, duplicates, duplicateArrivals, refused: [] };
    } catch (error) {
      if (options.isHopeless(error)) return commitHalves(store, rows, options, error);
      options.onTrouble(`the store does not take messages (${messageOf(error)}); trying again until it does`);
      if (options.signal.aborted) throw error;
      await sleep(pauseMs, undefined, { signal: options.signal }).catch(() => undefined);
      pauseMs = Math.min(pauseMs * 2, options.retryMostMs);
    }
  }
}

async function commitHalves(
  store: MessageStore,
  rows: readonly ArrivedMessage[],
  options: CommitOptions,
  error: unknown,
): Promise<CommitOutcome> {
  const [row] = rows;
  if (!row) throw error;
  if (rows.length === 1)
    return { stored: 0, duplicates: 0, duplicateArrivals: [], refused: [{ row, detail: messageOf(error) }] };
  const middle = rows.length >> 1;
  const left = await commit(store, rows.slice(0, middle), options);
  const right = await commit(store, rows.slice(middle), options);
  return {
    stored: left.stored + right.stored,
    duplicates: left.duplicates + right.duplicates,
    duplicateArrivals: left.duplicateArrivals &&
      right.duplicateArrivals && [...left.duplicateArrivals, ...right.duplicateArrivals],
    refused: [...left.refused, ...right.refused],
  };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
