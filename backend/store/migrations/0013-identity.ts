import type { Migration } from '../migration.ts';

/** Users and what stands for them: of passwords and tokens only hashes. */
export const identity: Migration = {
  id: '0013-identity',
  async up(client) {
    await client.query(`
      create table users (
        username text primary key,
        roles text[] not null,
        areas text[] not null,
        password_hash text not null
      );
      create table sessions (
        token_hash text primary key,
        username text not null references users on delete cascade,
        expires_at timestamptz not null,
        label text
      );
      create index sessions_username on sessions (username);
      create index sessions_expires on sessions (expires_at);
    `);
  },
};
