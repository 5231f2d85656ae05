import type { EventTime } from '../../geodata/model/time.ts';
import type { Principal } from '../api/access.ts';
import type { Action } from './audit.ts';

export interface UserRecord extends Principal {
  readonly passwordHash: string;
}

export interface SessionRecord {
  /** SHA-256 of the token, hex: whoever reads the store cannot sign in with it. */
  readonly tokenHash: string;
  readonly username: string;
  readonly expiresAt: EventTime;
  /** What a machine's token is for; absent for people. */
  readonly label?: string;
}

/** What identity needs of a store. Each change is one transaction with its audit line. */
export interface UserStore {
  listUsers(): Promise<readonly Principal[]>;
  findUser(username: string): Promise<UserRecord | undefined>;
  /** False when there is such a user already. */
  addUser(user: UserRecord, action: Action): Promise<boolean>;
  /** Sets the password and ends all of the user's sessions; false when there is no such user. */
  setPassword(username: string, passwordHash: string, action: Action): Promise<boolean>;
  /** Also drops sessions that have expired by `action.time`. */
  addSession(session: SessionRecord, action: Action): Promise<void>;
  findSession(tokenHash: string): Promise<{ readonly principal: Principal; readonly expiresAt: EventTime } | undefined>;
  removeSession(tokenHash: string): Promise<void>;
  record(action: Action): Promise<void>;
}
