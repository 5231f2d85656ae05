/** What has been shown, and what waits until the officer asks for it, so that no row moves under the pointer. */
export interface Admission {
  readonly shown: ReadonlySet<string>;
  readonly waiting: readonly string[];
}

/**
 * Ids that are known already stay; new ones wait while the list is held, and are shown at once when it is not. Ids that are gone
 * are forgotten. The first filling is never held.
 */
export function admit(before: ReadonlySet<string>, ids: Iterable<string>, held: boolean): Admission {
  const shown = new Set<string>();
  const waiting: string[] = [];
  const first = before.size === 0;
  for (const id of ids) {
    if (before.has(id) || !held || first) shown.add(id);
    else waiting.push(id);
  }
  return { shown, waiting };
}
