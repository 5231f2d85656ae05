import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { UserError } from '../../errors.ts';
import { newCommand } from '../flags.ts';

/** Suites are programs of their own, each a file in `test/bench/`, compiled beside this one: a benchmark must not share a process with its peer. */
const folder = fileURLToPath(new URL('../../../test/bench/', import.meta.url));

const suites = (): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.js'))
        .map((name) => name.slice(0, -'.js'.length))
        .sort()
    : [];

export const benchCommand = (): Command =>
  newCommand('bench', 'measure a part against a peer or a floor in the same run')
    .argument('<suite>', `one of: ${suites().join(', ') || 'none are built'}`)
    .option('--runs <number>', 'counted runs of each side')
    .action(async (suite: string, options: { json: boolean; runs?: string }) => {
      if (!suites().includes(suite)) {
        throw new UserError('wrong-usage', `there is no suite "${suite}"`, { next: `Suites: ${suites().join(', ')}.` });
      }
      const flags = [...(options.json ? ['--json'] : []), ...(options.runs ? ['--runs', options.runs] : [])];
      process.exitCode = await run([`${folder}${suite}.js`, ...flags]);
    });

const run = (parameters: string[]): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, parameters, { stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
