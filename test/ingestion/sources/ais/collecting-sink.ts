import type { Message, Position, Rejection, ThingDescription } from '../../../../ingestion/observation.ts';
import type { Delivery, Receipt, Sink } from '../../../../ingestion/source.ts';

/** Keeps what it is given. By default everything is taken and durable at once; a test may decide otherwise. */
export class CollectingSink implements Sink {
  readonly messages: Message[] = [];
  readonly rejections: Rejection[] = [];
  deliveries = 0;
  ready: () => Promise<void> = () => Promise.resolve();
  durable: (receipt: Receipt) => Promise<Receipt> = (receipt) => Promise.resolve(receipt);

  deliver(messages: readonly Message[]): Delivery {
    this.deliveries++;
    this.messages.push(...messages);
    return {
      ready: this.ready(),
      durable: this.durable({ stored: messages.length, duplicates: 0, rejected: 0 }),
    };
  }

  reject(rejection: Rejection): void {
    this.rejections.push(rejection);
  }

  get positions(): Position[] {
    return this.messages.filter((message) => message.kind === 'position');
  }

  get things(): ThingDescription[] {
    return this.messages.filter((message) => message.kind === 'thing');
  }
}
