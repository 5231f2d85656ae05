import type { Clock } from '../../../geodata/model/time.ts';
import type { Sink, Source, SourceState, SourceStatus } from '../../source.ts';
import { MqttDecoder } from './decode.ts';
import { type Authenticate, EmbeddedBroker } from './embedded-broker.ts';
import { Intake } from './intake.ts';
import type { MqttMapping } from './mapping.ts';

export interface EmbeddedMqttSourceOptions {
  readonly id: string;
  readonly host: string;
  /** Must be free when given; absent: 1883 or the next free one. */
  readonly port?: number | undefined;
  readonly largestPacket: number;
  readonly mappings: readonly MqttMapping[];
}

type Release = (error?: Error) => void;

/**
 * The broker inside the process. Messages are taken in before the broker acknowledges them, and the PUBACK (or, for QoS 2, the
 * PUBREC) waits for the commit: nothing that a device was told is safe lives in memory only. Other clients may subscribe as to any broker.
 */
export class EmbeddedMqttSource implements Source {
  readonly id: string;
  readonly #decoder: MqttDecoder;
  readonly #options: EmbeddedMqttSourceOptions;
  readonly #authenticate: Authenticate | undefined;
  #broker: EmbeddedBroker | undefined;
  #intake: Intake<Release> | undefined;
  #state: SourceState = 'stopped';

  /** @throws RangeError when a mapping is at fault. */
  constructor(options: EmbeddedMqttSourceOptions, clock: Clock, authenticate?: Authenticate) {
    this.id = options.id;
    this.#options = options;
    this.#authenticate = authenticate;
    this.#decoder = new MqttDecoder(clock, options.mappings);
  }

  /** The port it listens on; 0 before it was started. */
  get port(): number {
    return this.#broker?.port ?? 0;
  }

  /** @throws PortTakenError */
  async start(sink: Sink): Promise<void> {
    this.#state = 'starting';
    const { host, port, largestPacket } = this.#options;
    const intake = new Intake<Release>(sink, this.#decoder, (releases, failure) => {
      const error =
        failure === undefined ? undefined : new Error('the message could not be stored', { cause: failure });
      for (const release of releases) release(error);
    });
    const broker = new EmbeddedBroker({
      host,
      port,
      largestPacket,
      authenticate: this.#authenticate,
      onPublish: ({ topic, payload, qos }, done) => {
        if (!this.#decoder.concerns(topic)) return done();
        const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload;
        const wait = intake.take(topic, bytes, qos > 0 ? done : undefined);
        if (qos > 0) return;
        if (wait) void wait.then(() => done());
        else done();
      },
      onCutOff: (detail) =>
        sink.reject({ reason: 'bad_packet', detail: `a connection was cut off: ${detail}`, excerpt: '' }),
    });
    this.#intake = intake;
    this.#broker = broker;
    try {
      await broker.start();
      this.#state = 'running';
    } catch (error) {
      this.#state = 'failed';
      throw error;
    }
  }

  async stop(): Promise<void> {
    if (this.#state === 'stopped') return;
    this.#state = 'stopped';
    this.#broker?.stopListening();
    await this.#intake?.drained();
    await this.#broker?.close();
  }

  status(): SourceStatus {
    const read = { ...(this.#intake?.read ?? { messages: 0, bytes: 0 }), clients: this.#broker?.clients ?? 0 };
    return { state: this.#state, read };
  }
}
