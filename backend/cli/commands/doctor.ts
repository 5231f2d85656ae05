import { execFile } from 'node:child_process';
import { access, constants, mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { Command } from 'commander';
import { shippedModels } from '../../../detectors/runtime/inference/models.ts';
import type { Config } from '../../config.ts';
import { UserError } from '../../errors.ts';
import { configFrom, newCommand } from '../flags.ts';
import { FAILED, print, printJson } from '../output.ts';
import { findSystem } from '../system-client.ts';

interface Check {
  readonly name: string;
  /** `missing` is for optional parts: the system runs without. */
  readonly status: 'ok' | 'missing' | 'failed';
  readonly detail: string;
  /** What to do when it is not `ok`. */
  readonly fix?: string;
}

const SIGN = { ok: '✓', missing: '–', failed: '✗' } as const;

export const doctorCommand = (): Command =>
  newCommand('doctor', 'look at what this machine has and say what to mend').action(
    async (options: { json: boolean }) => {
      const config = configFrom(options, ['dataDir']);
      const checks = await examine(config);
      if (options.json) printJson({ checks });
      else
        for (const check of checks)
          print(`${SIGN[check.status]} ${check.name}: ${check.detail}${check.fix ? `  → ${check.fix}` : ''}`);
      if (checks.some((check) => check.status === 'failed')) process.exitCode = FAILED;
    },
  );

/** One line for each trained model: what computes it, or why the plain method takes its place. */
const models = (): Check[] =>
  shippedModels()
    .states()
    .map(({ id, version, provider, trouble }) =>
      trouble === undefined
        ? { name: `model ${id}`, status: 'ok', detail: `version ${version}, computed by ${provider}` }
        : {
            name: `model ${id}`,
            status: 'missing',
            detail: `the plain method takes its place: ${trouble}`,
            fix: 'npm ci, with onnxruntime-node-install=skip in .npmrc',
          },
    );

async function examine(config: Config): Promise<Check[]> {
  const running = await findSystem(config.dataDir, process.env);
  return [
    node(),
    await dataDirectory(config.dataDir),
    running ? { name: 'system', status: 'ok', detail: `runs at ${running.url}` } : await httpPort(config),
    running ? { name: 'database', status: 'ok', detail: 'in use by the running system' } : await database(config),
    ...models(),
    await program(
      'browser',
      ['chromium', 'chromium-browser', 'google-chrome'],
      'the browser tests skip without',
      'apt-get install chromium',
    ),
    await program(
      'mosquitto',
      ['mosquitto'],
      'the outside-broker tests and benchmarks skip without',
      'apt-get install mosquitto',
    ),
    await program('psql', ['psql'], 'the store benchmark skips its peer without', 'apt-get install postgresql-client'),
    await program(
      'gpsdecode',
      ['gpsdecode'],
      'the AIS benchmark skips this peer without',
      'apt-get install gpsd-clients',
    ),
  ];
}

function node(): Check {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const good = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24;
  return good
    ? { name: 'node', status: 'ok', detail: process.versions.node }
    : {
        name: 'node',
        status: 'failed',
        detail: process.versions.node,
        fix: 'install Node 20.19, 22.12 or 24 and newer',
      };
}

async function dataDirectory(folder: string): Promise<Check> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
    return { name: 'data directory', status: 'ok', detail: folder };
  } catch (error) {
    return {
      name: 'data directory',
      status: 'failed',
      detail: `${folder}: ${(error as Error).message}`,
      fix: 'make it writable or choose another with --data-dir',
    };
  }
}

const httpPort = (config: Config): Promise<Check> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error) =>
      resolve({
        name: 'http port',
        status: 'failed',
        detail: `${config.host}:${config.port}: ${error.message}`,
        fix: 'choose another with --port',
      }),
    );
    probe.listen(config.port, config.host, () =>
      probe.close(() => resolve({ name: 'http port', status: 'ok', detail: `${config.host}:${config.port} is free` })),
    );
  });

async function database(config: Config): Promise<Check> {
  try {
    const { openStore } = await import('../../store/store.ts');
    const store = await openStore(config);
    await store.close();
    const extension = store.timescale
      ? `with TimescaleDB ${store.timescale}`
      : 'without TimescaleDB: native partitions are used';
    return {
      name: 'database',
      status: 'ok',
      detail: `${config.databaseUrl ? 'outside' : 'embedded'} PostgreSQL, ${extension}`,
    };
  } catch (error) {
    const next = error instanceof UserError ? error.next : undefined;
    return { name: 'database', status: 'failed', detail: (error as Error).message, ...(next ? { fix: next } : {}) };
  }
}

async function program(name: string, commands: readonly string[], loss: string, fix: string): Promise<Check> {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  for (const path of commands.flatMap((command) => folders.map((folder) => join(folder, command)))) {
    if (
      await access(path, constants.X_OK).then(
        () => true,
        () => false,
      )
    ) {
      return { name, status: 'ok', detail: `${path}${await versionOf(path)}` };
    }
  }
  return { name, status: 'missing', detail: `not found; ${loss}`, fix };
}

const versionOf = (path: string): Promise<string> =>
  promisify(execFile)(path, ['--version'], { timeout: 10_000 }).then(
    ({ stdout }) => ` (${stdout.trim().split('\n')[0]})`,
    () => '',
  );
