import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Path of Mosquitto on this machine; `undefined` when it is not installed. */
export const mosquittoPath = ['/usr/sbin/mosquitto', '/usr/local/sbin/mosquitto', '/opt/homebrew/sbin/mosquitto'].find(
  (path) => {
    try {
      execFileSync(path, ['-h'], { stdio: 'ignore' });
      return true;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code !== 'ENOENT';
    }
  },
);

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });

/** A real broker with unlimited queues and persistence, that can be killed and started again on the same port and data. */
export class Mosquitto {
  readonly port: number;
  readonly url: string;
  private readonly folder: string;
  private child: ChildProcess | undefined;

  private constructor(port: number, folder: string) {
    this.port = port;
    this.url = `mqtt://127.0.0.1:${port}`;
    this.folder = folder;
  }

  static async start(): Promise<Mosquitto> {
    const folder = await mkdtemp(join(tmpdir(), 'vantage-mosquitto-'));
    await chmod(folder, 0o777);
    const broker = new Mosquitto(await freePort(), folder);
    const settings = [
      `listener ${broker.port} 127.0.0.1`,
      'allow_anonymous true',
      'persistence true',
      `persistence_location ${folder}/`,
      `autosave_interval ${AUTOSAVE_SECONDS}`,
      'max_queued_messages 0',
      'max_queued_bytes 0',
      'max_inflight_messages 0',
      'log_type error',
      // Without it the broker holds small packets back until the client has acknowledged the last ones on the wire (Nagle).
      'set_tcp_nodelay true',
    ];
    await writeFile(join(folder, 'mosquitto.conf'), settings.join('\n'));
    await broker.resume();
    return broker;
  }

  async resume(): Promise<void> {
    this.child = spawn(mosquittoPath!, ['-c', join(this.folder, 'mosquitto.conf')], { stdio: 'ignore' });
    for (;;) {
      if (await answers(this.port)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  kill(): Promise<void> {
    return this.end('SIGKILL');
  }

  async remove(): Promise<void> {
    await this.end('SIGTERM');
    await rm(this.folder, { recursive: true, force: true });
  }

  private end(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
    const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
    child.kill(signal);
    return closed;
  }
}

/** What the broker may forget when it is killed: everything since its last save. */
export const AUTOSAVE_SECONDS = 1;

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
