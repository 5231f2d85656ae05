import type { EventTime } from '../../geodata/model/time.ts';
import type { Actor } from './actor.ts';

/** The acts and objects of `report.actions`, as the public contract lists them. */
export type ActionName =
  | 'acknowledge'
  | 'shelve'
  | 'unshelve'
  | 'comment'
  | 'clear'
  | 'file'
  | 'grade'
  | 'assign'
  | 'merge'
  | 'escalate'
  | 'dispatch'
  | 'arrive'
  | 'resolve'
  | 'close'
  | 'void'
  | 'approve'
  | 'create'
  | 'accept'
  | 'complete'
  | 'verify'
  | 'reject'
  | 'reset'
  | 'change'
  | 'sign_in'
  | 'ask'
  | 'export';
type ActionObject =
  | 'alert'
  | 'incident'
  | 'task'
  | 'plan'
  | 'report'
  | 'user'
  | 'source'
  | 'suppression'
  | 'maintenance';

/** One line of the audit log. Never holds a secret. */
export interface Action {
  readonly time: EventTime;
  readonly actor: Actor;
  readonly action: ActionName;
  readonly objectKind: ActionObject;
  readonly objectId: string;
  readonly note?: string;
}

/** Append-only: what was written is never changed. Resolves once it is durable. */
export interface AuditLog {
  record(action: Action): Promise<void>;
}
