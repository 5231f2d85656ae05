import type pg from 'pg';
import type { Action, AuditLog } from '../identity/audit.ts';

/** Writes audit lines inside the transaction of what they tell of. */
export async function insertActions(client: pg.ClientBase | pg.Pool, actions: readonly Action[]): Promise<void> {
  if (actions.length === 0) return;
  const clean = (text: string | undefined) => text?.replaceAll('\0', '\uFFFD') ?? null;
  await client.query(
    `insert into actions (time, actor, role, action, object_kind, object_id, note)
     select * from unnest($1::timestamptz[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])`,
    [
      actions.map(({ time }) => new Date(time).toISOString()),
      actions.map(({ actor }) => clean(actor.name)),
      actions.map(({ actor }) => actor.role),
      actions.map(({ action }) => action),
      actions.map(({ objectKind }) => objectKind),
      actions.map(({ objectId }) => clean(objectId)),
      actions.map(({ note }) => clean(note)),
    ],
  );
}

/** The audit log in PostgreSQL; read it as `report.actions`. */
export class ActionStore implements AuditLog {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  record(action: Action): Promise<void> {
    return insertActions(this.#pool, [action]);
  }
}
