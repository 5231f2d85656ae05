import { nameFault, type ThingId } from '../../../geodata/model/ids.ts';
import type { InputFault } from '../observation-input.ts';

/** Our own topics: `vantage/v1/<thing>/<datastream>`. */
export const OWN_PREFIX = 'vantage/v1/';

/** What {@link OWN_PREFIX} looks like to a broker. */
export const OWN_FILTER = `${OWN_PREFIX}+/+`;

/** Longer topics are refused; MQTT itself allows 65,535 bytes (OASIS MQTT 5.0 §1.5.4). Ours. */
const LONGEST_TOPIC = 1024;

export interface OwnTopic {
  readonly thing: ThingId;
  readonly datastream: string;
}

export const isOwnTopic = (parsed: OwnTopic | InputFault): parsed is OwnTopic => 'thing' in parsed;

/** Thing and datastream of a topic that begins with {@link OWN_PREFIX}, or what is wrong with it. */
export function parseOwnTopic(topic: string): OwnTopic | InputFault {
  if (topic.length > LONGEST_TOPIC) return badTopic(`has ${topic.length} characters; at most ${LONGEST_TOPIC}`);
  if (topic.includes('\ufffd'))
    return { reason: 'invalid_utf8', detail: 'the topic is not valid UTF-8 (OASIS MQTT 5.0 §1.5.4)' };
  const [, , thing = '', datastream = '', ...rest] = topic.split('/');
  if (rest.length > 0) return badTopic(`has too many levels; send to ${OWN_PREFIX}<thing>/<datastream>`);
  const badThing = nameFault(thing);
  if (badThing) return badTopic(`: the thing ${badThing}`);
  const badDatastream = nameFault(datastream);
  if (badDatastream) return badTopic(`: the datastream ${badDatastream}`);
  return { thing: thing as ThingId, datastream };
}

const badTopic = (what: string): InputFault => ({ reason: 'bad_topic', detail: `the topic ${what}` });

/** Matches topics against one filter with the wildcards of MQTT (`+` one level, `#` the rest; OASIS MQTT 5.0 §4.7) and keeps what they stood for. */
export class TopicPattern {
  readonly filter: string;
  readonly #levels: readonly string[];

  /** @throws RangeError when `filter` is no valid filter. */
  constructor(filter: string) {
    const levels = filter.split('/');
    const isBad = levels.some(
      (level, at) => (level.length > 1 && /[+#]/.test(level)) || (level === '#' && at !== levels.length - 1),
    );
    if (filter === '' || isBad)
      throw new RangeError(`topic ${JSON.stringify(filter)}: + and # stand for whole levels, # only for the last`);
    this.filter = filter;
    this.#levels = levels;
  }

  /** What the wildcards stood for, in order, or `undefined` when the topic is another. */
  match(topic: string): readonly string[] | undefined {
    const levels = topic.split('/');
    const captures: string[] = [];
    for (const [at, level] of this.#levels.entries()) {
      if (level === '#') return [...captures, levels.slice(at).join('/')];
      const actual = levels[at];
      if (actual === undefined) return undefined;
      if (level === '+') captures.push(actual);
      else if (level !== actual) return undefined;
    }
    return levels.length === this.#levels.length ? captures : undefined;
  }
}
