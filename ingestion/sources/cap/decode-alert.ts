import type { LonLat } from '../../../geodata/model/geometry.ts';
import { type EventTime, eventTime } from '../../../geodata/model/time.ts';
import {
  CATEGORIES,
  type CapAlert,
  type CapArea,
  type CapInfo,
  type CapReference,
  CERTAINTIES,
  MESSAGE_TYPES,
  SCOPES,
  SEVERITIES,
  STATUSES,
  URGENCIES,
} from './cap-alert.ts';
import { CapFault } from './cap-fault.ts';
import { childOf, childrenOf, type Element } from './read-xml.ts';

const SIGNATURE = 'http://www.w3.org/2000/09/xmldsig#';
/** More blocks than any agency sends in one alert. Ours. */
export const MOST_INFOS = 50;

/**
 * Reads one `<alert>` by the rules of CAP 1.2 §3.2. Elements that are optional and empty count as absent; an update or a cancel must say of what.
 * @throws CapFault naming the line, the element and what is allowed.
 */
export function decodeAlert(alert: Element): CapAlert {
  const scope = oneOf(alert, 'scope', SCOPES);
  if (scope === 'Restricted') needed(alert, 'restriction');
  if (scope === 'Private') needed(alert, 'addresses');
  const messageType = oneOf(alert, 'msgType', MESSAGE_TYPES);
  const infos = childrenOf(alert, 'info');
  if (infos.length > MOST_INFOS)
    throw new CapFault('bad_value', alert.line, `there are ${infos.length} info blocks; ${MOST_INFOS} at most`);
  return {
    identifier: name(alert, 'identifier'),
    sender: name(alert, 'sender'),
    sent: timeOf(needed(alert, 'sent')),
    status: oneOf(alert, 'status', STATUSES),
    messageType,
    references: referencesOf(alert, messageType),
    infos: infos.map(infoOf),
    signed: alert.children.some(({ uri }) => uri === SIGNATURE),
    line: alert.line,
  };
}

function infoOf(info: Element): CapInfo {
  const categories = childrenOf(info, 'category');
  if (categories.length === 0) throw missing(info, 'category');
  for (const category of categories) allowed(category, CATEGORIES);
  oneOf(info, 'urgency', URGENCIES);
  oneOf(info, 'certainty', CERTAINTIES);
  const text = (field: string) => childOf(info, field)?.text;
  const effective = optionalTime(info, 'effective');
  const onset = optionalTime(info, 'onset');
  const expires = optionalTime(info, 'expires');
  const [senderName, headline] = [text('senderName'), text('headline')];
  return {
    language: text('language') || 'en-US',
    event: needed(info, 'event').text,
    severity: oneOf(info, 'severity', SEVERITIES),
    ...(effective !== undefined && { effective }),
    ...(onset !== undefined && { onset }),
    ...(expires !== undefined && { expires }),
    ...(senderName && { senderName }),
    ...(headline && { headline }),
    areas: childrenOf(info, 'area').map(areaOf),
  };
}

function areaOf(area: Element): CapArea {
  for (const circle of childrenOf(area, 'circle'))
    if (circle.text !== '' && !/^[-+]?\d+(\.\d+)?,[-+]?\d+(\.\d+)?\s+\d+(\.\d+)?$/.test(circle.text))
      throw new CapFault('bad_value', circle.line, `circle ${shown(circle.text)}: write "lat,lon radius"`);
  return {
    description: needed(area, 'areaDesc').text,
    polygons: childrenOf(area, 'polygon')
      .filter(({ text }) => text !== '')
      .map(polygonOf),
  };
}

/** CAP 1.2 §3.2.4: pairs "lat,lon" WGS 84, at least four, the first and last the same. */
function polygonOf({ text, line }: Element): LonLat[] {
  const ring = text.split(/\s+/).map((pair): LonLat => {
    const numbers = /^([-+]?\d+(?:\.\d+)?),([-+]?\d+(?:\.\d+)?)$/.exec(pair);
    const [lat, lon] = [Number(numbers?.[1]), Number(numbers?.[2])];
    if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180))
      throw new CapFault('bad_value', line, `polygon: ${shown(pair)} is no pair "lat,lon" in degrees`);
    return [lon, lat];
  });
  const [first, last] = [ring[0]!, ring.at(-1)!];
  if (ring.length < 4 || first[0] !== last[0] || first[1] !== last[1])
    throw new CapFault('bad_value', line, 'polygon: give at least four pairs, the last like the first');
  return ring;
}

function referencesOf(alert: Element, messageType: CapAlert['messageType']): CapReference[] {
  const references =
    messageType === 'Update' || messageType === 'Cancel' ? needed(alert, 'references') : childOf(alert, 'references');
  if (!references || references.text === '') return [];
  return references.text.split(/\s+/).map((reference) => {
    const [sender, identifier, ...sent] = reference.split(',');
    if (!sender || !identifier || sent.length !== 1)
      throw new CapFault(
        'bad_value',
        references.line,
        `references: ${shown(reference)} is not "sender,identifier,sent"`,
      );
    return { sender, identifier };
  });
}

/** Names that references can hold: no white space, comma, < or & (CAP 1.2 §3.2.1). */
function name(alert: Element, field: string): string {
  const { text, line } = needed(alert, field);
  if (/[\s,<&]/.test(text))
    throw new CapFault(
      'bad_value',
      line,
      `${field} ${shown(text)} has white space, a comma, < or &, which CAP forbids`,
    );
  return text;
}

/** XML Schema dateTime with an offset (CAP 1.2 §3.3.2); `Z` and fractions of seconds, which CAP forbids and agencies send, are read. */
function timeOf({ name: field, text, line }: Element): EventTime {
  const isTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[-+]\d{2}:\d{2})$/.test(text);
  const ms = isTime ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms))
    throw new CapFault('bad_value', line, `${field} ${shown(text)} is no time; write 2026-09-18T15:42:00+08:00`);
  return eventTime(ms);
}

function optionalTime(info: Element, field: string): EventTime | undefined {
  const element = childOf(info, field);
  return element && element.text !== '' ? timeOf(element) : undefined;
}

const oneOf = <Value extends string>(parent: Element, field: string, values: readonly Value[]): Value =>
  allowed(needed(parent, field), values);

function allowed<Value extends string>({ name: field, text, line }: Element, values: readonly Value[]): Value {
  const value = values.find((each) => each === text);
  if (value === undefined)
    throw new CapFault('bad_value', line, `${field} is ${shown(text)}; one of ${values.join(', ')}`);
  return value;
}

/** @throws CapFault when it is absent or empty. */
function needed(parent: Element, field: string): Element {
  const element = childOf(parent, field);
  if (!element || element.text === '') throw missing(element ?? parent, field);
  return element;
}

const missing = ({ name: at, line }: Element, field: string) =>
  new CapFault(
    'missing_element',
    line,
    at === field ? `${field} is empty` : `${at} has no ${field}, which CAP requires`,
  );

const shown = (text: string): string => JSON.stringify(text.slice(0, 80));
