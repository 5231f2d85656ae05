import { z } from 'zod';
import type { Clock } from '../../../geodata/model/time.ts';
import type { Source } from '../../source.ts';
import type { Authenticate } from './embedded-broker.ts';
import { EmbeddedMqttSource } from './embedded-mqtt-source.ts';
import { mqttMapping } from './mapping.ts';
import { MqttSource } from './mqtt-source.ts';

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be 1–64 of a–z, 0–9 and -');
const mappings = z.array(mqttMapping).default([]).describe('how foreign payloads become observations');

const broker = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('embedded'),
    id: id.default('mqtt'),
    host: z.string().min(1).default('127.0.0.1').describe('address to bind'),
    port: z.int().min(0).max(65_535).optional().describe('must be free; absent: 1883 or the next free one'),
    largestPacket: z
      .int()
      .min(1024)
      .max(268_435_455)
      .default(16 * 1024 * 1024)
      .describe('bytes of one packet at most; a client that sends more is cut off'),
    mappings,
  }),
  z.strictObject({
    kind: z.literal('client'),
    id: id.default('mqtt'),
    url: z.string().regex(/^(mqtts?|wss?):\/\//, 'must start with mqtt://, mqtts://, ws:// or wss://'),
    clientId: z.string().min(1).max(128).default('vantage').describe('the broker keeps our session under this name'),
    username: z.string().optional(),
    password: z.string().optional(),
    shareGroup: z
      .string()
      .regex(/^[^/+#]+$/)
      .optional()
      .describe('name of a shared subscription, for several ingesters'),
    sessionExpirySeconds: z
      .int()
      .min(0)
      .max(4_294_967_295)
      .default(7 * 24 * 3600)
      .describe('how long the broker keeps what we have not acknowledged while we are away'),
    retryFirstMs: z.int().min(1).default(500).describe('first pause before connecting again'),
    retryMostMs: z.int().min(1).default(30_000).describe('longest pause before connecting again'),
    mappings,
  }),
]);

export type MqttConfig = z.infer<typeof broker>;

/** MQTT: the broker inside the process, or an outside one. */
export const mqttDescriptor = {
  id: 'mqtt',
  config: broker,
  /** `authenticate` guards the embedded broker; an outside one guards itself. @throws RangeError when a mapping is at fault. */
  create: (config: MqttConfig, clock: Clock, authenticate?: Authenticate): Source =>
    config.kind === 'embedded' ? new EmbeddedMqttSource(config, clock, authenticate) : new MqttSource(config, clock),
} as const;
