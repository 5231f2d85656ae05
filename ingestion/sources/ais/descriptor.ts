import { createReadStream } from 'node:fs';
import { z } from 'zod';
import type { Clock } from '../../../geodata/model/time.ts';
import type { Source } from '../../source.ts';
import { aisStreamSource } from './stream-source.ts';
import { AisTcpSource } from './tcp-source.ts';
import { AisUdpSource } from './udp-source.ts';

const port = z.int().min(1).max(65_535);
const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be 1–64 of a–z, 0–9 and -');

const endpoint = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('file'),
    id,
    path: z.string().min(1),
    /** How many times faster than the log's own time, or as fast as it can be stored. */
    speed: z.union([z.literal('max'), z.number().positive()]).default(1),
  }),
  z.strictObject({
    kind: z.literal('tcp'),
    id,
    host: z.string().min(1),
    port,
    firstRetryMs: z.int().min(1).default(1000),
    longestRetryMs: z.int().min(1).default(30_000),
  }),
  z.strictObject({
    kind: z.literal('udp'),
    id,
    host: z.string().min(1).default('127.0.0.1'),
    port: port.or(z.literal(0)),
  }),
]);

const config = z.array(endpoint).default([]);

export type AisEndpoint = z.infer<typeof endpoint>;

function sourceOf(options: AisEndpoint, clock: Clock): Source {
  switch (options.kind) {
    case 'file':
      return aisStreamSource({ ...options, clock, open: (signal) => createReadStream(options.path, { signal }) });
    case 'tcp':
      return new AisTcpSource({ ...options, clock });
    case 'udp':
      return new AisUdpSource({ ...options, clock });
  }
}

/** AIS: NMEA 0183 VDM and VDO sentences from files, TCP servers and UDP senders. */
export const aisDescriptor = {
  id: 'ais',
  /** A list of endpoints, each of which becomes a source of its own. */
  config,
  create: (endpoints: readonly AisEndpoint[], clock: Clock): Source[] => endpoints.map((each) => sourceOf(each, clock)),
} as const;
