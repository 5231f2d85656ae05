/**
 * How long an alert takes: from the publishing of the reading that breaks a limit to its arrival on a client's socket, and to the frame in which a
 * browser has drawn it, under a load of ordinary readings that all are detected on and stored. The floor does none of that: it hands the same message
 * from broker to socket, and a page without anything else on it writes it down.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import mqtt, { type MqttClient } from 'mqtt';
import type { Browser, Page } from 'playwright-core';
import { io } from 'socket.io-client';
import { WebSocket } from 'ws';
import { type Diff, LIVE_NAMESPACE, PROTOCOL_VERSION } from '../../backend/push/protocol.ts';
import { chromiumPath, launchChromium } from '../builders/chromium.ts';
import { Mosquitto, mosquittoPath } from '../builders/mosquitto.ts';
import { ADMIN_PASSWORD, RunningSystem, Workplace } from '../builders/running-system.ts';
import { benchFlags, printReport, quantile, type Result, type Run, resultOf } from './harness/report.ts';

const RATES = [1000, 5000];
const PROBES = 200;
const PROBE_SPACING_MS = 25;
const WARM_UP_MS = 2000;
/** An open console is measured, not an opening one: software rasterisers take seconds for the first chart. */
const PAGE_SETTLES_MS = 6000;
const MOST_PATIENCE_MS = 20_000;
const GOAL = 'p99 at most 3× the floor';
const FLOOR = 'mosquitto → mqtt.js → ws';

const SETTINGS = `
logLevel: warn
detectors:
  city.threshold:
    rules: [{ datastream: ch4, limits: [{ grade: 2, raise: 50, clear: 45 }] }]
`;

interface Side {
  /** Calls `seen` with the probe's thing id the moment its message or alert is on the socket. */
  watch(seen: (thing: string) => void): void;
  /** Opens a page that shows how many probes have come, and gives the expression that reads the number. */
  open(page: Page): Promise<void>;
  readonly count: string;
  close(): Promise<void>;
}

interface Latencies {
  readonly socket: number[];
  readonly drawn: number[];
}

let probeNumber = 0;

if (!mosquittoPath) {
  process.stderr.write('latency needs mosquitto (apt-get install mosquitto)\n');
  process.exit(1);
}
const { json, runs: runCount } = benchFlags();
const chromium = chromiumPath();
const browser = chromium === undefined ? undefined : await launchChromium(chromium);
const results: Result[] = [];
for (const rate of RATES) {
  const runs: { ours: Latencies; floor: Latencies }[] = [];
  for (let run = 0; run < runCount; run++) {
    runs.push({ floor: await measure(openFloor, rate), ours: await measure(openOurs, rate) });
  }
  for (const end of ['socket', 'drawn'] as const) {
    if (end === 'drawn' && !browser) continue;
    for (const share of [0.5, 0.99]) {
      const pairs: Run[] = runs.map(({ ours, floor }) => ({
        ours: quantile(ours[end], share),
        peer: quantile(floor[end], share),
      }));
      const name = `publish → ${end === 'socket' ? 'alert on a socket' : 'drawn in the browser'}, p${share * 100} at ${rate} messages/s`;
      results.push(resultOf({ name, unit: 'ms', peer: FLOOR, ...(share === 0.99 && { goal: GOAL }) }, pairs));
    }
  }
}
await browser?.close();
printReport('latency', results, json);
process.exit(0);

/** The socket and the page are measured one after the other, so that neither costs the other anything. */
async function measure(open: (broker: Mosquitto) => Promise<Side>, rate: number): Promise<Latencies> {
  const broker = await Mosquitto.start();
  const side = await open(broker);
  const load = spawn(process.execPath, [script('load.js'), broker.url, String(rate)], { stdio: 'ignore' });
  const publisher = await mqtt.connectAsync(broker.url, { protocolVersion: 5 });
  try {
    await pause(WARM_UP_MS);
    const socket = await probeSocket(side, publisher);
    return { socket, drawn: browser ? await probePage(side, publisher, browser) : [] };
  } finally {
    load.kill();
    await publisher.endAsync(true);
    await side.close();
    await broker.remove();
  }
}

function now(): number {
  return performance.timeOrigin + performance.now();
}

async function publishProbes(publisher: MqttClient, published: (thing: string, at: number) => void): Promise<void> {
  for (let i = 0; i < PROBES; i++) {
    const thing = `gas-probe-${probeNumber++}`;
    published(thing, now());
    publisher.publish(`vantage/v1/${thing}/ch4`, JSON.stringify({ time: Date.now(), value: 60 }), { qos: 1 });
    await pause(PROBE_SPACING_MS);
  }
}

async function probeSocket(side: Side, publisher: MqttClient): Promise<number[]> {
  const sentAt = new Map<string, number>();
  const latencies: number[] = [];
  const all = new Promise<void>((resolve) => {
    side.watch((thing) => {
      const sent = sentAt.get(thing);
      if (sent === undefined) return;
      sentAt.delete(thing);
      latencies.push(now() - sent);
      if (latencies.length === PROBES) resolve();
    });
  });
  await publishProbes(publisher, (thing, at) => sentAt.set(thing, at));
  await Promise.race([all, pause(MOST_PATIENCE_MS)]);
  if (latencies.length < PROBES) throw new Error(`only ${latencies.length} of ${PROBES} probes arrived`);
  return latencies;
}

/** Every frame notes how many probes the page shows; a probe is drawn in the first frame that shows as many as were sent until then. */
async function probePage(side: Side, publisher: MqttClient, browser: Browser): Promise<number[]> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
  try {
    await side.open(page);
    await page.waitForFunction(`(${side.count}) >= 0`);
    await pause(PAGE_SETTLES_MS);
    const before = (await page.evaluate(side.count)) as number;
    await page.evaluate(`window.frames_ = []; (function frame() {
      const count = ${side.count};
      const at = performance.timeOrigin + performance.now();
      if (count !== (window.frames_.at(-1) ?? [])[0]) window.frames_.push([count, at]);
      requestAnimationFrame(frame);
    })()`);
    const sentAt: number[] = [];
    await publishProbes(publisher, (_, at) => sentAt.push(at));
    await page.waitForFunction(`(${side.count}) >= ${before + PROBES}`, undefined, { timeout: MOST_PATIENCE_MS });
    await page.waitForFunction(`window.frames_.at(-1)[0] >= ${before + PROBES}`);
    const frames = (await page.evaluate('window.frames_')) as [count: number, at: number][];
    return sentAt.map((sent, index) => frames.find(([count]) => count >= before + index + 1)![1] - sent);
  } finally {
    await page.close();
  }
}

async function openFloor(broker: Mosquitto): Promise<Side> {
  const child = spawn(process.execPath, [script('echo.js'), broker.url], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await firstLine(child);
  const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false });
  await new Promise((resolve) => socket.once('open', resolve));
  return {
    watch: (seen) => socket.on('message', (data) => seen(String(data).split('/')[2]!)),
    count: 'Number(document.body.textContent)',
    async open(page) {
      await page.setContent('<body>0</body>');
      await page.evaluate(`new WebSocket('ws://127.0.0.1:${port}').onmessage = () => {
        document.body.textContent = String(Number(document.body.textContent) + 1);
      }`);
    },
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
    count: "Number(document.querySelector('h1 b')?.textContent ?? 0)",
    async open(page) {
      await page.goto(system.url);
      await page.locator('input[autocomplete=username]').fill('admin');
      await page.locator('input[type=password]').fill(ADMIN_PASSWORD);
      await page.keyboard.press('Enter');
      await page.locator('h1').waitFor();
    },
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

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => createInterface({ input: child.stdout! }).once('line', resolve));
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
