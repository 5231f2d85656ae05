import type { Message, Rejection } from './observation.ts';

/** What became of the messages of one delivery, in numbers. */
export interface Receipt {
  readonly stored: number;
  readonly duplicates: number;
  readonly rejected: number;
  /** The rejected ones, where the sink says which: senders that wait for an answer are told. */
  readonly rejections?: readonly RejectedMessage[];
}

export interface RejectedMessage {
  /** 0-based, within the delivery. */
  readonly index: number;
  readonly reason: string;
  readonly detail: string;
}

export interface Delivery {
  /** Settles when the sink can take more. A source awaits it before it delivers again: that is the backpressure. */
  readonly ready: Promise<void>;
  /** Settles after every message of this delivery, and every alert it raised, is committed; acknowledge the sender then, not before. Rejects when the store refused: do not acknowledge. */
  readonly durable: Promise<Receipt>;
}

/** Where sources put what they heard. One sink per running source, so counts and quarantine carry its name. */
export interface Sink {
  /** Order within a source is kept. The messages must not be changed afterwards. */
  deliver(messages: readonly Message[]): Delivery;
  reject(rejection: Rejection): void;
}

export type SourceState = 'stopped' | 'starting' | 'running' | 'reconnecting' | 'finished' | 'failed';

export interface SourceStatus {
  readonly state: SourceState;
  /** One sentence for an operator when the state is not `running` or `finished`: what is wrong and the next step. */
  readonly detail?: string;
  /** What the source has read so far, by its own names: `lines`, `sentences`, `messages`, `bytes`, … */
  readonly read: Readonly<Record<string, number>>;
}

/** Live, recorded and synthetic inputs are all sources; nobody downstream can tell them apart. */
export interface Source {
  readonly id: string;
  /** Resolves once input flows (endpoints) or everything has been delivered and is durable (files). Rejects on bad configuration. */
  start(sink: Sink, signal: AbortSignal): Promise<void>;
  /** Undoes all that `start` did; waits for what is in flight. */
  stop(): Promise<void>;
  status(): SourceStatus;
}
