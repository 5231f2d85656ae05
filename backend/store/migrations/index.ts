import type { Migration } from '../migrate.ts';

/** In the order they are applied; the owner of a new one adds a file beside this and its line here. */
export const MIGRATIONS: readonly Migration[] = [];
