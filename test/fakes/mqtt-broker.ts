import { createServer, type Server, type Socket } from 'node:net';
import { generate, type Packet, parser } from 'mqtt-packet';

/** A broker with a script: accepts one MQTT 5 client, sends what the test says, and keeps everything the client sent. */
export class FakeMqttBroker {
  readonly received: Packet[] = [];
  connections = 0;
  readonly #server: Server;
  #socket: Socket | undefined;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<FakeMqttBroker> {
    const server = createServer();
    const broker = new FakeMqttBroker(server);
    server.on('connection', (socket) => broker.#welcome(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return broker;
  }

  get url(): string {
    return `mqtt://127.0.0.1:${(this.#server.address() as { port: number }).port}`;
  }

  /** Packet identifiers of the PUBACKs received so far, in order. */
  get acknowledged(): number[] {
    return this.received.flatMap((packet) => (packet.cmd === 'puback' ? [packet.messageId!] : []));
  }

  /** All in one write, as a busy broker does. */
  publish(messages: readonly { topic: string; payload: string | Buffer; messageId?: number; dup?: boolean }[]): void {
    const packets = messages.map(({ topic, payload, messageId, dup = false }) =>
      generate(
        {
          cmd: 'publish',
          topic,
          payload,
          qos: messageId === undefined ? 0 : 1,
          dup,
          retain: false,
          ...(messageId !== undefined && { messageId }),
        },
        { protocolVersion: 5 },
      ),
    );
    this.#socket?.write(Buffer.concat(packets));
  }

  dropConnection(): void {
    this.#socket?.destroy();
  }

  async stop(): Promise<void> {
    this.#socket?.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #welcome(socket: Socket): void {
    this.#socket = socket;
    this.connections++;
    const incoming = parser({ protocolVersion: 5 });
    incoming.on('packet', (packet) => {
      this.received.push(packet);
      const answer = answerTo(packet);
      if (answer) socket.write(generate(answer, { protocolVersion: 5 }));
    });
    socket.on('data', (chunk) => incoming.parse(chunk));
    socket.on('error', () => undefined);
  }
}

function answerTo(packet: Packet): Packet | undefined {
  switch (packet.cmd) {
    case 'connect':
      return { cmd: 'connack', reasonCode: 0, sessionPresent: false };
    case 'subscribe':
      return { cmd: 'suback', messageId: packet.messageId!, granted: packet.subscriptions.map(() => 1) };
    case 'pingreq':
      return { cmd: 'pingresp' };
    default:
      return undefined;
  }
}
