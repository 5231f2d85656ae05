import type { Decoded } from '../decode-json.ts';
import { type ProtobufField, readFields } from './protobuf-reader.ts';

/** What a birth certificate says of a metric; later messages may name it by its alias only. */
interface Metric {
  name: string | undefined;
  alias: bigint | undefined;
  datatype: number;
  timestamp: number | undefined;
  isNull: boolean;
  value: ProtobufField | undefined;
}

/** Field numbers of `sparkplug_b.proto` (Eclipse Sparkplug 3.0.0, §6.4). */
const PAYLOAD = { timestamp: 1, metrics: 2 } as const;
const METRIC = {
  name: 1,
  alias: 2,
  timestamp: 3,
  datatype: 4,
  isNull: 7,
  int: 10,
  long: 11,
  float: 12,
  double: 13,
  boolean: 14,
  string: 15,
} as const;
/** Widths in bits of the signed types Int8, Int16, Int32 and Int64 (§6.4.16). */
const SIGNED_BITS: Readonly<Record<number, number>> = { 1: 8, 2: 16, 3: 32, 4: 64 };

/** Devices whose aliases are remembered; the memory starts anew beyond it. Ours. */
const MOST_DEVICES = 10_000;

/**
 * Sparkplug B payloads as JSON: `{timestamp, metrics: [{name, value, timestamp}]}`, times in epoch ms. Aliases are resolved from the
 * birth certificates seen since the start; metrics of a device whose birth was not seen have no name and are left out as `unknown_alias`.
 */
export class SparkplugDecoder {
  readonly #aliases = new Map<string, Map<bigint, { name: string; datatype: number }>>();

  decode(topic: string, payload: Buffer): Decoded {
    const metrics: { readonly name: string; readonly value: unknown; readonly timestamp: number | undefined }[] = [];
    let timestamp: number | undefined;
    let hasNameless = false;
    try {
      for (const { number, value } of readFields(payload)) {
        if (number === PAYLOAD.timestamp && typeof value === 'bigint') timestamp = Number(value);
        if (number !== PAYLOAD.metrics || typeof value === 'bigint') continue;
        const metric = this.#named(topic, readMetric(value));
        if (metric.name === undefined) hasNameless = true;
        else metrics.push({ name: metric.name, value: readValue(metric), timestamp: metric.timestamp });
      }
    } catch (error) {
      return { reason: 'bad_sparkplug', detail: `not Sparkplug B: ${(error as Error).message}` };
    }
    if (hasNameless && metrics.length === 0)
      return {
        reason: 'unknown_alias',
        detail: 'metrics have aliases of a birth certificate that was not seen; ask the node for a rebirth',
      };
    // The payload's own time stands in where a metric has none.
    return {
      json: { timestamp, metrics: metrics.map((metric) => ({ ...metric, timestamp: metric.timestamp ?? timestamp })) },
    };
  }

  #named(topic: string, metric: Metric): Metric {
    if (metric.alias === undefined) return metric;
    // spBv1.0/<group>/<type>/<node>[/<device>]: the type is no part of who speaks.
    const [, group, , ...speaker] = topic.split('/');
    const device = [group, ...speaker].join('/');
    let known = this.#aliases.get(device);
    if (metric.name !== undefined) {
      if (!known) {
        if (this.#aliases.size >= MOST_DEVICES) this.#aliases.clear();
        known = new Map();
        this.#aliases.set(device, known);
      }
      known.set(metric.alias, { name: metric.name, datatype: metric.datatype });
      return metric;
    }
    const birth = known?.get(metric.alias);
    return birth ? { ...metric, name: birth.name, datatype: metric.datatype || birth.datatype } : metric;
  }
}

function readMetric(bytes: Buffer): Metric {
  const metric: Metric = {
    name: undefined,
    alias: undefined,
    datatype: 0,
    timestamp: undefined,
    isNull: false,
    value: undefined,
  };
  for (const field of readFields(bytes)) {
    const { number, value } = field;
    if (number === METRIC.name && typeof value !== 'bigint') metric.name = value.toString('utf8');
    else if (number === METRIC.alias && typeof value === 'bigint') metric.alias = value;
    else if (number === METRIC.timestamp && typeof value === 'bigint') metric.timestamp = Number(value);
    else if (number === METRIC.datatype && typeof value === 'bigint') metric.datatype = Number(value);
    else if (number === METRIC.isNull) metric.isNull = value === 1n;
    else if (number >= METRIC.int && number <= METRIC.string) metric.value = field;
  }
  return metric;
}

function readValue({ value: field, datatype, isNull }: Metric): number | boolean | string | undefined {
  if (!field || isNull) return undefined;
  const { number, value } = field;
  if (typeof value === 'bigint') {
    if (number === METRIC.boolean) return value !== 0n;
    const bits = SIGNED_BITS[datatype];
    return Number(bits === undefined ? value : BigInt.asIntN(bits, value));
  }
  if (number === METRIC.float && value.length === 4) return value.readFloatLE();
  if (number === METRIC.double && value.length === 8) return value.readDoubleLE();
  return number === METRIC.string ? value.toString('utf8') : undefined;
}
