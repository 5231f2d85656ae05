import type pg from 'pg';
import type { SnapshotStore } from '../../detectors/runtime/checkpoints.ts';
import type { Arrival } from '../../ingestion/pipeline/message-store.ts';

/** One snapshot a name; a new one replaces it at once or not at all. State is kept as JSON text, which the server compresses. */
export class PostgresSnapshotStore implements SnapshotStore {
  private readonly pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.pool = pool;
  }

  async save(name: string, arrival: Arrival, state: unknown): Promise<void> {
    await this.pool.query(
      `insert into detector_snapshots (name, arrival, state) values ($1, $2, $3)
       on conflict (name) do update set arrival = excluded.arrival, state = excluded.state, saved_at = now()`,
      [name, arrival, JSON.stringify(state)],
    );
  }

  async load(name: string): Promise<{ readonly arrival: Arrival; readonly state: unknown } | undefined> {
    const { rows } = await this.pool.query<{ arrival: number; state: string }>(
      'select arrival, state from detector_snapshots where name = $1',
      [name],
    );
    return rows[0] && { arrival: rows[0].arrival, state: JSON.parse(rows[0].state) as unknown };
  }
}
