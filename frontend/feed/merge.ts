import type { AlertView, IncidentView, TaskView } from '../../backend/api/contract.ts';
import type { Diff, Resume, Snapshot } from '../../backend/push/protocol.ts';

/** The queue as the server last told it. Never changed in place: every merge gives a new one, sharing what did not change. */
export interface Standing extends Resume {
  readonly alerts: ReadonlyMap<string, AlertView>;
  readonly incidents: ReadonlyMap<string, IncidentView>;
  readonly tasks: ReadonlyMap<string, TaskView>;
}

export type Merged =
  | { readonly kind: 'merged'; readonly standing: Standing }
  /** The diff was seen before: a resend after a reconnect. */
  | { readonly kind: 'known' }
  /** Diffs are missing in between; ask to resume from what we have. */
  | { readonly kind: 'gap' };

const byId = <Item extends { readonly id: string }>(items: readonly Item[]): ReadonlyMap<string, Item> =>
  new Map(items.map((item) => [item.id, item]));

export const fromSnapshot = (snapshot: Snapshot): Standing => ({
  epoch: snapshot.epoch,
  sequence: snapshot.sequence,
  alerts: byId(snapshot.alerts),
  incidents: byId(snapshot.incidents),
  tasks: byId(snapshot.tasks),
});

/** Applies one diff in the protocol's order: remove, add, update. */
export function mergeDiff(standing: Standing, diff: Diff): Merged {
  if (diff.sequence <= standing.sequence) return { kind: 'known' };
  if (diff.sequence !== standing.sequence + 1) return { kind: 'gap' };
  return {
    kind: 'merged',
    standing: {
      epoch: standing.epoch,
      sequence: diff.sequence,
      alerts: mergeItems(standing.alerts, diff.remove.alerts, diff.add.alerts, diff.update.alerts),
      incidents: mergeItems(standing.incidents, diff.remove.incidents, diff.add.incidents, diff.update.incidents),
      tasks: mergeItems(standing.tasks, diff.remove.tasks, diff.add.tasks, diff.update.tasks),
    },
  };
}

function mergeItems<Item extends { readonly id: string }>(
  before: ReadonlyMap<string, Item>,
  remove: readonly string[] = [],
  add: readonly Item[] = [],
  update: readonly Item[] = [],
): ReadonlyMap<string, Item> {
  if (remove.length + add.length + update.length === 0) return before;
  const after = new Map(before);
  for (const id of remove) after.delete(id);
  for (const item of add) after.set(item.id, item);
  for (const item of update) after.set(item.id, item);
  return after;
}
