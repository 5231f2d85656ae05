import { z } from 'zod';
import type { BoundingBox } from '../../geodata/model/geometry.ts';
import { type EventTime, parseTime } from '../../geodata/model/time.ts';
import { FAMILY_NAMES } from './contract.ts';

/** Parameters that several routes take, as they stand in a URL. */

const INTEGER = /^-?\d+$/;

/** ISO 8601 with offset, or epoch milliseconds. */
export const instant = z
  .string()
  .transform((text, context): EventTime => {
    const time = parseTime(INTEGER.test(text) ? Number(text) : text);
    if (time !== undefined) return time;
    context.addIssue('must be a time such as 2026-09-18T14:21:38+08:00 or epoch milliseconds');
    return z.NEVER;
  })
  .describe('ISO 8601 time with offset, or epoch milliseconds');

const UNIT_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `30s`, `5m`, `1h`, `1d`, or plain seconds; becomes milliseconds. */
export const bucket = z
  .string()
  .regex(/^[1-9]\d{0,6}[smhd]?$/, 'must be a length of time such as 30s, 5m, 1h or 1d')
  .transform((text) => {
    const unit = UNIT_MS[text.at(-1)!];
    return unit === undefined ? Number(text) * 1000 : Number(text.slice(0, -1)) * unit;
  })
  .describe('length of time: 30s, 5m, 1h, 1d, or plain seconds');

export const boundingBox = z
  .string()
  .transform((text, context): BoundingBox => {
    const sides = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
    const [west = Number.NaN, south = Number.NaN, east = Number.NaN, north = Number.NaN] = sides;
    const good =
      sides.length === 4 &&
      Math.abs(west) <= 180 &&
      Math.abs(east) <= 180 &&
      south >= -90 &&
      north <= 90 &&
      south <= north;
    if (good) return [west, south, east, north];
    context.addIssue('must be west,south,east,north in degrees');
    return z.NEVER;
  })
  .describe('west,south,east,north in degrees WGS-84; west > east crosses the antimeridian');

export const pageLimit = (fallback: number, most: number) =>
  z.coerce.number().int().min(1).max(most).default(fallback).describe('items per page');
export const cursor = z.string().min(1).max(500).optional().describe('nextCursor of the page before');

export const familyName = z.enum(FAMILY_NAMES);
export const gradeNumber = z.coerce
  .number()
  .pipe(z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]))
  .describe('1 (I, red, worst) to 4 (IV, blue)');
export const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

export const idParameter = z.object({ id: z.string().min(1).max(128) });

export const contains = ([west, south, east, north]: BoundingBox, lon: number, lat: number): boolean =>
  lat >= south && lat <= north && (west <= east ? lon >= west && lon <= east : lon >= west || lon <= east);

/** Without the keys whose value is `undefined`: what was not asked for. */
export const given = <Wanted extends object>(
  wanted: {
    [Key in keyof Wanted]: Wanted[Key] | undefined;
  },
): Wanted => Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined)) as Wanted;
