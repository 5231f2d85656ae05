import type { Clock } from '../../../geodata/model/time.ts';
import { LONGEST_EXCERPT, type Observation, type Rejection } from '../../observation.ts';
import { decodeJson, excerptOf, isDecodeFault } from '../decode-json.ts';
import {
  type InputFault,
  isInputFault,
  type ReadingInput,
  readingInputFault,
  toNamedObservation,
} from '../observation-input.ts';
import { Mapping, type MqttMapping } from './mapping.ts';
import { SparkplugDecoder } from './sparkplug.ts';
import { isOwnTopic, OWN_FILTER, OWN_PREFIX, type OwnTopic, parseOwnTopic } from './topic.ts';

/** Payloads beyond it are refused, bytes. Ours, configurable. */
const LARGEST_PAYLOAD = 1024 * 1024;

/** Topics are few and come again and again; when there are more, the memory starts anew. Ours. */
const MOST_TOPICS = 50_000;

export interface DecodedSink {
  observation(observation: Observation): void;
  reject(rejection: Rejection): void;
}

/** From a topic and a payload to observations. Never throws: whatever is wrong becomes a rejection with a name. */
export class MqttDecoder {
  readonly #clock: Clock;
  readonly #mappings: readonly Mapping[];
  readonly #largestPayload: number;
  readonly #sparkplug = new SparkplugDecoder();
  readonly #topics = new Map<string, OwnTopic | InputFault>();

  /** @throws RangeError when a mapping is at fault. */
  constructor(clock: Clock, mappings: readonly MqttMapping[] = [], largestPayload = LARGEST_PAYLOAD) {
    this.#clock = clock;
    this.#mappings = mappings.map((mapping) => new Mapping(mapping));
    this.#largestPayload = largestPayload;
  }

  /** The topic filters that a client has to subscribe to. */
  get filters(): readonly string[] {
    return [OWN_FILTER, ...new Set(this.#mappings.map(({ pattern }) => pattern.filter))];
  }

  /** True when the topic is ours or mapped: anything else on a broker is none of our business. */
  concerns(topic: string): boolean {
    return topic.startsWith(OWN_PREFIX) || this.#mappings.some(({ pattern }) => pattern.match(topic));
  }

  decode(topic: string, payload: Buffer, sink: DecodedSink): void {
    if (payload.length > this.#largestPayload) {
      const detail = `the payload has ${payload.length} bytes; at most ${this.#largestPayload}`;
      sink.reject({ reason: 'too_large', detail, excerpt: excerptFor(topic, payload) });
    } else if (topic.startsWith(OWN_PREFIX)) this.#decodeOwn(topic, payload, sink);
    else this.#decodeForeign(topic, payload, sink);
  }

  #decodeOwn(topic: string, payload: Buffer, sink: DecodedSink): void {
    const parsed = this.#topicOf(topic);
    if (!isOwnTopic(parsed)) {
      refuse(sink, parsed, topic, payload);
      return;
    }
    const decoded = decodeJson(payload);
    if (isDecodeFault(decoded)) refuse(sink, decoded, topic, payload);
    else if (Array.isArray(decoded.json))
      for (const [index, each] of decoded.json.entries()) decodeReading(parsed, each, sink, topic, payload, index);
    else decodeReading(parsed, decoded.json, sink, topic, payload);
  }

  #decodeForeign(topic: string, payload: Buffer, sink: DecodedSink): void {
    for (const mapping of this.#mappings) {
      const captures = mapping.pattern.match(topic);
      if (!captures) continue;
      const decoded = mapping.format === 'sparkplug' ? this.#sparkplug.decode(topic, payload) : decodeJson(payload);
      if (isDecodeFault(decoded)) {
        refuse(sink, decoded, topic, payload);
        continue;
      }
      mapping.read(decoded.json, captures, this.#clock, (outcome) => {
        if (isInputFault(outcome)) refuse(sink, outcome, topic, payload);
        else sink.observation(outcome);
      });
    }
  }

  #topicOf(topic: string): OwnTopic | InputFault {
    const known = this.#topics.get(topic);
    if (known) return known;
    const parsed = parseOwnTopic(topic);
    if (this.#topics.size >= MOST_TOPICS) this.#topics.clear();
    this.#topics.set(topic, parsed);
    return parsed;
  }
}

function decodeReading(
  { thing, datastream }: OwnTopic,
  input: unknown,
  sink: DecodedSink,
  topic: string,
  payload: Buffer,
  index?: number,
): void {
  const outcome = readingInputFault(input) ?? toNamedObservation(thing, datastream, input as ReadingInput);
  if ('kind' in outcome) sink.observation(outcome);
  else refuse(sink, outcome, topic, payload, index);
}

function refuse(sink: DecodedSink, fault: InputFault, topic: string, payload: Buffer, position?: number): void {
  const excerpt = excerptFor(topic, payload);
  sink.reject({ reason: fault.reason, detail: fault.detail, excerpt, ...(position !== undefined && { position }) });
}

const excerptFor = (topic: string, payload: Buffer): string =>
  `${topic.slice(0, 200)} ${excerptOf(payload)}`.slice(0, LONGEST_EXCERPT);
