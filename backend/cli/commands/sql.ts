import type { Command } from 'commander';
import type { Principal } from '../../api/access.ts';
import { UserError } from '../../errors.ts';
import type { UserStore } from '../../identity/user-store.ts';
import { configFrom, newCommand } from '../flags.ts';
import { print, printJson, table } from '../output.ts';
import { findSystem } from '../system-client.ts';

interface Answer {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

export const sqlCommand = (): Command =>
  newCommand('sql', 'run one read-only statement on the schema "report"')
    .argument('<statement>', 'a SELECT on the views of schema report')
    .option('--as <user>', 'with the rights of this user')
    .action(async (statement: string, options: { json: boolean; as?: string }) => {
      const answer = await ask(statement, options);
      if (options.json) printJson(answer);
      else print(`${table(answer.columns, answer.rows)}\n(${answer.rows.length} rows)`);
    });

/** Whoever can open the store is an administrator. */
async function askerOf(as: string | undefined, users: UserStore): Promise<Principal> {
  if (as === undefined) return { username: 'local', roles: ['admin'], areas: [] };
  const user = await users.findUser(as);
  if (!user)
    throw new UserError('unknown-user', `there is no user ${as}`, { next: 'List them with: npx vantage user list.' });
  return user;
}

async function ask(sql: string, options: { as?: string }): Promise<Answer> {
  const config = configFrom(options, ['dataDir']);
  const as = options.as === undefined ? {} : { as: options.as };
  const system = await findSystem(config.dataDir, process.env);
  if (system) return system.request<Answer>('POST', '/sql', { sql, ...as });
  const { reportRights } = await import('../../store/report-rights.ts');
  const { loadCity } = await import('../../city/city-library.ts');
  const { openStore } = await import('../../store/store.ts');
  const timeZone = config.timeZone ?? (await loadCity(config.dataDir)).timeZone;
  const store = await openStore(config);
  try {
    return await store.report.query(sql, reportRights(await askerOf(options.as, store.users), timeZone));
  } finally {
    await store.close();
  }
}
