import { z } from 'zod';
import { THING_KINDS, type ThingKindName } from '../../../geodata/model/thing-kinds.ts';
import type { Clock } from '../../../geodata/model/time.ts';
import type { Attributes, Observation } from '../../observation.ts';
import { type InputFault, isInputFault, toObservation } from '../observation-input.ts';
import { parseForeignTime, TIME_FORMATS, type TimeFormat } from './foreign-time.ts';
import { JsonPath, type PathMatch } from './json-path.ts';
import { TopicPattern } from './topic.ts';

const path = z.string().regex(/^\$/, 'must begin with $');

/** One entry of `mqtt.mappings` in `vantage.yaml`: how a foreign payload becomes observations. */
export const mqttMapping = z.strictObject({
  topic: z.string().min(1).describe('topic filter; what + and # stand for is {1}, {2}, … in the templates below'),
  format: z
    .enum(['json', 'sparkplug'])
    .default('json')
    .describe('how payloads are written; Sparkplug B becomes {timestamp, metrics: [{name, value, timestamp}]}'),
  each: path
    .default('$')
    .describe(
      'path to the part, or with wildcards the parts, that readings are taken from; {key1}, {key2}, … is what its wildcards stood for, {key} the last of them',
    ),
  thing: z
    .string()
    .min(1)
    .describe('template of the thing id, e.g. "zigbee-{1}" or "{$.Device}" (a path within the part)'),
  kind: z
    .enum(Object.keys(THING_KINDS) as [ThingKindName, ...ThingKindName[]])
    .optional()
    .describe('kind of the things, when their datastreams do not tell'),
  time: path
    .optional()
    .describe(
      'path to the time, within the part; absent: the time of arrival, so that a message delivered twice is two readings',
    ),
  timeFrom: z
    .enum(['part', 'message'])
    .default('part')
    .describe('whether the path to the time starts at the part or at the whole message'),
  timeFormat: z
    .enum(TIME_FORMATS)
    .default('iso')
    .describe('iso (with offset), epoch_ms, epoch_s, or local (no offset: see timeZone)'),
  timeZone: z.string().default('UTC').describe('IANA time zone of times without an offset'),
  readings: z
    .array(
      z.strictObject({
        datastream: z
          .string()
          .min(1)
          .describe('template of the datastream; {field} is what the last wildcard of value stood for'),
        value: path.describe(
          'path to the number, within the part; anything else there than a number, a boolean or a text of `values` is no reading',
        ),
        unit: z.string().optional().describe("unit of the value, converted to the datastream's own"),
        values: z.record(z.string(), z.number()).optional().describe('what texts mean, e.g. {ON: 1, OFF: 0}'),
      }),
    )
    .min(1),
});

export type MqttMapping = z.infer<typeof mqttMapping>;

interface Reading {
  readonly datastream: string;
  readonly value: JsonPath;
  readonly unit: string | undefined;
  readonly values: Readonly<Record<string, number>> | undefined;
}

/** A mapping made ready: paths and patterns read once. */
export class Mapping {
  readonly pattern: TopicPattern;
  readonly format: MqttMapping['format'];
  readonly #each: JsonPath;
  readonly #thing: string;
  readonly #attrs: Attributes | undefined;
  readonly #time: JsonPath | undefined;
  readonly #timeFrom: 'part' | 'message';
  readonly #timeFormat: TimeFormat;
  readonly #timeZone: string;
  readonly #readings: readonly Reading[];

  /** @throws RangeError that names the topic pattern, path or zone at fault. */
  constructor(config: MqttMapping) {
    this.pattern = new TopicPattern(config.topic);
    this.format = config.format;
    this.#each = new JsonPath(config.each);
    this.#thing = config.thing;
    this.#attrs = config.kind && { kind: config.kind };
    this.#time = config.time === undefined ? undefined : new JsonPath(config.time);
    this.#timeFrom = config.timeFrom;
    this.#timeFormat = config.timeFormat;
    this.#timeZone = config.timeZone;
    if (!isTimeZone(config.timeZone)) throw new RangeError(`timeZone ${config.timeZone} is no IANA time zone`);
    this.#readings = config.readings.map(({ datastream, value, unit, values }) => ({
      datastream,
      value: new JsonPath(value),
      unit,
      values,
    }));
  }

  /** Pushes what the payload, already decoded, holds. One without any reading is not at fault: devices also say that they are there. */
  read(
    message: unknown,
    captures: readonly string[],
    clock: Clock,
    push: (outcome: Observation | InputFault) => void,
  ): void {
    for (const part of this.#each.matches(message)) this.#decodePart(part, message, captures, clock, push);
  }

  #decodePart(
    part: PathMatch,
    message: unknown,
    captures: readonly string[],
    clock: Clock,
    push: (outcome: Observation | InputFault) => void,
  ): void {
    const variables: Variables = { captures, keys: part.keys, part: part.value };
    const thing = fill(this.#thing, variables);
    let time: number | undefined;
    for (const reading of this.#readings) {
      for (const match of reading.value.matches(part.value)) {
        const value = toNumber(match.value, reading.values);
        if (value === undefined) continue;
        time ??= this.#timeOf(this.#timeFrom === 'part' ? part.value : message, clock);
        if (time === undefined) {
          push({
            reason: 'bad_time',
            detail: `the mapping of ${this.pattern.filter} finds no good time (${this.#timeFormat})`,
          });
          return;
        }
        const datastream = fill(reading.datastream, { ...variables, field: match.keys.at(-1) });
        push(withAttributes(toObservation(thing, datastream, { time, value, unit: reading.unit }), this.#attrs));
      }
    }
  }

  #timeOf(from: unknown, clock: Clock): number | undefined {
    return this.#time ? parseForeignTime(this.#time.first(from), this.#timeFormat, this.#timeZone) : clock.now();
  }
}

interface Variables {
  readonly captures: readonly string[];
  readonly keys: readonly string[];
  readonly part: unknown;
  readonly field?: string | undefined;
}

/** `{1}`, `{key}`, `{key1}`, `{field}` and `{$.path}`, trimmed and with what names may not hold replaced. What is not there leaves nothing. */
function fill(template: string, { captures, keys, part, field }: Variables): string {
  return template
    .replace(/\{([^{}]+)\}/g, (_, name: string) => {
      if (name === 'key') return keys.at(-1) ?? '';
      if (/^key\d+$/.test(name)) return keys[Number(name.slice(3)) - 1] ?? '';
      if (name === 'field') return field ?? '';
      if (/^\d+$/.test(name)) return captures[Number(name) - 1] ?? '';
      const value = name.startsWith('$') ? new JsonPath(name).first(part) : undefined;
      return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
    })
    .replace(/[/+#]/g, '-')
    .trim();
}

function toNumber(value: unknown, values: Readonly<Record<string, number>> | undefined): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'string' && values && Object.hasOwn(values, value) ? values[value] : undefined;
}

const withAttributes = (outcome: Observation | InputFault, attrs: Attributes | undefined): Observation | InputFault =>
  attrs && !isInputFault(outcome) ? { ...outcome, attrs: { ...outcome.attrs, ...attrs } } : outcome;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
