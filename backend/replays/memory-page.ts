import type { Page } from '../alerts/alert-log.ts';
import { UserError } from '../errors.ts';

/** One page of a list that is at hand. The cursor is the id of the last item shown. @throws UserError `bad-cursor`. */
export function pageOf<Item extends { readonly id: string }>(
  items: readonly Item[],
  { limit, cursor }: Page,
): { readonly items: readonly Item[]; readonly nextCursor: string | null } {
  const begin = cursor === undefined ? 0 : items.findIndex(({ id }) => id === cursor) + 1;
  if (cursor !== undefined && begin === 0) {
    throw new UserError('bad-cursor', 'the cursor is not one that this list gave out', {
      field: 'cursor',
      next: 'Use nextCursor of the page before, or none for the first page.',
    });
  }
  const shown = items.slice(begin, begin + limit);
  return { items: shown, nextCursor: begin + limit < items.length ? shown.at(-1)!.id : null };
}
