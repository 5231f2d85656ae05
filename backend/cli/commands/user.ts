import { Command } from 'commander';
import type { UserView } from '../../api/contract.ts';
import { configFrom, newCommand } from '../flags.ts';
import { print, printJson, table } from '../output.ts';
import { findSystem } from '../system-client.ts';

/** What both a running system and a store opened by ourselves can do. */
interface Users {
  list(): Promise<readonly UserView[]>;
  add(user: { username: string; roles: string[]; areas: string[] }): Promise<{ password: string }>;
  reset(username: string): Promise<{ password: string }>;
}

const list = (value: string): string[] =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

export function userCommand(): Command {
  const command = new Command('user').description('add, list and reset users');
  command.addCommand(
    newCommand('list', 'list users').action((options: { json: boolean }) =>
      withUsers(options, async (users) => {
        const items = await users.list();
        if (options.json) printJson({ items });
        else
          print(
            table(
              ['username', 'roles', 'areas'],
              items.map((user) => [user.username, user.roles.join(','), user.areas.join(',') || 'all']),
            ),
          );
      }),
    ),
  );
  command.addCommand(
    newCommand('add', 'add a user; prints the generated password once')
      .argument('<username>')
      .requiredOption('--role <roles>', 'admin, officer or viewer; several with commas', list)
      .option('--area <districts>', 'districts the user may see, with commas; absent: all', list, [])
      .action((username: string, options: { json: boolean; role: string[]; area: string[] }) =>
        withUsers(options, async (users) =>
          report(username, await users.add({ username, roles: options.role, areas: options.area }), options.json),
        ),
      ),
  );
  command.addCommand(
    newCommand('reset', "set a new generated password and end the user's sessions")
      .argument('<username>')
      .action((username: string, options: { json: boolean }) =>
        withUsers(options, async (users) => report(username, await users.reset(username), options.json)),
      ),
  );
  return command;
}

function report(username: string, { password }: { password: string }, json: boolean): void {
  if (json) printJson({ username, password });
  else print(`${username}: ${password} (shown once)`);
}

async function withUsers(options: object, work: (users: Users) => Promise<void>): Promise<void> {
  const config = configFrom({ ...options }, ['dataDir']);
  const system = await findSystem(config.dataDir, process.env);
  if (system) {
    return work({
      list: async () => (await system.request<{ items: UserView[] }>('GET', '/users')).items,
      add: (user) => system.request('POST', '/users', user),
      reset: (username) => system.request('POST', `/users/${encodeURIComponent(username)}/reset`, {}),
    });
  }
  const { openStore } = await import('../../app.ts');
  const store = await openStore(config);
  try {
    await work(store.users);
  } finally {
    await store.close();
  }
}
