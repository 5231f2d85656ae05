import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { Readable, Transform } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { Argument, type Command } from 'commander';
import type { IngestSummary, Problem } from '../../api/contract.ts';
import { UserError } from '../../errors.ts';
import { configFrom, newCommand, settingFlag } from '../flags.ts';
import { ProgressLine, print, printJson } from '../output.ts';
import { findSystem, problemFault, type SystemClient } from '../system-client.ts';

const KINDS = ['ais', 'observations', 'cap'] as const;
type Kind = (typeof KINDS)[number];

interface Input {
  /** What it holds, at the pace of whoever reads it. */
  readonly stream: Readable;
  /** Absent for endpoints, which end when they end. */
  readonly bytes?: number;
  /** How many bytes were handed on so far. */
  passed(): number;
}

type Progress =
  | { readonly progress: Partial<IngestSummary> }
  | { readonly summary: IngestSummary }
  | { readonly problem: Problem };

export const ingestCommand = (): Command =>
  newCommand('ingest', 'stream a file or endpoint into the running system (or an embedded one)')
    .addArgument(new Argument('<kind>', 'what the input holds').choices(KINDS))
    .argument('<input>', 'a file, "-" for stdin, http(s)://…, or tcp://host:port')
    .addOption(settingFlag('speed', '--speed <max|factor>').default('max'))
    .action(async (kind: Kind, location: string, options: { json: boolean; speed: string }) => {
      const speed = parseSpeed(options.speed);
      const config = configFrom({ ...options, speed: undefined }, ['dataDir']);
      const input = counted(await open(location));
      const system = await findSystem(config.dataDir, process.env);
      const lines = system ? upload(system, kind, input, speed) : embedded(config, kind, input, speed);
      const summary = await follow(lines, input, options.json);
      if (options.json) printJson(summary);
      else print(describe(summary));
    });

function parseSpeed(text: string): number | 'max' {
  const speed = text === 'max' ? text : Number(text);
  if (speed === 'max' || speed > 0) return speed;
  throw new UserError('wrong-usage', `--speed ${text} is not "max" or a positive number`);
}

async function open(location: string): Promise<Omit<Input, 'passed'>> {
  if (location === '-') return { stream: process.stdin };
  if (/^https?:\/\//.test(location)) {
    const response = await fetch(location).catch((cause: unknown) => {
      throw new UserError('unreachable', `${location} gives no answer`, { cause });
    });
    if (!response.ok || !response.body) throw new UserError('unreachable', `${location} answered ${response.status}`);
    return { stream: Readable.fromWeb(response.body as ReadableStream) };
  }
  const tcp = /^tcp:\/\/([^:/]+):(\d+)$/.exec(location);
  if (tcp) return { stream: connect(Number(tcp[2]), tcp[1]) };
  const info = await stat(location).catch(() => undefined);
  if (!info?.isFile())
    throw new UserError('no-such-file', `${location} is not a file`, {
      next: 'Give the path of a file that can be read.',
    });
  return { stream: createReadStream(location, { highWaterMark: 256 * 1024 }), bytes: info.size };
}

function counted({ stream, ...rest }: Omit<Input, 'passed'>): Input {
  let passed = 0;
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      passed += chunk.length;
      done(null, chunk);
    },
  });
  return { ...rest, stream: stream.on('error', (error) => counter.destroy(error)).pipe(counter), passed: () => passed };
}

const upload = (system: SystemClient, kind: Kind, input: Input, speed: number | 'max'): AsyncIterable<Progress> =>
  system.upload<Progress>(`/ingest/${kind}?speed=${speed}`, input.stream, 'application/octet-stream');

async function* embedded(
  config: ReturnType<typeof configFrom>,
  kind: Kind,
  input: Input,
  speed: number | 'max',
): AsyncGenerator<Progress> {
  const { createLogger } = await import('../../log.ts');
  const { openWalk } = await import('../../app.ts');
  const walk = await openWalk(config, createLogger('warn'));
  try {
    yield* walk.ingest(kind, input.stream, { speed });
  } finally {
    await walk.stop();
  }
}

async function follow(lines: AsyncIterable<Progress>, input: Input, quiet: boolean): Promise<IngestSummary> {
  const bar = new ProgressLine();
  try {
    for await (const line of lines) {
      if ('summary' in line) return line.summary;
      if ('problem' in line) throw problemFault(line.problem);
      if (!quiet) bar.update(progressText(line.progress, input.passed(), input.bytes));
    }
  } finally {
    bar.end();
  }
  throw new UserError('broken-off', 'the system ended the transfer before its summary', {
    next: 'What was acknowledged is stored; run the command again, duplicates are dropped.',
  });
}

const progressText = (progress: Partial<IngestSummary>, read: number, total: number | undefined): string =>
  [
    total ? `${Math.floor((100 * read) / total)} %` : `${(read / 1e6).toFixed(1)} MB`,
    `${progress.messages ?? 0} messages`,
    `${progress.stored ?? 0} stored`,
  ].join('  ');

function describe(summary: IngestSummary): string {
  const rejected = Object.entries(summary.rejected);
  return [
    `${summary.lines} lines, ${summary.messages} messages of ${summary.things} things in ${summary.seconds.toFixed(2)} s`,
    `stored ${summary.stored}, duplicates ${summary.duplicates}, rejected ${rejected.reduce((sum, [, count]) => sum + count, 0)}`,
    ...rejected.map(([reason, count]) => `  ${reason}: ${count}`),
    ...Object.entries(summary.unstored ?? {}).map(([reason, count]) => `  read, not kept: ${reason}: ${count}`),
  ].join('\n');
}
