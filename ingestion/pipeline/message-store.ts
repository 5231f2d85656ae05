import type { EventTime } from '../../geodata/model/time.ts';
import type { Message, Rejection } from '../observation.ts';

/** Where a message stands in the order of arrival: grows by at least one per stored message, over restarts too. */
export type Arrival = number;

export interface ArrivedMessage {
  readonly arrival: Arrival;
  readonly message: Message;
}

export interface Appended {
  readonly stored: number;
  readonly duplicates: number;
  /** The arrivals of the duplicates, from a store that knows: so each of several senders in one batch is told its own number. */
  readonly duplicateArrivals?: readonly Arrival[];
}

/** What the pipeline needs of a store. */
export interface MessageStore {
  /** Commits all or nothing. Rows whose key is already there are duplicates and change nothing. `arrival` of each row is the caller's. */
  append(batch: readonly ArrivedMessage[]): Promise<Appended>;
  /** The highest arrival ever committed; 0 for an empty store. */
  lastArrival(): Promise<Arrival>;
  /** Committed messages behind `after`, in order of arrival: what a restarted detector has to catch up with. */
  readFrom(after: Arrival): AsyncIterable<readonly ArrivedMessage[]>;
}

export interface QuarantinedInput extends Rejection {
  readonly source: string;
  readonly receivedAt: EventTime;
}

/** Bounded: keeps the newest entries only; the counts by reason are kept for ever. */
export interface Quarantine {
  keep(entries: readonly QuarantinedInput[]): Promise<void>;
}
