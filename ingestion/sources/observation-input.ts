import { nameFault, type ThingId } from '../../geodata/model/ids.ts';
import { parseTime } from '../../geodata/model/time.ts';
import type { Attributes, Observation, Quality } from '../observation.ts';

/** One reading as outsiders write it, in a body of `POST /observations` or as an MQTT payload; there the topic names thing and datastream. */
export interface ReadingInput {
  /** RFC 3339 with an offset, or epoch milliseconds. */
  readonly time: string | number;
  readonly value: number;
  readonly unit?: string | undefined;
  readonly quality?: Quality | undefined;
  readonly attrs?: Attributes | undefined;
}

export interface ObservationInput extends ReadingInput {
  readonly thing: string;
  readonly datastream: string;
}

/** Why an input cannot become an observation: a stable code for counting, and a sentence that names the field and the fix. */
export interface InputFault {
  readonly reason: string;
  readonly detail: string;
}

const fault = (reason: string, detail: string): InputFault => ({ reason, detail });

export const isInputFault = (outcome: Observation | InputFault): outcome is InputFault => 'reason' in outcome;

type Fields = Readonly<Record<string, unknown>>;

/**
 * The shape of one element of `POST /observations`, by hand because it runs for every reading. It accepts exactly what
 * `observationInput` of the API's contract accepts; a test proves that they agree.
 */
export function observationInputFault(input: unknown): InputFault | undefined {
  if (!isFields(input)) return fault('wrong_type', `an observation is an object, not ${nameOfType(input)}`);
  return textFault(input, 'thing') ?? textFault(input, 'datastream') ?? readingFieldsFault(input);
}

/** The same for an MQTT payload. */
export function readingInputFault(input: unknown): InputFault | undefined {
  if (!isFields(input)) return fault('wrong_type', `a reading is an object, not ${nameOfType(input)}`);
  return readingFieldsFault(input);
}

/** Shape already checked; what is left are names and times. */
export function toObservation(thing: string, datastream: string, input: ReadingInput): Observation | InputFault {
  const badThing = nameFault(thing);
  if (badThing) return fault('bad_name', `thing ${shorten(thing)} ${badThing}`);
  const badDatastream = nameFault(datastream);
  if (badDatastream) return fault('bad_name', `datastream ${shorten(datastream)} ${badDatastream}`);
  return toNamedObservation(thing as ThingId, datastream, input);
}

/** The same for names that are known to be good. `unit` travels in `attrs` until the pipeline knows the datastream's own. */
export function toNamedObservation(thing: ThingId, datastream: string, input: ReadingInput): Observation | InputFault {
  const time = parseTime(input.time);
  if (time === undefined)
    return fault('bad_time', `time ${shorten(input.time)} is neither RFC 3339 with an offset nor epoch milliseconds`);
  const attrs = input.unit === undefined ? input.attrs : { ...input.attrs, unit: input.unit };
  const { value, quality = 'good' } = input;
  return attrs
    ? { kind: 'observation', thing, datastream, time, value, quality, attrs }
    : { kind: 'observation', thing, datastream, time, value, quality };
}

function readingFieldsFault(input: Fields): InputFault | undefined {
  const { time, value, unit, quality } = input;
  if (time === undefined)
    return fault('missing_time', 'time is missing; send RFC 3339 with an offset or epoch milliseconds');
  if (typeof time !== 'string' && !isFiniteNumber(time)) return wrongType('time', 'a string or a number', time);
  if (value === undefined) return fault('missing_value', 'value is missing; send a number');
  if (typeof value !== 'number') return wrongType('value', 'a number', value);
  if (!Number.isFinite(value)) return fault('not_finite', `value is ${value}; send a finite number`);
  if (unit !== undefined && typeof unit !== 'string') return wrongType('unit', 'a string', unit);
  if (quality !== undefined && quality !== 'good' && quality !== 'suspect' && quality !== 'bad')
    return fault('wrong_type', `quality is ${shorten(quality)}; one of good, suspect, bad`);
  return attributesFault(input.attrs);
}

function attributesFault(attrs: unknown): InputFault | undefined {
  if (attrs === undefined) return undefined;
  if (!isFields(attrs)) return wrongType('attrs', 'an object', attrs);
  for (const key of Object.keys(attrs)) {
    const value = attrs[key];
    if (key === '__proto__' || typeof value === 'string' || typeof value === 'boolean' || isFiniteNumber(value))
      continue;
    return wrongType(`attrs.${shorten(key)}`, 'a string, a finite number or a boolean', value);
  }
  return undefined;
}

function textFault(input: Fields, field: string): InputFault | undefined {
  const value = input[field];
  if (value === undefined) return fault(`missing_${field}`, `${field} is missing`);
  return typeof value === 'string' ? undefined : wrongType(field, 'a string', value);
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isFiniteNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

const wrongType = (field: string, wanted: string, value: unknown): InputFault =>
  fault('wrong_type', `${field} is ${nameOfType(value)}; send ${wanted}`);

const nameOfType = (value: unknown): string =>
  value === null
    ? 'null'
    : Array.isArray(value)
      ? 'an array'
      : typeof value === 'number'
        ? String(value)
        : typeof value;

/** Long enough to recognise, short enough for a log line. Never walks into what it shows. */
const shorten = (value: unknown): string => {
  if (typeof value === 'object') return nameOfType(value);
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= 60 ? text : `${text.slice(0, 60)}…`;
};
