import type pg from 'pg';
import type { EventTime } from '../../geodata/model/time.ts';
import type { Action } from '../identity/audit.ts';
import { insertActions } from './action-store.ts';
import { inTransaction } from './database.ts';

const NAME = 'season';

/** How far a season has been filled in, kept beside the detectors' snapshots. */
export class SeasonStore<Progress> {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async progress(): Promise<Progress | undefined> {
    const { rows } = await this.#pool.query<{ state: string }>('select state from detector_snapshots where name = $1', [
      NAME,
    ]);
    return rows[0] && (JSON.parse(rows[0].state) as Progress);
  }

  /** Commits what people did together with how far the season has come: neither without the other. */
  advance(progress: Progress, actions: readonly Action[]): Promise<void> {
    return inTransaction(this.#pool, async (client) => {
      await insertActions(client, actions);
      await client.query(
        `insert into detector_snapshots (name, arrival, state) values ($1, 0, $2)
         on conflict (name) do update set state = excluded.state, saved_at = now()`,
        [NAME, JSON.stringify(progress)],
      );
    });
  }

  /** What is stored of `from` or later, in words; `undefined` when there is nothing. */
  async holds(from: EventTime): Promise<string | undefined> {
    const tables = { readings: 'observations', positions: 'positions', detections: 'detections', alerts: 'alerts' };
    for (const [what, table] of Object.entries(tables)) {
      const time = table === 'alerts' ? 'raised_at' : 'time';
      const { rows } = await this.#pool.query(`select from ${table} where ${time} >= $1 limit 1`, [new Date(from)]);
      if (rows.length > 0) return what;
    }
    return undefined;
  }
}
