/** Builds sentences for tests, the other way round than the decoder reads them: from bit strings, one character at a time. */

const ARMOUR_CHARACTERS = '0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVW`abcdefghijklmnopqrstuvw';
const TEXT_CHARACTERS = '@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_ !"#$%&\'()*+,-./0123456789:;<=>?';

/** `value` in `length` bits, two's complement when negative. */
export const bits = (value: number, length: number): string =>
  (BigInt(value) & ((1n << BigInt(length)) - 1n)).toString(2).padStart(length, '0');

/** `text` in six-bit characters, filled with `@` up to `count`. */
export const sixBitText = (text: string, count: number): string =>
  [...text.padEnd(count, '@')].map((letter) => bits(TEXT_CHARACTERS.indexOf(letter), 6)).join('');

function armour(message: string): { payload: string; fillBits: number } {
  const fillBits = (6 - (message.length % 6)) % 6;
  const units = (message + '0'.repeat(fillBits)).match(/.{6}/g) ?? [];
  return { payload: units.map((unit) => ARMOUR_CHARACTERS[Number.parseInt(unit, 2)]).join(''), fillBits };
}

const hexSum = (text: string): string =>
  [...Buffer.from(text)]
    .reduce((sum, byte) => sum ^ byte, 0)
    .toString(16)
    .toUpperCase()
    .padStart(2, '0');

/** `body` between its start character and `*hh`. */
export const withChecksum = (start: '!' | '$', body: string): string => `${start}${body}*${hexSum(body)}`;

export const tagBlock = (fields: string): string => `\\${fields}*${hexSum(fields)}\\`;

/** One sentence for a message given in bits. */
export function sentence(message: string, { talker = 'AI', channel = 'A', formatter = 'VDM' } = {}): string {
  const { payload, fillBits } = armour(message);
  return withChecksum('!', `${talker}${formatter},1,1,,${channel},${payload},${fillBits}`);
}

/** The sentences of one message, `characters` of payload in each. */
export function sentences(
  message: string,
  sequence: number,
  characters: number,
  { talker = 'AI', channel = 'A' } = {},
): string[] {
  const { payload, fillBits } = armour(message);
  const parts = payload.match(new RegExp(`.{1,${characters}}`, 'g')) ?? [];
  return parts.map((part, i) =>
    withChecksum(
      '!',
      `${talker}VDM,${parts.length},${i + 1},${sequence},${channel},${part},${i === parts.length - 1 ? fillBits : 0}`,
    ),
  );
}

export interface ClassAFields {
  mmsi?: number;
  status?: number;
  turn?: number;
  /** Raw field values from here on: 1/10 knot, 1/10 000 minute, 1/10 degree. */
  speed?: number;
  lon?: number;
  lat?: number;
  course?: number;
  heading?: number;
}

/** The 168 bits of a type 1. Defaults: somewhere, under way. */
export function classAPosition(fields: ClassAFields = {}): string {
  const { mmsi = 413_000_001, status = 0, turn = 0, speed = 123, lon = 68_400_000, lat = 13_500_000 } = fields;
  const { course = 900, heading = 90 } = fields;
  return [
    bits(1, 6),
    bits(0, 2),
    bits(mmsi, 30),
    bits(status, 4),
    bits(turn, 8),
    bits(speed, 10),
    bits(1, 1),
    bits(lon, 28),
    bits(lat, 27),
    bits(course, 12),
    bits(heading, 9),
    bits(30, 6),
    bits(0, 25),
  ].join('');
}

export interface VoyageFields {
  mmsi?: number;
  imo?: number;
  callSign?: string;
  name?: string;
  destination?: string;
  draught?: number;
}

/** The 424 bits of a type 5. */
export function voyageData(fields: VoyageFields = {}): string {
  const {
    mmsi = 413_000_001,
    imo = 9_074_729,
    callSign = 'BPAC',
    name = 'HAI XIU',
    destination = 'CN XMN',
    draught = 61,
  } = fields;
  return [
    bits(5, 6),
    bits(0, 2),
    bits(mmsi, 30),
    bits(0, 2),
    bits(imo, 30),
    sixBitText(callSign, 7),
    sixBitText(name, 20),
    bits(70, 8),
    bits(100, 9),
    bits(20, 9),
    bits(8, 6),
    bits(9, 6),
    bits(1, 4),
    bits(5, 4),
    bits(14, 5),
    bits(20, 5),
    bits(10, 6),
    bits(draught, 8),
    sixBitText(destination, 20),
    '00',
  ].join('');
}

/** The 168 bits of a type 4 at `utc`. */
export function baseStation(utc: Date, mmsi = 4_131_001): string {
  return [
    bits(4, 6),
    bits(0, 2),
    bits(mmsi, 30),
    bits(utc.getUTCFullYear(), 14),
    bits(utc.getUTCMonth() + 1, 4),
    bits(utc.getUTCDate(), 5),
    bits(utc.getUTCHours(), 5),
    bits(utc.getUTCMinutes(), 6),
    bits(utc.getUTCSeconds(), 6),
    bits(1, 1),
    bits(68_400_000, 28),
    bits(13_500_000, 27),
    bits(1, 4),
    bits(0, 30),
  ].join('');
}
