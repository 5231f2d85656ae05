import type { EventTime } from '../../geodata/model/time.ts';
import type { Message } from '../../ingestion/observation.ts';

/** What a person did while a recording ran, as the audit log has it. */
export interface RecordedAction {
  readonly kind: 'action';
  readonly time: EventTime;
  readonly actor: string;
  readonly role: string;
  readonly action: string;
  readonly objectKind: string;
  readonly objectId: string;
  readonly note?: string;
  /** For an incident: its alerts at that time. Numbers of incidents are counted anew in a replay; alerts keep their names. */
  readonly alertIds?: readonly string[];
}

/** One thing in a recording. */
export type Recorded = Message | RecordedAction;

/** A run of a recording in its order, which is the order in which detectors saw it. */
export interface RecordedBatch {
  readonly items: readonly Recorded[];
  /** When each was heard, epoch ms, never falling. Its own `time` may be earlier, or a little later when its sender's clock is ahead. */
  readonly heardAt: readonly number[];
}

/** What a recording says of itself; all of it optional, because whoever made it knows what applies. */
export interface RecordingHead {
  readonly name: string;
  /** Of a synthetic day. */
  readonly scenario?: string;
  readonly seed?: number;
  /** Of the whole day, of which this may be a part. */
  readonly start?: EventTime;
  /** The stretch of event time that it covers, where that is known beforehand; else what was heard first and last. `to` is not inside. */
  readonly from?: EventTime;
  readonly to?: EventTime;
  /** SHA-256 of the city model that it plays in. */
  readonly city?: string;
  /** Of the program that wrote it. */
  readonly program?: string;
}

/** The file is not one of ours, or cannot be read. `message` says what is wrong and what to do. */
export class RecordingError extends Error {
  override readonly name = 'RecordingError';
}
