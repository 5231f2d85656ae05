import type pg from 'pg';
import { eventTime } from '../../geodata/model/time.ts';
import type { Principal } from '../api/access.ts';
import type { Action } from '../identity/audit.ts';
import type { SessionRecord, UserRecord, UserStore } from '../identity/user-store.ts';
import { insertActions } from './action-store.ts';
import { inTransaction } from './database.ts';

/** Users and sessions in PostgreSQL. */
export class IdentityStore implements UserStore {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async listUsers(): Promise<readonly Principal[]> {
    const { rows } = await this.#pool.query<Principal>('select username, roles, areas from users order by username');
    return rows;
  }

  async findUser(username: string): Promise<UserRecord | undefined> {
    if (username.includes('\0')) return undefined;
    const { rows } = await this.#pool.query<UserRecord>(
      'select username, roles, areas, password_hash as "passwordHash" from users where username = $1',
      [username],
    );
    return rows[0];
  }

  addUser(user: UserRecord, action: Action): Promise<boolean> {
    return this.#change(action, (client) =>
      client.query(
        'insert into users (username, roles, areas, password_hash) values ($1, $2, $3, $4) on conflict do nothing',
        [user.username, user.roles, user.areas, user.passwordHash],
      ),
    );
  }

  setPassword(username: string, passwordHash: string, action: Action): Promise<boolean> {
    return this.#change(action, async (client) => {
      await client.query('delete from sessions where username = $1', [username]);
      return await client.query('update users set password_hash = $2 where username = $1', [username, passwordHash]);
    });
  }

  async addSession(session: SessionRecord, action: Action): Promise<void> {
    await this.#change(action, async (client) => {
      await client.query('delete from sessions where expires_at <= $1', [new Date(action.time).toISOString()]);
      return await client.query(
        'insert into sessions (token_hash, username, expires_at, label) values ($1, $2, $3, $4)',
        [session.tokenHash, session.username, new Date(session.expiresAt).toISOString(), session.label ?? null],
      );
    });
  }

  async findSession(tokenHash: string) {
    const { rows } = await this.#pool.query<Principal & { expires_at: Date }>(
      'select username, roles, areas, expires_at from sessions join users using (username) where token_hash = $1',
      [tokenHash],
    );
    const row = rows[0];
    if (!row) return undefined;
    const { expires_at, ...principal } = row;
    return { principal, expiresAt: eventTime(expires_at.getTime()) };
  }

  async removeSession(tokenHash: string): Promise<void> {
    await this.#pool.query('delete from sessions where token_hash = $1', [tokenHash]);
  }

  record(action: Action): Promise<void> {
    return insertActions(this.#pool, [action]);
  }

  /** Goes on record only when it changed something. */
  #change(action: Action, work: (client: pg.ClientBase) => Promise<pg.QueryResult>): Promise<boolean> {
    return inTransaction(this.#pool, async (client) => {
      const { rowCount } = await work(client);
      if (rowCount === 0) return false;
      await insertActions(client, [action]);
      return true;
    });
  }
}
