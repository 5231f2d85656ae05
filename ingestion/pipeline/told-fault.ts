import type { DetectedGroup, Detection, Report, Warning } from '../observation.ts';
import { type Fault, fault } from './fault.ts';

/** Bounds of ours, wide on purpose: more is no message but an attack or a broken sender. */
const LONGEST_ID = 128;
/** A CAP alert's identifier and sender have no bound of their own; together with a number they name a warning. */
const LONGEST_WARNING_ID = 600;
const LONGEST_WORD = 200;
const LONGEST_TEXT = 10_000;
const MOST_GROUPS = 1_000;
/** No camera counts more at once. */
const MOST_SEEN = 1_000_000;

const CHANNELS: ReadonlySet<string> = new Set<Report['channel']>(['12345', 'app', 'patrol']);
const STATUSES: ReadonlySet<string> = new Set<Warning['status']>(['alert', 'update', 'cancel']);
const SEVERITIES: ReadonlySet<string> = new Set<Warning['severity']>([
  'extreme',
  'severe',
  'moderate',
  'minor',
  'unknown',
]);

export function detectionFault({ groups }: Detection): Fault | undefined {
  if (groups.length > MOST_GROUPS)
    return fault('too_long', `groups has ${groups.length} entries; ${MOST_GROUPS} at most`);
  for (const [index, group] of groups.entries()) {
    const found = groupFault(group, `groups[${index}]`);
    if (found) return found;
  }
  return undefined;
}

function groupFault({ class: name, n, maxScore, zone, positions }: DetectedGroup, at: string): Fault | undefined {
  if (!(Number.isInteger(n) && n >= 1 && n <= MOST_SEEN))
    return fault('out_of_range', `${at}.n is ${n}; a whole number from 1 to ${MOST_SEEN}`);
  if (!(maxScore > 0 && maxScore <= 1))
    return fault('out_of_range', `${at}.maxScore is ${maxScore}; above 0, at most 1`);
  const outside = positions?.findIndex(([lon, lat]) => rangeFault(lon, lat, at) !== undefined) ?? -1;
  return (
    textFault(name, `${at}.class`, LONGEST_WORD) ??
    (zone === undefined ? undefined : textFault(zone, `${at}.zone`, LONGEST_ID)) ??
    (outside < 0
      ? undefined
      : rangeFault(positions![outside]![0], positions![outside]![1], `${at}.positions[${outside}]`))
  );
}

export function reportFault({ id, channel, text, category, matterCode, lon, lat }: Report): Fault | undefined {
  if (!CHANNELS.has(channel)) return fault('bad_value', `channel is ${shown(channel)}; one of ${list(CHANNELS)}`);
  if ((lon === undefined) !== (lat === undefined))
    return fault('half_position', `${lon === undefined ? 'lon' : 'lat'} is absent; send both or neither`);
  return (
    textFault(id, 'id', LONGEST_ID) ??
    textFault(text, 'text', LONGEST_TEXT) ??
    (category === undefined ? undefined : textFault(category, 'category', LONGEST_WORD)) ??
    (matterCode === undefined ? undefined : textFault(matterCode, 'matterCode', LONGEST_WORD)) ??
    (lon === undefined || lat === undefined ? undefined : rangeFault(lon, lat, 'position'))
  );
}

export function warningFault(warning: Warning): Fault | undefined {
  const { id, status, event, severity, grade, headline, area, replaces = [] } = warning;
  if (!STATUSES.has(status)) return fault('bad_value', `status is ${shown(status)}; one of ${list(STATUSES)}`);
  if (!SEVERITIES.has(severity))
    return fault('bad_value', `severity is ${shown(severity)}; one of ${list(SEVERITIES)}`);
  if (grade !== undefined && !(Number.isInteger(grade) && grade >= 1 && grade <= 4))
    return fault('out_of_range', `grade is ${grade}; 1 (worst) to 4`);
  for (const replaced of replaces) {
    const found = textFault(replaced, 'replaces', LONGEST_WARNING_ID);
    if (found) return found;
  }
  return (
    textFault(id, 'id', LONGEST_WARNING_ID) ??
    textFault(event, 'event', LONGEST_WORD) ??
    textFault(headline, 'headline', LONGEST_TEXT) ??
    (area === undefined ? undefined : textFault(area, 'area', LONGEST_TEXT)) ??
    periodFault(warning)
  );
}

function periodFault({ time, effectiveAt, expiresAt }: Warning): Fault | undefined {
  for (const [name, at] of [
    ['effectiveAt', effectiveAt],
    ['expiresAt', expiresAt],
  ] as const) {
    if (at !== undefined && !(at >= 0 && at <= LATEST))
      return fault('bad_time', `${name} is ${at}; epoch milliseconds`);
  }
  if (expiresAt !== undefined && expiresAt < (effectiveAt ?? time))
    return fault('bad_time', 'expiresAt lies before effectiveAt, or the time of issue where that is absent');
  return undefined;
}

/** The end of the range of JavaScript's Date (ECMA-262 §21.4.1.1). */
const LATEST = 8.64e15;

/** PostgreSQL has no way to keep a NUL in text ("Character Types", §8.3). */
function textFault(text: string, field: string, longest: number): Fault | undefined {
  if (text.trim().length === 0) return fault('bad_text', `${field} is empty`);
  if (text.length > longest) return fault('too_long', `${field} has ${text.length} characters; ${longest} at most`);
  return text.includes('\0') ? fault('bad_text', `${field} has a NUL character`) : undefined;
}

function rangeFault(lon: number, lat: number, field: string): Fault | undefined {
  if (!(lon >= -180 && lon <= 180)) return fault('out_of_range', `lon of ${field} is ${lon}; degrees from -180 to 180`);
  if (!(lat >= -90 && lat <= 90)) return fault('out_of_range', `lat of ${field} is ${lat}; degrees from -90 to 90`);
  return undefined;
}

const shown = (value: unknown): string => JSON.stringify(value) ?? 'absent';
const list = (values: ReadonlySet<string>): string => [...values].join(', ');
