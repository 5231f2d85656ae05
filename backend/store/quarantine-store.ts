import type pg from 'pg';
import type { Quarantine, QuarantinedInput } from '../../ingestion/pipeline/message-store.ts';
import type { QuarantinedView } from '../api/contract.ts';
import { UserError } from '../errors.ts';
import { inTransaction } from './database.ts';
import { storableText } from './row-formats.ts';

/** Newest entries kept (ours): enough to see what a source does wrong, whatever it sends. */
const KEPT = 10_000;

export interface RejectionCount {
  readonly source: string;
  readonly reason: string;
  readonly n: number;
}

export class QuarantineStore implements Quarantine {
  private readonly pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.pool = pool;
  }

  async keep(entries: readonly QuarantinedInput[]): Promise<void> {
    if (entries.length === 0) return;
    const newest = entries.slice(-KEPT);
    await inTransaction(this.pool, async (client) => {
      await client.query(
        `insert into quarantine (source, received_at, reason, detail, excerpt, position)
         select * from unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::bigint[])`,
        [
          newest.map(({ source }) => source),
          newest.map(({ receivedAt }) => new Date(receivedAt)),
          newest.map(({ reason }) => reason),
          newest.map(({ detail }) => storableText(detail)),
          newest.map(({ excerpt }) => storableText(excerpt)),
          newest.map(({ position }) => position ?? null),
        ],
      );
      await client.query('delete from quarantine where id <= (select max(id) from quarantine) - $1', [KEPT]);
      await count(client, entries);
    });
  }

  /** Newest first. @throws UserError for a cursor that is not one of ours. */
  async list(
    filter: { readonly source?: string; readonly reason?: string },
    page: { readonly limit: number; readonly cursor?: string },
  ): Promise<{ readonly items: readonly QuarantinedView[]; readonly nextCursor: string | null }> {
    if (page.cursor !== undefined && !/^\d{1,15}$/.test(page.cursor))
      throw new UserError('bad-cursor', 'the cursor is not one that this list gave out', { field: 'cursor' });
    const { rows } = await this.pool.query<{
      id: number;
      source: string;
      received_at: Date;
      reason: string;
      detail: string;
      excerpt: string;
      position: number | null;
    }>(
      `select * from quarantine
       where ($1::text is null or source = $1) and ($2::text is null or reason = $2) and ($3::bigint is null or id < $3)
       order by id desc limit $4`,
      [filter.source ?? null, filter.reason ?? null, page.cursor ?? null, page.limit + 1],
    );
    const shown = rows.slice(0, page.limit);
    return {
      items: shown.map(({ id: _, received_at, position, ...row }) => ({
        ...row,
        receivedAt: received_at.toISOString(),
        ...(position !== null && { position }),
      })),
      nextCursor: rows.length > shown.length ? String(shown.at(-1)!.id) : null,
    };
  }

  /** Of all time, by source and reason. */
  async counts(): Promise<readonly RejectionCount[]> {
    return (await this.pool.query<RejectionCount>('select source, reason, n from rejection_counts order by 1, 2')).rows;
  }
}

async function count(client: pg.ClientBase, entries: readonly QuarantinedInput[]): Promise<void> {
  const counts = new Map<string, RejectionCount>();
  for (const { source, reason } of entries) {
    const key = JSON.stringify([source, reason]);
    counts.set(key, { source, reason, n: (counts.get(key)?.n ?? 0) + 1 });
  }
  const list = [...counts.values()];
  await client.query(
    `insert into rejection_counts (source, reason, n)
     select * from unnest($1::text[], $2::text[], $3::bigint[]) as c (source, reason, n) order by 1, 2
     on conflict (source, reason) do update set n = rejection_counts.n + excluded.n`,
    [list.map(({ source }) => source), list.map(({ reason }) => reason), list.map(({ n }) => n)],
  );
}
