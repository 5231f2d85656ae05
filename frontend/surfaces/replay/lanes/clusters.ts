/** Something at a time, of a grade; I is the worst. */
interface Dated {
  readonly time: number;
  readonly grade: number;
}

export interface Cluster<Item extends Dated> {
  /** Where its first one stands, pixels. */
  readonly x: number;
  /** The one that stands for all: of the worst grade, the earliest. */
  readonly lead: Item;
  readonly items: readonly Item[];
}

/** What a single mark takes, and what one with its number beside it does, pixels. */
const SINGLE_PX = 20;
const COUNTED_PX = 44;

/**
 * Marks that would lie over each other become one with a number. `items` come in order of time; those outside `[left, right]` are
 * left out. Linear, so that it can be done with every move of the axis.
 */
export function clusterMarks<Item extends Dated>(
  items: readonly Item[],
  at: (time: number) => number,
  left: number,
  right: number,
): readonly Cluster<Item>[] {
  const clusters: { x: number; lead: Item; items: Item[] }[] = [];
  let open: { x: number; lead: Item; items: Item[] } | undefined;
  for (const item of items) {
    const x = at(item.time);
    if (x < left || x > right) continue;
    if (open && x - open.x < (open.items.length > 1 ? COUNTED_PX : SINGLE_PX)) {
      open.items.push(item);
      if (item.grade < open.lead.grade) open.lead = item;
    } else {
      open = { x, lead: item, items: [item] };
      clusters.push(open);
    }
  }
  return clusters;
}
