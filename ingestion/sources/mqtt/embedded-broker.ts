import { createServer, type Server, type Socket } from 'node:net';
import { Aedes, type AuthenticateError, type Client, type PublishPacket } from 'aedes';
import { Mqtt5Bridge } from './mqtt5-bridge.ts';
import { PacketSizeGuard } from './packet-size-guard.ts';

const DEFAULT_PORT = 1883;
/** How many ports are tried when none was asked for. Ours. */
const PORTS_TO_TRY = 50;
/** A publisher may have as much under way as fits in here before the first of it is acknowledged, bytes per connection. Ours. */
const RECEIVE_BUFFER = 256 * 1024;
/** MQTT 3.1.1 return code "bad user name or password" (§3.2.2.3). */
const BAD_CREDENTIALS = 4;

export type Authenticate = (username: string | undefined, password: Buffer | undefined) => Promise<boolean> | boolean;

export interface EmbeddedBrokerOptions {
  readonly host: string;
  /** Must be free; absent: 1883 or the next free one. 0: any. */
  readonly port?: number | undefined;
  /** Bytes of one packet at most; a client that sends more is cut off. */
  readonly largestPacket: number;
  /** Absent: everyone who can reach the port may come in. */
  readonly authenticate?: Authenticate | undefined;
  /** Called for every message before it is acknowledged or forwarded; `done` lets it go on, with an error it cuts the sender off. */
  onPublish(packet: PublishPacket, done: (error?: Error) => void): void;
  /** A connection that was cut off, and why. */
  onCutOff(detail: string): void;
}

export class PortTakenError extends Error {
  override readonly name = 'PortTakenError';
  readonly port: number;

  constructor(host: string, port: number, cause: unknown) {
    super(`MQTT port ${port} on ${host} is taken; stop what listens there or choose another port`, { cause });
    this.port = port;
  }
}

/** aedes on a TCP port, for MQTT 3.1, 3.1.1 and, by way of a bridge, 5. */
export class EmbeddedBroker {
  readonly #options: EmbeddedBrokerOptions;
  readonly #sockets = new Set<Socket>();
  #aedes: Aedes | undefined;
  #server: Server | undefined;

  constructor(options: EmbeddedBrokerOptions) {
    this.#options = options;
  }

  /** The port that it listens on; 0 while it does not. */
  get port(): number {
    const address = this.#server?.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  get clients(): number {
    return this.#aedes?.connectedClients ?? 0;
  }

  /** @throws PortTakenError */
  async start(): Promise<void> {
    const { authenticate } = this.#options;
    const aedes = await Aedes.createBroker({
      queueLimit: 1000,
      authorizePublish: (client, packet, callback) => this.#authorizePublish(client, packet, callback),
      ...(authenticate && {
        authenticate: (_client, username, password, done) => void answer(authenticate, username, password, done),
      }),
    });
    const report = (_client: unknown, error: Error): void => this.#options.onCutOff(error.message);
    aedes.on('clientError', report);
    aedes.on('connectionError', report);
    this.#aedes = aedes;
    try {
      this.#server = await this.#listen();
    } catch (error) {
      aedes.close();
      throw error;
    }
  }

  /** No new connections; those that there are stay until {@link close}. */
  stopListening(): void {
    this.#server?.close();
  }

  async close(): Promise<void> {
    this.stopListening();
    // aedes corks what it writes until the next turn, and acknowledgements just given should still go out.
    await new Promise((resolve) => setImmediate(resolve));
    const aedes = this.#aedes;
    if (aedes) await new Promise<void>((resolve) => aedes.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    this.#server = undefined;
    this.#aedes = undefined;
  }

  async #listen(): Promise<Server> {
    const { host, port } = this.#options;
    const last = port ?? DEFAULT_PORT + PORTS_TO_TRY;
    for (let candidate = port ?? DEFAULT_PORT; ; candidate++) {
      try {
        return await listenOn(host, candidate, (socket) => this.#welcome(socket));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
        if (candidate >= last) throw new PortTakenError(host, candidate, error);
      }
    }
  }

  /** The CONNECT packet names the version; until it is here, nothing is decided. */
  #welcome(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    socket.on('error', (error) => this.#options.onCutOff(error.message));
    socket.setNoDelay(true);
    let head: Buffer = Buffer.alloc(0);
    // What is too short to decide is kept here: put back, it would be readable again at once, for ever when nothing follows.
    const peek = (): void => {
      const chunk = socket.read() as Buffer | null;
      if (!chunk) return;
      head = Buffer.concat([head, chunk]);
      const version = protocolVersion(head);
      if (version === 'unknown yet') return;
      socket.off('readable', peek);
      socket.unshift(head);
      this.#hand(socket, version);
    };
    socket.on('readable', peek);
  }

  #hand(socket: Socket, version: number): void {
    const guard = new PacketSizeGuard(this.#options.largestPacket);
    if (version === 5) this.#aedes?.handle(new Mqtt5Bridge(socket, guard));
    else this.#aedes?.handle(guarded(socket, guard));
  }

  #authorizePublish(client: Client | null, packet: PublishPacket, callback: (error?: Error | null) => void): void {
    if (packet.topic.startsWith('$SYS/')) callback(new Error('topics below $SYS/ are the broker’s own'));
    else if (client === null) callback();
    else this.#options.onPublish(packet, callback);
  }
}

function listenOn(host: string, port: number, welcome: (socket: Socket) => void): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer({ highWaterMark: RECEIVE_BUFFER }, welcome);
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

async function answer(
  authenticate: Authenticate,
  username: string | undefined,
  password: Buffer | undefined,
  done: (error: AuthenticateError | null, success: boolean | null) => void,
): Promise<void> {
  const isWelcome = await Promise.resolve(authenticate(username, password)).catch(() => false);
  if (isWelcome) done(null, true);
  else done(Object.assign(new Error('bad user name or password'), { returnCode: BAD_CREDENTIALS }), false);
}

/** The protocol level of a CONNECT packet (MQTT 5.0 §3.1.2): behind the fixed header and the protocol's name. 0 when this is no CONNECT. */
function protocolVersion(bytes: Buffer): number | 'unknown yet' {
  if (bytes[0] !== 0x10) return 0;
  let at = 1;
  while (at < bytes.length && (bytes[at]! & 0x80) !== 0) at++;
  if (at > 4) return 0;
  at++;
  if (bytes.length < at + 2) return 'unknown yet';
  at += 2 + bytes.readUInt16BE(at);
  return bytes[at] ?? (at > LONGEST_PROTOCOL_HEADER ? 0 : 'unknown yet');
}

/** Fixed header, length of the name, "MQIsdp". */
const LONGEST_PROTOCOL_HEADER = 5 + 2 + 6;

/** The same socket, whose reader never sees a packet that is too large. */
function guarded(socket: Socket, guard: PacketSizeGuard): Socket {
  const read = socket.read.bind(socket);
  socket.read = (size?: number) => {
    const chunk = read(size) as Buffer | null;
    if (chunk === null || guard.allows(chunk)) return chunk;
    socket.destroy(new Error('packet too large'));
    return null;
  };
  return socket;
}
