import { type EventTime, eventTime, parseTime } from '../../../geodata/model/time.ts';

/** How foreign payloads write the time. `local` is ISO 8601 without an offset. */
export const TIME_FORMATS = ['iso', 'epoch_ms', 'epoch_s', 'local'] as const;
export type TimeFormat = (typeof TIME_FORMATS)[number];

const LOCAL = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:\.\d+)?$/;

export function parseForeignTime(value: unknown, format: TimeFormat, timeZone: string): EventTime | undefined {
  switch (format) {
    case 'iso':
      return typeof value === 'string' ? parseTime(value) : undefined;
    case 'epoch_ms':
      return parseTime(toNumber(value));
    case 'epoch_s': {
      const seconds = toNumber(value);
      return seconds === undefined ? undefined : parseTime(seconds * 1000);
    }
    case 'local':
      return typeof value === 'string' ? parseLocal(value, timeZone) : undefined;
  }
}

/** Sparse devices write numbers as text. */
const toNumber = (value: unknown): number | undefined =>
  typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : undefined;

/** The zone's offset is looked up twice, because the first guess may lie on the other side of a change of clocks. */
function parseLocal(value: string, timeZone: string): EventTime | undefined {
  if (!LOCAL.test(value)) return undefined;
  const asUtc = Date.parse(`${value.replace(' ', 'T')}Z`);
  if (Number.isNaN(asUtc)) return undefined;
  const guess = asUtc - offsetMs(asUtc, timeZone);
  return eventTime(asUtc - offsetMs(guess, timeZone));
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function offsetMs(time: number, timeZone: string): number {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
    formatters.set(timeZone, formatter);
  }
  const name = formatter.formatToParts(time).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign, hours, minutes, seconds] = /GMT([+-])(\d{2}):(\d{2})(?::(\d{2}))?/.exec(name) ?? [];
  if (!sign) return 0;
  const magnitude = Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds ?? 0) * 1000;
  return sign === '-' ? -magnitude : magnitude;
}
