import type { Clock } from '../../../geodata/model/time.ts';
import type { Sink, Source, SourceState, SourceStatus } from '../../source.ts';
import { AcknowledgingClient, type PacketReceipt } from './acknowledging-client.ts';
import { MqttDecoder } from './decode.ts';
import { Intake } from './intake.ts';
import type { MqttMapping } from './mapping.ts';

export interface MqttSourceOptions {
  readonly id: string;
  readonly url: string;
  readonly clientId: string;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  /** Several processes of one group share the messages (OASIS MQTT 5.0 §4.8.2); order is then kept within one of them only. */
  readonly shareGroup?: string | undefined;
  readonly sessionExpirySeconds: number;
  readonly retryFirstMs: number;
  readonly retryMostMs: number;
  readonly mappings: readonly MqttMapping[];
}

/** An outside MQTT 5 broker. QoS 1 messages are acknowledged after they are durable, so that neither we nor the broker can lose them. */
export class MqttSource implements Source {
  readonly id: string;
  readonly #options: MqttSourceOptions;
  readonly #decoder: MqttDecoder;
  #client: AcknowledgingClient | undefined;
  #intake: Intake<PacketReceipt> | undefined;
  #state: SourceState = 'stopped';
  #detail: string | undefined;

  /** @throws RangeError when a mapping is at fault. */
  constructor(options: MqttSourceOptions, clock: Clock) {
    this.id = options.id;
    this.#options = options;
    this.#decoder = new MqttDecoder(clock, options.mappings);
  }

  async start(sink: Sink, signal: AbortSignal): Promise<void> {
    this.#become('starting');
    const { url, shareGroup } = this.#options;
    const filters = this.#decoder.filters.map((filter) => (shareGroup ? `$share/${shareGroup}/${filter}` : filter));
    const client = new AcknowledgingClient(
      { ...this.#options, filters },
      {
        onMessage: (topic, payload, receipt) => intake.take(topic, payload, receipt),
        onConnected: () => this.#become('running'),
        onTrouble: (detail) => this.#become('reconnecting', `${withoutSecrets(url)}: ${detail}`),
      },
    );
    const intake = new Intake<PacketReceipt>(sink, this.#decoder, (receipts, failure) => {
      if (failure === undefined) client.acknowledge(receipts);
      else if (this.#state === 'running') client.interrupt();
    });
    this.#client = client;
    this.#intake = intake;
    try {
      await client.connect(signal);
    } catch (error) {
      if (signal.aborted) this.#become('stopped');
      else this.#become('failed', `${withoutSecrets(url)}: ${error instanceof Error ? error.message : error}`);
      await client.end();
      throw error;
    }
  }

  async stop(): Promise<void> {
    if (this.#state === 'stopped') return;
    await this.#intake?.drained();
    this.#become('stopped');
    await this.#client?.end();
  }

  status(): SourceStatus {
    const read = this.#intake?.read ?? { messages: 0, bytes: 0 };
    return { state: this.#state, read, ...(this.#detail !== undefined && { detail: this.#detail }) };
  }

  #become(state: SourceState, detail?: string): void {
    this.#state = state;
    this.#detail = detail;
  }
}

/** For people's eyes: no name or password. */
const withoutSecrets = (url: string): string => url.replace(/\/\/[^@/]*@/, '//');
