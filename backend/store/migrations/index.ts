import type { Migration } from '../migrate.ts';
import { actions } from './0010-actions.ts';
import { alerts } from './0011-alerts.ts';

/** In the order they are applied; the owner of a new one adds a file beside this and its line here. */
export const MIGRATIONS: readonly Migration[] = [actions, alerts];
