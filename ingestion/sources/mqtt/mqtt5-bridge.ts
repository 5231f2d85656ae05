import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { generate, type IConnackPacket, type IConnectPacket, type Packet, parser } from 'mqtt-packet';
import type { PacketSizeGuard } from './packet-size-guard.ts';

/** From the return codes of MQTT 3.1.1 §3.2.2.3 to the reason codes of MQTT 5.0 §3.2.2.2. */
const CONNECT_REASONS: readonly number[] = [0x00, 0x84, 0x85, 0x88, 0x86, 0x87];
const UNSPECIFIED_ERROR = 0x80;
/** The client asks for its will to be published although it leaves in good order (MQTT 5.0 §3.14.2.1). */
const DISCONNECT_WITH_WILL = 0x04;

/**
 * Lets an MQTT 5 client talk to a broker that speaks MQTT 3.1.1: rewrites each packet on its way, both ways. What only MQTT 5 has
 * (properties, topic aliases, shared subscriptions) is either announced as not available or has no bearing on delivery.
 */
export class Mqtt5Bridge extends Duplex {
  readonly #socket: Socket;
  readonly #fromClient = parser({ protocolVersion: 5 });
  readonly #fromBroker = parser({ protocolVersion: 4 });
  /** How many topics each unanswered UNSUBSCRIBE had: MQTT 5 answers each of them. */
  readonly #unsubscribing = new Map<number, number>();
  #assignedClientId: string | undefined;
  #toClient: Buffer[] = [];

  constructor(socket: Socket, guard: PacketSizeGuard) {
    super();
    this.#socket = socket;
    this.#fromClient.on('packet', (packet) => this.#onClientPacket(packet));
    this.#fromClient.on('error', (error: Error) => this.destroy(error));
    this.#fromBroker.on('packet', (packet) => this.#onBrokerPacket(packet));
    this.#fromBroker.on('error', (error: Error) => this.destroy(error));
    socket.on('data', (chunk: Buffer) => {
      if (guard.allows(chunk)) this.#fromClient.parse(chunk);
      else this.destroy(new Error('packet too large'));
    });
    socket.on('end', () => this.push(null));
    socket.on('error', (error) => this.destroy(error));
    socket.on('close', () => this.destroy());
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(chunk: Buffer, _encoding: string, callback: (error?: Error | null) => void): void {
    this.#fromBroker.parse(chunk);
    const bytes = Buffer.concat(this.#toClient);
    this.#toClient = [];
    this.#socket.write(bytes, callback);
  }

  override _final(callback: () => void): void {
    this.#socket.end(callback);
  }

  override _destroy(error: Error | null, callback: (error: Error | null) => void): void {
    this.#socket.destroy();
    callback(error);
  }

  #onClientPacket(packet: Packet): void {
    const translated = this.#toBrokerPacket(packet);
    if (translated === undefined) this.push(null);
    else if (!this.push(generate(translated, { protocolVersion: 4 }))) this.#socket.pause();
  }

  /** `undefined` when the connection has to end without a DISCONNECT. */
  #toBrokerPacket(packet: Packet): Packet | undefined {
    switch (packet.cmd) {
      case 'connect':
        return this.#toBrokerConnect(packet);
      case 'publish': {
        const { properties, ...rest } = packet;
        return properties?.topicAlias === undefined ? rest : undefined;
      }
      case 'subscribe': {
        const subscriptions = packet.subscriptions.map(({ topic, qos }) => ({ topic, qos }));
        return { cmd: 'subscribe', messageId: packet.messageId!, subscriptions };
      }
      case 'unsubscribe':
        this.#unsubscribing.set(packet.messageId!, packet.unsubscriptions.length);
        return { cmd: 'unsubscribe', messageId: packet.messageId!, unsubscriptions: packet.unsubscriptions };
      case 'puback':
      case 'pubrec':
      case 'pubrel':
      case 'pubcomp':
        return { cmd: packet.cmd, messageId: packet.messageId! };
      case 'disconnect':
        return packet.reasonCode === DISCONNECT_WITH_WILL ? undefined : { cmd: 'disconnect' };
      case 'pingreq':
        return { cmd: 'pingreq' };
      default:
        return undefined;
    }
  }

  /** Without an expiry the session ends with the connection (MQTT 5.0 §3.1.2.11.2), as a clean session does in 3.1.1. */
  #toBrokerConnect({ properties, clientId, will, ...packet }: IConnectPacket): Packet {
    if (clientId === '') this.#assignedClientId = `auto-${randomUUID()}`;
    const isKept = (properties?.sessionExpiryInterval ?? 0) > 0;
    const { topic = '', payload = '', qos = 0, retain = false } = will ?? {};
    return {
      ...packet,
      protocolVersion: 4,
      clientId: this.#assignedClientId ?? clientId,
      clean: !isKept || packet.clean === true,
      ...(will && { will: { topic, payload, qos, retain } }),
    };
  }

  #onBrokerPacket(packet: Packet): void {
    this.#toClient.push(generate(this.#toClientPacket(packet), { protocolVersion: 5 }));
  }

  #toClientPacket(packet: Packet): Packet {
    switch (packet.cmd) {
      case 'connack':
        return this.#toClientConnack(packet);
      case 'unsuback': {
        const topics = this.#unsubscribing.get(packet.messageId!) ?? 1;
        this.#unsubscribing.delete(packet.messageId!);
        return { ...packet, granted: new Array<number>(topics).fill(0) };
      }
      default:
        return packet;
    }
  }

  #toClientConnack({ returnCode = 0, sessionPresent }: IConnackPacket): Packet {
    return {
      cmd: 'connack',
      sessionPresent,
      reasonCode: CONNECT_REASONS[returnCode] ?? UNSPECIFIED_ERROR,
      properties: {
        subscriptionIdentifiersAvailable: false,
        sharedSubscriptionAvailable: false,
        ...(this.#assignedClientId !== undefined && { assignedClientIdentifier: this.#assignedClientId }),
      },
    };
  }
}
