import mqtt, { type IClientOptions, type IPublishPacket, type MqttClient } from 'mqtt';

export interface ClientOptions {
  /** `mqtt://`, `mqtts://`, `ws://` or `wss://`. */
  readonly url: string;
  /** The broker keeps the session under this name. */
  readonly clientId: string;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly filters: readonly string[];
  /** How long the broker keeps what we have not acknowledged while we are away, seconds (OASIS MQTT 5.0 §3.1.2.11.2). */
  readonly sessionExpirySeconds: number;
  /** First and longest pause before connecting again, ms. */
  readonly retryFirstMs: number;
  readonly retryMostMs: number;
}

/**
 * The right to acknowledge one QoS 1 message: its packet identifier, and in the digits above it the connection that it came with,
 * because identifiers mean something only there. A number, because there is one for every message.
 */
export type PacketReceipt = number;

const PACKET_IDS = 0x1_0000;

export interface ClientListener {
  /** A promise holds back everything that comes after, until it settles. QoS 0 has no receipt. */
  onMessage(topic: string, payload: Buffer, receipt: PacketReceipt | undefined): Promise<void> | undefined;
  onConnected(): void;
  /** The connection is gone, or could not be made; the client goes on trying. */
  onTrouble(detail: string): void;
}

/** Told to mqtt.js instead of "handled": its public way to be sent no PUBACK by itself. */
const ACKNOWLEDGE_LATER = new Error('acknowledged after commit');

/** MQTT allows no more without acknowledgement (OASIS MQTT 5.0 §3.1.2.11.3): as many as there are may share one commit. */
const MOST_IN_FLIGHT = 65_535;

/**
 * mqtt.js with the acknowledgements in our hands. mqtt.js handles one packet at a time and acknowledges each as its handler
 * returns; holding handlers back would mean one commit for each message. So the handler declines, and PUBACKs are written to the
 * stream once the rows are durable, many at a time. This is the only file that knows of it, and its test proves it.
 */
export class AcknowledgingClient {
  readonly #options: ClientOptions;
  readonly #listener: ClientListener;
  #client: MqttClient | undefined;
  #connection = 0;
  #retryMs: number;

  constructor(options: ClientOptions, listener: ClientListener) {
    this.#options = options;
    this.#listener = listener;
    this.#retryMs = options.retryFirstMs;
  }

  /** Connects for the first time. Rejects when the broker refuses us for good: bad name or password, or nothing we are allowed to hear. */
  connect(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const client = mqtt.connect(this.#options.url, this.#connectOptions());
      this.#client = client;
      client.handleMessage = (packet, callback) => this.#receive(packet, callback);
      client.on('connect', ({ sessionPresent }) => {
        this.#connection++;
        this.#retryMs = this.#options.retryFirstMs;
        client.options.reconnectPeriod = this.#retryMs;
        this.#subscribe(client, sessionPresent === true).then(
          () => {
            this.#listener.onConnected();
            resolve();
          },
          (error: Error) => {
            this.#listener.onTrouble(`subscribing failed: ${error.message}`);
            if (isSubscriptionRefusal(error)) reject(error);
          },
        );
      });
      client.on('close', () => this.#backOff(client, 'the connection to the broker was closed'));
      client.on('error', (error) => {
        this.#listener.onTrouble(`the broker cannot be reached: ${error.message || String(error)}`);
        if (isRefusal(error)) reject(error);
      });
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
  }

  /** Writes the PUBACKs of those receipts that belong to the present connection; the broker sends the others again. */
  acknowledge(receipts: readonly PacketReceipt[]): void {
    if (!this.#client?.connected) return;
    const bytes = Buffer.allocUnsafe(4 * receipts.length);
    let at = 0;
    for (const receipt of receipts) {
      if (Math.floor(receipt / PACKET_IDS) !== this.#connection) continue;
      // PUBACK with reason "success", which may be left out (OASIS MQTT 5.0 §3.4.2.1).
      at = bytes.writeUInt16BE(0x4002, at);
      at = bytes.writeUInt16BE(receipt % PACKET_IDS, at);
    }
    if (at > 0) this.#client.stream.write(bytes.subarray(0, at));
  }

  /** Drops the connection so that the broker sends again what was not acknowledged. */
  interrupt(): void {
    this.#client?.stream.destroy();
  }

  /** Leaves; the session stays with the broker. */
  async end(): Promise<void> {
    await this.#client?.endAsync();
  }

  #connectOptions(): IClientOptions {
    const { clientId, username, password, sessionExpirySeconds } = this.#options;
    return {
      protocolVersion: 5,
      clientId,
      clean: false,
      resubscribe: false,
      // Its own log formats something for every packet, whether anyone reads it or not.
      log: () => undefined,
      reconnectPeriod: this.#retryMs,
      reconnectOnConnackError: true,
      ...(username !== undefined && { username }),
      ...(password !== undefined && { password }),
      properties: { sessionExpiryInterval: sessionExpirySeconds, receiveMaximum: MOST_IN_FLIGHT },
    };
  }

  /** A session that the broker still has keeps its subscriptions; subscribing again is harmless and follows changed mappings. */
  async #subscribe(client: MqttClient, sessionPresent: boolean): Promise<void> {
    await client.subscribeAsync([...this.#options.filters], { qos: 1, rh: sessionPresent ? 1 : 0 });
  }

  #receive({ topic, payload, qos, messageId }: IPublishPacket, callback: (error?: Error) => void): void {
    const receipt = qos === 1 ? this.#connection * PACKET_IDS + messageId! : undefined;
    const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload;
    const wait = this.#listener.onMessage(topic, bytes, receipt);
    const answer = receipt !== undefined ? ACKNOWLEDGE_LATER : undefined;
    if (wait) void wait.then(() => callback(answer));
    else callback(answer);
  }

  #backOff(client: MqttClient, detail: string): void {
    if (client.disconnecting) return;
    this.#listener.onTrouble(`${detail}; trying again`);
    this.#retryMs = Math.min(this.#retryMs * 2, this.#options.retryMostMs);
    client.options.reconnectPeriod = this.#retryMs;
  }
}

/** Reason codes that no waiting mends (OASIS MQTT 5.0 §3.2.2.2): protocol, identifier, name or password, not authorised, banned. */
const REFUSALS = new Set([0x84, 0x85, 0x86, 0x87, 0x8a, 0x8c]);
const isRefusal = (error: Error & { code?: unknown }): boolean => REFUSALS.has(error.code as number);

/** mqtt.js hands over the SUBACK when the broker granted less than was asked for; a mere loss of connection has none. */
const isSubscriptionRefusal = (error: Error & { packet?: { cmd?: string } }): boolean => error.packet?.cmd === 'suback';
