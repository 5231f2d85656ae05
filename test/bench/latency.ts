/**
 * How long an alert takes: from the publishing of the reading that breaks a limit to its arrival on a client's socket, under a load
 * of ordinary readings that all are detected on and stored. The floor does neither: it hands the same message from broker to socket.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import mqtt, { type MqttClient } from 'mqtt';
import { io } from 'socket.io-client';
import { WebSocket } from 'ws';
import { type Diff, LIVE_NAMESPACE, PROTOCOL_VERSION } from '../../backend/push/protocol.ts';
import { Mosquitto, mosquittoPath } from '../builders/mosquitto.ts';
import { RunningSystem, Workplace } from '../builders/running-system.ts';
import { benchFlags, printReport, quantile, type Result, type Run, resultOf } from './harness/report.ts';

const RATES = [1000, 5000];
const PROBES = 200;
const PROBE_SPACING_MS = 25;
const WARM_UP_MS = 2000;
const GOAL = 'p99 at most 3× the floor';

const SETTINGS = `
logLevel: warn
detectors:
  city.threshold:
    rules: [{ datastream: ch4, limits: [{ grade: 2, raise: 50, clear: 45 }] }]
`;

interface Side {
  /** Calls `seen` with the probe's thing id the moment its message or alert is on the socket. */
  watch(seen: (thing: string) => void): void;
  close(): Promise<void>;
}

let probeNumber = 0;

if (!mosquittoPath) {
  process.stderr.write('latency needs mosquitto (apt-get install mosquitto)\n');
  process.exit(1);
}
const { json, runs: runCount } = benchFlags();
const results: Result[] = [];
for (const rate of RATES) {
  const runs: { ours: number[]; floor: number[] }[] = [];
  for (let run = 0; run < runCount; run++) {
    runs.push({ floor: await measure(openFloor, rate), ours: await measure(openOurs, rate) });
  }
  for (const [name, share] of [
    ['p50', 0.5],
    ['p99', 0.99],
  ] as const) {
    const pairs: Run[] = runs.map(({ ours, floor }) => ({ ours: quantile(ours, share), peer: quantile(floor, share) }));
    results.push(
      resultOf(
        {
          name: `publish → alert on socket, ${name} at ${rate} messages/s`,
          unit: 'ms',
          peer: 'mosquitto → mqtt.js → ws',
          ...(name === 'p99' && { goal: GOAL }),
        },
        pairs,
      ),
    );
  }
}
printReport('latency', results, json);
process.exit(0);

async function measure(open: (broker: Mosquitto) => Promise<Side>, rate: number): Promise<number[]> {
  const broker = await Mosquitto.start();
  const side = await open(broker);
  const load = spawn(process.execPath, [script('load.js'), broker.url, String(rate)], { stdio: 'ignore' });
  const publisher = await mqtt.connectAsync(broker.url, { protocolVersion: 5 });
  try {
    await pause(WARM_UP_MS);
    return await probe(side, publisher);
  } finally {
    load.kill();
    await publisher.endAsync(true);
    await side.close();
    await broker.remove();
  }
}

async function probe(side: Side, publisher: MqttClient): Promise<number[]> {
  const sentAt = new Map<string, number>();
  const latencies: number[] = [];
  const all = new Promise<void>((resolve) => {
    side.watch((thing) => {
      const sent = sentAt.get(thing);
      if (sent === undefined) return;
      sentAt.delete(thing);
      latencies.push(performance.now() - sent);
      if (latencies.length === PROBES) resolve();
    });
  });
  for (let i = 0; i < PROBES; i++) {
    const thing = `gas-probe-${probeNumber++}`;
    sentAt.set(thing, performance.now());
    publisher.publish(`vantage/v1/${thing}/ch4`, JSON.stringify({ time: Date.now(), value: 60 }), { qos: 1 });
    await pause(PROBE_SPACING_MS);
  }
  await Promise.race([all, pause(20_000)]);
  if (latencies.length < PROBES) throw new Error(`only ${latencies.length} of ${PROBES} probes arrived`);
  return latencies;
}

async function openFloor(broker: Mosquitto): Promise<Side> {
  const child = spawn(process.execPath, [script('echo.js'), broker.url], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await firstLine(child);
  const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false });
  await new Promise((resolve) => socket.once('open', resolve));
  return {
    watch: (seen) => socket.on('message', (data) => seen(String(data).split('/')[2]!)),
    close: async () => {
      socket.terminate();
      child.kill();
    },
  };
}

async function openOurs(broker: Mosquitto): Promise<Side> {
  const workplace = await Workplace.create(SETTINGS);
  const system = await RunningSystem.start(workplace, ['--scenario', 'none'], { VANTAGE_MQTT_URL: broker.url });
  const socket = io(`${system.url}${LIVE_NAMESPACE}`, {
    transports: ['websocket'],
    auth: { token: await system.signIn() },
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('snapshot', () => resolve());
    socket.once('connect_error', reject);
    socket.once('connect', () => socket.emit('hello', { version: PROTOCOL_VERSION }));
  });
  return {
    watch: (seen) =>
      socket.on('diff', (diff: Diff) => {
        for (const alert of diff.add.alerts ?? []) seen(alert.things[0]!.id);
      }),
    close: async () => {
      socket.close();
      await system.stop();
      await workplace.remove();
    },
  };
}

function script(name: string): string {
  return fileURLToPath(new URL(`harness/${name}`, import.meta.url));
}

const firstLine = (child: ChildProcess): Promise<string> =>
  new Promise((resolve) => createInterface({ input: child.stdout! }).once('line', resolve));

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
