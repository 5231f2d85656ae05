import type { Brand } from './brand.ts';

/** When something happened in the world: milliseconds since 1970-01-01T00:00Z. Never the time at which we heard of it. */
export type EventTime = Brand<number, 'EventTime'>;

export const eventTime = (epochMs: number): EventTime => epochMs as EventTime;

/** The one source of "now". Live it is the wall clock; in a replay it is the replay's position; in a test the test owns it. */
export interface Clock {
  now(): EventTime;
}

export const wallClock: Clock = { now: () => Date.now() as EventTime };

// RFC 3339 §5.6 date-time: seconds are required, and so is an offset, because a local time without one is ambiguous.
const RFC_3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})$/;

/** Parses an RFC 3339 date-time with an offset, or epoch milliseconds. `undefined` when it is neither. */
export function parseTime(value: unknown): EventTime | undefined {
  if (typeof value === 'number')
    return Number.isFinite(value) && Math.abs(value) <= 8.64e15 ? (Math.trunc(value) as EventTime) : undefined;
  if (typeof value !== 'string' || !RFC_3339.test(value)) return undefined;
  const epochMs = Date.parse(value);
  return Number.isNaN(epochMs) ? undefined : (epochMs as EventTime);
}

export const toIso = (time: EventTime): string => new Date(time).toISOString();
