/**
 * Suite `push`: updates of moving things delivered to clients per second of the server's CPU, our hub against one JSON object per update to everybody.
 * Server and clients are processes of their own; only what clients counted is counted. Once with all clients on the same view, once with 50 different views.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { benchFlags, printReport, type Result, type Run, resultOf } from './harness/report.ts';

const CLIENTS = 50;
const WARM_UP_MS = 1500;
const MEASURE_MS = 4000;
/** For what the server has sent and clients have not read yet. */
const DRAIN_MS = 300;

type Kind = 'hub' | 'naive';
type Looking = 'shared' | 'own';

const { json, runs: runCount } = benchFlags();
const results: Result[] = [];
for (const [looking, name] of [
  ['shared', 'one view for all clients'],
  ['own', 'a view of its own for each client'],
] as const) {
  const runs: Run[] = [];
  for (let run = 0; run < runCount; run++) {
    const peer = await measure('naive', looking);
    runs.push({ ours: await measure('hub', looking), peer });
  }
  const comparison = { name, unit: 'updates per CPU second', peer: 'io.emit of one JSON object', goal: '≥ 10×' };
  results.push(resultOf(comparison, runs));
}
printReport('push', results, json);

/** Updates delivered to all clients together, per CPU second of the server. */
async function measure(kind: Kind, looking: Looking): Promise<number> {
  const server = start('push-server.js', [kind]);
  const clients: ChildProcess[] = [];
  try {
    const { port } = await answerOf<{ port: number }>(server);
    const audience = start('push-clients.js', [String(port), String(CLIENTS), looking]);
    clients.push(audience);
    await answerOf(audience);
    server.send('start');
    await pause(WARM_UP_MS);
    server.send('stop');
    await answerOf(server);
    await pause(DRAIN_MS);
    const before = await ask<{ delivered: number }>(audience, 'count');
    server.send('start');
    await pause(MEASURE_MS);
    const { cpuSeconds } = await ask<{ cpuSeconds: number }>(server, 'stop');
    await pause(DRAIN_MS);
    const after = await ask<{ delivered: number }>(audience, 'count');
    return (after.delivered - before.delivered) / cpuSeconds;
  } finally {
    for (const child of [...clients, server]) child.kill();
  }
}

function start(name: string, parameters: readonly string[]): ChildProcess {
  const script = fileURLToPath(new URL(`harness/${name}`, import.meta.url));
  return fork(script, parameters, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
}

function answerOf<Answer>(child: ChildProcess): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`a process of the benchmark ended with ${code}`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message as Answer);
    });
  });
}

function ask<Answer>(child: ChildProcess, question: string): Promise<Answer> {
  child.send(question);
  return answerOf(child);
}
