import { datastreamKind, type ThingKindName } from '../../geodata/model/thing-kinds.ts';
import type { Attributes, Message, Observation, Position, ThingDescription } from '../observation.ts';
import { convertUnit } from './convert-unit.ts';
import { type Fault, fault } from './fault.ts';
import { detectionFault, reportFault, warningFault } from './told-fault.ts';

export const isFault = (outcome: Message | Fault): outcome is Fault => 'reason' in outcome;

/** The speed field of an AIS report ends at 102.2 kn (ITU-R M.1371-5 table 48), that of a SAR aircraft at 1 022 kn (table 52). */
const FASTEST_KN = 1022;

/** A year. Ours: what reports less often than that cannot be told from what is broken. */
const LONGEST_INTERVAL_S = 366 * 86_400;

/**
 * The message as it may go on, in the datastream's own unit, or what is wrong with it.
 * @param latest event time, epoch ms, that no message may pass: now plus the tolerance for clocks that run ahead.
 */
export function validate(message: Message, kind: ThingKindName, latest: number): Message | Fault {
  const { time } = message;
  if (!Number.isFinite(time)) return fault('bad_time', `time is ${time}; send RFC 3339 or epoch milliseconds`);
  if (time > latest)
    return fault('far_future', `time ${iso(time)} lies ahead of ${iso(latest)}; check the sender's clock and its zone`);
  if (time < 0) return fault('absurd_past', `time ${iso(time)} lies before 1970; is it a clock that was never set?`);
  switch (message.kind) {
    case 'observation':
      return validateObservation(message, kind);
    case 'position':
      return positionFault(message) ?? message;
    case 'thing':
      return descriptionFault(message) ?? message;
    case 'detection':
      return detectionFault(message) ?? message;
    case 'report':
      return reportFault(message) ?? message;
    case 'warning':
      return warningFault(message) ?? message;
  }
}

function validateObservation(message: Observation, kind: ThingKindName): Message | Fault {
  const { value, attrs, datastream } = message;
  if (!Number.isFinite(value)) return fault('not_finite', `value is ${value}; send a finite number`);
  const declared = datastreamKind(kind, datastream);
  const text = attrs && textFault(attrs);
  if (text) return text;
  if (attrs?.unit === undefined || !declared) return rangeFault(value, datastream, declared) ?? message;
  const converted = convertUnit(value, String(attrs.unit), declared.unit);
  if (converted === undefined)
    return fault(
      'unit',
      `unit ${JSON.stringify(attrs.unit)} is not ${declared.unit}, the unit of ${kind}/${datastream}, nor convertible to it`,
    );
  return rangeFault(converted, datastream, declared) ?? withoutUnit(message, converted);
}

function rangeFault(value: number, datastream: string, declared: ReturnType<typeof datastreamKind>): Fault | undefined {
  if (!declared || (value >= declared.min && value <= declared.max)) return undefined;
  const { min, max, unit } = declared;
  return fault('out_of_range', `value ${value} ${unit} of ${datastream} lies outside ${min} to ${max} ${unit}`);
}

/** The unit is the datastream's own from here on, so it need not travel with every row. */
function withoutUnit({ attrs, ...message }: Observation, value: number): Observation {
  const { unit: _, ...rest } = attrs ?? {};
  return Object.keys(rest).length > 0 ? { ...message, value, attrs: rest } : { ...message, value };
}

function positionFault(message: Position): Fault | undefined {
  const { lon, lat, speedKn, courseDeg, headingDeg } = message;
  if (!(lon >= -180 && lon <= 180)) return fault('out_of_range', `lon is ${lon}; degrees from -180 to 180`);
  if (!(lat >= -90 && lat <= 90)) return fault('out_of_range', `lat is ${lat}; degrees from -90 to 90`);
  if (speedKn !== undefined && !(speedKn >= 0 && speedKn <= FASTEST_KN))
    return fault('out_of_range', `speedKn is ${speedKn}; knots from 0 to ${FASTEST_KN}`);
  if (courseDeg !== undefined && !(courseDeg >= 0 && courseDeg < 360))
    return fault('out_of_range', `courseDeg is ${courseDeg}; degrees from 0 to below 360`);
  if (headingDeg !== undefined && !(headingDeg >= 0 && headingDeg < 360))
    return fault('out_of_range', `headingDeg is ${headingDeg}; degrees from 0 to below 360`);
  return undefined;
}

function descriptionFault(message: ThingDescription): Fault | undefined {
  const { lon, lat, name, department, intervalS, attrs } = message;
  if (lon !== undefined && !(lon >= -180 && lon <= 180)) return fault('out_of_range', `lon is ${lon}`);
  if (lat !== undefined && !(lat >= -90 && lat <= 90)) return fault('out_of_range', `lat is ${lat}`);
  if (name?.includes('\0')) return fault('bad_text', 'name has a NUL character');
  if (department?.includes('\0')) return fault('bad_text', 'department has a NUL character');
  if (intervalS !== undefined && !(intervalS > 0 && intervalS <= LONGEST_INTERVAL_S))
    return fault('out_of_range', `intervalS is ${intervalS}; seconds above 0, at most ${LONGEST_INTERVAL_S}`);
  return attrs && textFault(attrs);
}

/** PostgreSQL has no way to keep a NUL in text ("Character Types", §8.3), and infinities are not JSON. */
function textFault(attrs: Attributes): Fault | undefined {
  for (const key in attrs) {
    const value = attrs[key];
    if (key.includes('\0') || (typeof value === 'string' && value.includes('\0')))
      return fault('bad_text', `attrs.${key.replaceAll('\0', '\\0')} has a NUL character`);
    if (typeof value === 'number' && !Number.isFinite(value)) return fault('not_finite', `attrs.${key} is ${value}`);
  }
  return undefined;
}

const iso = (time: number): string => (Math.abs(time) <= 8.64e15 ? new Date(time).toISOString() : String(time));
