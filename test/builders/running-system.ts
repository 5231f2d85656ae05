import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** This file runs from the sources (tests) and from `dist/` (benchmarks). */
const CLI = ['../../dist/backend/cli/main.js', '../../backend/cli/main.js']
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find(existsSync);
export const ADMIN_PASSWORD = 'correct horse battery';

export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A working folder of its own, with `vantage.yaml` and a data directory that an unprivileged database server can reach. */
export class Workplace {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async create(settings = ''): Promise<Workplace> {
    const folder = await mkdtemp(join(tmpdir(), 'vantage-walk-'));
    await chmod(folder, 0o755);
    await writeFile(join(folder, 'vantage.yaml'), settings);
    return new Workplace(folder);
  }

  /** Runs one command to its end, as a user would. */
  async command(
    parameters: readonly string[],
    options: { input?: string; environment?: Record<string, string> } = {},
  ): Promise<CommandResult> {
    const child = this.spawn(parameters, options.environment);
    let [stdout, stderr] = ['', ''];
    child.stdout?.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr?.on('data', (chunk) => {
      stderr += chunk;
    });
    child.stdin?.end(options.input ?? '');
    const code = await new Promise<number>((resolve) => child.once('close', (exitCode) => resolve(exitCode ?? -1)));
    return { code, stdout, stderr };
  }

  spawn(parameters: readonly string[], environment: Record<string, string> = {}): ChildProcess {
    if (!CLI) throw new Error('dist/ is not built: run npm run build first');
    return spawn(process.execPath, [CLI, ...parameters], {
      cwd: this.folder,
      env: { ...process.env, VANTAGE_ADMIN_PASSWORD: ADMIN_PASSWORD, ...environment },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** The whole product as a process of its own, on free ports. */
export class RunningSystem {
  readonly url: string;
  readonly mqttUrl: string;
  readonly child: ChildProcess;
  private readonly logs: string[];

  private constructor(child: ChildProcess, started: { url: string; mqttUrl: string }, logs: string[]) {
    this.child = child;
    this.url = started.url;
    this.mqttUrl = started.mqttUrl;
    this.logs = logs;
  }

  static async start(
    workplace: Workplace,
    flags: readonly string[] = ['--scenario', 'none'],
    environment: Record<string, string> = {},
  ): Promise<RunningSystem> {
    const child = workplace.spawn(['start', '--json', '--port', '0', '--mqtt-port', '0', ...flags], environment);
    const logs: string[] = [];
    createInterface({ input: child.stderr! }).on('line', (line) => logs.push(line));
    const started = await new Promise<{ url: string; mqttUrl: string }>((resolve, reject) => {
      child.once('close', (code) => reject(new Error(`start ended with ${code}:\n${logs.slice(-20).join('\n')}`)));
      createInterface({ input: child.stdout! }).once('line', (line) => resolve(JSON.parse(line)));
    });
    return new RunningSystem(child, started, logs);
  }

  get log(): string {
    return this.logs.join('\n');
  }

  async signIn(username = 'admin', password = ADMIN_PASSWORD): Promise<string> {
    const answer = await fetch(`${this.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password }),
    });
    if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
    return ((await answer.json()) as { token: string }).token;
  }

  async request<Answer>(token: string, method: string, path: string, body?: unknown): Promise<Answer> {
    const answer = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Answer;
  }

  /** As Ctrl-C does; resolves with the exit code. */
  stop(): Promise<number> {
    return this.end('SIGINT');
  }

  kill(): Promise<number> {
    return this.end('SIGKILL');
  }

  private end(signal: NodeJS.Signals): Promise<number> {
    if (this.child.exitCode !== null || this.child.signalCode !== null)
      return Promise.resolve(this.child.exitCode ?? -1);
    const closed = new Promise<number>((resolve) => this.child.once('close', (code) => resolve(code ?? -1)));
    this.child.kill(signal);
    return closed;
  }
}

/** Polls until `probe` gives something other than `undefined` or false; the time-out only bounds a failing test. */
export async function eventually<Value>(
  probe: () => Promise<Value | undefined | false>,
  what: string,
  timeoutMs = 60_000,
): Promise<Value> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const value = await probe();
    if (value !== undefined && value !== false) return value;
    if (Date.now() > deadline) throw new Error(`${what} did not happen within ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
