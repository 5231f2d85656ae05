import { Command } from 'commander';
import { wallClock } from '../../../geodata/model/time.ts';
import type { Principal } from '../../api/access.ts';
import { ROLES, type Role, type UserView } from '../../api/contract.ts';
import { UserError } from '../../errors.ts';
import type { Actor } from '../../identity/actor.ts';
import { configFrom, newCommand } from '../flags.ts';
import { print, printJson, table } from '../output.ts';
import { findSystem } from '../system-client.ts';

/** What both a running system and a store opened by ourselves can do. */
interface Users {
  list(): Promise<readonly Principal[]>;
  add(user: Principal): Promise<{ password: string }>;
  reset(username: string): Promise<{ password: string }>;
}

/** Whoever can open the store is an administrator. */
const LOCAL: Actor = { name: 'local', role: 'admin' };

const list = (value: string): string[] =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

function roles(value: string): Role[] {
  return list(value).map((name) => {
    const role = ROLES.find((each) => each === name);
    if (role) return role;
    throw new UserError('wrong-usage', `--role ${name} is not a role`, { next: `Roles: ${ROLES.join(', ')}.` });
  });
}

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
      .requiredOption('--role <roles>', 'admin, officer or viewer; several with commas', roles)
      .option('--area <districts>', 'districts the user may see, with commas; absent: all', list, [])
      .action((username: string, options: { json: boolean; role: Role[]; area: string[] }) =>
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
  const { openStore } = await import('../../store/store.ts');
  const { Identity } = await import('../../identity/identity.ts');
  const store = await openStore(config);
  const identity = new Identity(store.users, wallClock);
  try {
    await work({
      list: () => identity.listUsers(),
      add: (user) => identity.addUser(user, LOCAL),
      reset: (username) => identity.resetUser(username, LOCAL),
    });
  } finally {
    await store.close();
  }
}
