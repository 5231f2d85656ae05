/**
 * `ais`: sentences per second of processor time, from bytes to decoded messages with every field, against npm `ais-decoder`
 * and gpsd's `gpsdecode`. Each decoder runs in a process of its own, in turn; all threads of it are counted.
 */
import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeLog } from './harness/ais-log.ts';
import type { Pass } from './harness/ais-pass.ts';
import { benchFlags, printReport, type Run, resultOf } from './harness/report.ts';

/** Seconds of work for the slower decoders, in one pass. Ours. */
const SENTENCES = 500_000;

const { json, runs } = benchFlags();
const folder = mkdtempSync(join(tmpdir(), 'vantage-bench-'));
const log = join(folder, 'log.nmea');
const { text, sentences, origin } = makeLog(SENTENCES);
writeFileSync(log, text);

/** Sentences per second of processor time. */
async function node(program: string): Promise<number> {
  const url = new URL(`./harness/${program}.js`, import.meta.url);
  const child = fork(fileURLToPath(url), [log], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  const [{ messages, cpuSeconds }] = (await once(child, 'message')) as [Pass];
  if (messages === 0) throw new Error(`${program} decoded nothing`);
  return sentences / cpuSeconds;
}

/** `times` of a POSIX shell prints the processor time of its children on its second line, `0m1.23s 0m0.04s`. */
function gpsdecode(): number | undefined {
  const { status, stdout } = spawnSync('sh', ['-c', 'gpsdecode -j < "$0" > "$1" && times', log, join(folder, 'out')], {
    encoding: 'utf8',
  });
  if (status !== 0) return undefined;
  const times = stdout.trim().split('\n').at(-1) ?? '';
  let seconds = 0;
  for (const [, minutes, rest] of times.matchAll(/(\d+)m([\d.]+)s/g)) seconds += Number(minutes) * 60 + Number(rest);
  return sentences / seconds;
}

const decoded: Run[] = [];
const against: Run[] = [];
const staged: Run[] = [];
try {
  for (let run = 0; run < runs; run++) {
    const ours = await node('ais-ours');
    decoded.push({ ours, peer: await node('ais-decoder') });
    const theirs = gpsdecode();
    const again = await node('ais-ours');
    against.push(theirs === undefined ? { ours: again } : { ours: again, peer: theirs });
    staged.push({ ours: await node('ais-intake') });
  }
} finally {
  rmSync(folder, { recursive: true });
}

const unit = 'sentences/s';
const gpsdInstalled = against.some(({ peer }) => peer !== undefined);
printReport(
  'ais',
  [
    resultOf({ name: `decode (${origin} log)`, unit, peer: 'npm ais-decoder', goal: '>= 20x' }, decoded),
    ...(gpsdInstalled
      ? [resultOf({ name: `decode (${origin} log)`, unit, peer: 'gpsdecode', goal: '>= 1x' }, against)]
      : []),
    resultOf({ name: 'decode to stage messages', unit }, staged),
  ],
  json,
);
