/** Something that lasts, pixels from `left` to `right`. */
interface Lasting {
  readonly left: number;
  readonly right: number;
}

export interface Packed<Item> {
  readonly item: Item;
  readonly row: number;
}

/** Ours: so far apart that two bars of one row are seen as two. */
const GAP_PX = 3;

/**
 * Puts each into the first of `rows` where it overlaps nothing. Items come most important first, so that what finds no room is what
 * matters least; how many those are is told.
 */
export function packRows<Item extends Lasting>(
  items: readonly Item[],
  rows: number,
): { readonly placed: readonly Packed<Item>[]; readonly left: number } {
  const taken: Lasting[][] = Array.from({ length: rows }, () => []);
  const placed: Packed<Item>[] = [];
  for (const item of items) {
    const row = taken.findIndex((others) =>
      others.every((other) => item.left > other.right + GAP_PX || item.right < other.left - GAP_PX),
    );
    if (row < 0) continue;
    taken[row]!.push(item);
    placed.push({ item, row });
  }
  return { placed, left: items.length - placed.length };
}
