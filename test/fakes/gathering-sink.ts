import type { Message, Rejection } from '../../ingestion/observation.ts';
import type { Delivery, Sink } from '../../ingestion/source.ts';

/** Takes everything at once, keeps it, and calls it durable. */
export class GatheringSink implements Sink {
  readonly messages: Message[] = [];
  readonly rejections: Rejection[] = [];

  deliver(messages: readonly Message[]): Delivery {
    this.messages.push(...messages);
    const receipt = { stored: messages.length, duplicates: 0, rejected: 0 };
    return { ready: Promise.resolve(), durable: Promise.resolve(receipt) };
  }

  reject(rejection: Rejection): void {
    this.rejections.push(rejection);
  }
}
