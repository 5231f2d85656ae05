import type { Command } from 'commander';
import { UserError } from '../../errors.ts';
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

async function ask(sql: string, options: { as?: string }): Promise<Answer> {
  const config = configFrom(options, ['dataDir']);
  const as = options.as === undefined ? {} : { as: options.as };
  const system = await findSystem(config.dataDir, process.env);
  if (system) return system.request<Answer>('POST', '/sql', { sql, ...as });
  const { openStore } = await import('../../app.ts');
  const store = await openStore(config);
  try {
    return await store.sql(sql, as);
  } catch (error) {
    throw error instanceof UserError
      ? error
      : new UserError('failed', error instanceof Error ? error.message : String(error), { cause: error });
  } finally {
    await store.close();
  }
}
