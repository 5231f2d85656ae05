import { type EventTime, eventTime } from '../../geodata/model/time.ts';
import { UserError } from '../errors.ts';

/** Where a page ended, in lists ordered by time and then id. Opaque to clients. */
export const encodeCursor = (time: EventTime, id: string): string => Buffer.from(`${time} ${id}`).toString('base64url');

/** @throws UserError `bad-cursor` for what {@link encodeCursor} did not make. */
export function decodeCursor(cursor: string): { time: EventTime; id: string } {
  const match = /^(-?\d{1,16}) ([\w-]{1,64})$/.exec(Buffer.from(cursor, 'base64url').toString());
  if (!match)
    throw new UserError('bad-cursor', 'the cursor is not one that this list gave out', {
      field: 'cursor',
      next: 'Use nextCursor of the page before, or none for the first page.',
    });
  return { time: eventTime(Number(match[1])), id: match[2]! };
}
