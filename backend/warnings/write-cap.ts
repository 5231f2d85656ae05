import type { EventTime } from '../../geodata/model/time.ts';

/** One alert to be said in CAP 1.2 (OASIS Standard, 1 July 2010). Code values are the standard's. */
export interface CapMessage {
  readonly identifier: string;
  readonly sender: string;
  readonly sent: EventTime;
  readonly messageType: 'Alert' | 'Update' | 'Cancel';
  readonly scope: 'Public' | 'Private';
  /** Whom a private message is for. */
  readonly addresses?: string;
  readonly references?: readonly CapReferenceTo[];
  readonly infos: readonly CapInformation[];
}

interface CapReferenceTo {
  readonly sender: string;
  readonly identifier: string;
  readonly sent: EventTime;
}

export interface CapInformation {
  /** RFC 3066. */
  readonly language: string;
  readonly category: string;
  readonly event: string;
  readonly urgency: 'Immediate' | 'Expected' | 'Future' | 'Past' | 'Unknown';
  readonly severity: 'Extreme' | 'Severe' | 'Moderate' | 'Minor' | 'Unknown';
  readonly certainty: 'Observed' | 'Likely' | 'Unknown';
  readonly effective?: EventTime;
  readonly expires?: EventTime;
  readonly senderName: string;
  readonly headline: string;
  readonly description?: string;
  readonly area: {
    readonly description: string;
    /** Degrees WGS-84 and kilometres. */
    readonly circle?: { readonly lat: number; readonly lon: number; readonly radiusKm: number };
  };
}

const ESCAPES: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
  "'": '&apos;',
};

/** What XML 1.0 §2.2 has no way to hold, by code: controls other than tab, line feed and carriage return, and two that are no characters. */
const isUnwritable = (code: number): boolean =>
  (code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) || code === 0xfffe || code === 0xffff;

/** For text and attribute values alike; what XML cannot hold is left out. */
export const escapeXml = (text: string): string =>
  [...text]
    .filter((character) => !isUnwritable(character.codePointAt(0)!))
    .map((character) => ESCAPES[character] ?? character)
    .join('');

/** CAP 1.2 §3.3.2: whole seconds and an offset; UTC is `-00:00`, never `Z`. */
export const capTime = (time: EventTime): string => `${new Date(time).toISOString().slice(0, 19)}-00:00`;

/** A name that identifiers, senders and references may hold: no white space, comma, < or & (§3.2.1). */
const capName = (text: string): string => text.replace(/[\s,<&]+/g, '_');

type Part = readonly [name: string, value: string | readonly Part[] | undefined];

function write(parts: readonly Part[], indent = ''): string {
  return parts
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) =>
      typeof value === 'string'
        ? `${indent}<${name}>${escapeXml(value)}</${name}>\n`
        : `${indent}<${name}>\n${write(value!, `${indent}  `)}${indent}</${name}>\n`,
    )
    .join('');
}

/** The `<alert>` element, elements in the order that the standard's schema asks for. */
export function writeCapAlert(message: CapMessage): string {
  const { identifier, sender, sent, messageType, scope, addresses, references = [], infos } = message;
  const body = write(
    [
      ['identifier', capName(identifier)],
      ['sender', capName(sender)],
      ['sent', capTime(sent)],
      ['status', 'Actual'],
      ['msgType', messageType],
      ['scope', scope],
      ['addresses', scope === 'Private' ? (addresses ?? 'city operations') : undefined],
      [
        'references',
        references.length === 0
          ? undefined
          : references
              .map((each) => `${capName(each.sender)},${capName(each.identifier)},${capTime(each.sent)}`)
              .join(' '),
      ],
      ...infos.map((info): Part => ['info', infoParts(info)]),
    ],
    '  ',
  );
  return `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">\n${body}</alert>\n`;
}

export const writeCap = (message: CapMessage): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${writeCapAlert(message)}`;

function infoParts(info: CapInformation): Part[] {
  const { circle, description } = info.area;
  return [
    ['language', info.language],
    ['category', info.category],
    ['event', info.event],
    ['urgency', info.urgency],
    ['severity', info.severity],
    ['certainty', info.certainty],
    ['effective', info.effective && capTime(info.effective)],
    ['expires', info.expires && capTime(info.expires)],
    ['senderName', info.senderName],
    ['headline', info.headline],
    ['description', info.description],
    [
      'area',
      [
        ['areaDesc', description],
        ['circle', circle && `${circle.lat.toFixed(5)},${circle.lon.toFixed(5)} ${circle.radiusKm}`],
      ],
    ],
  ];
}
