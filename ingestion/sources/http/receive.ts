import type { Readable } from 'node:stream';
import type { Delivery, Sink } from '../../source.ts';
import { BODY_LIMITS, type BodyBatch, BodyError, type BodyHeaders, type BodyLimits, BodyReader } from './body.ts';

/** Rejections that are named one by one at most; beyond it they are only counted. Ours. */
const MOST_NAMED = 1000;

interface RejectedElement {
  /** 0-based place in the body. */
  readonly index: number;
  readonly reason: string;
  readonly detail: string;
}

export interface ReceiveAnswer {
  /** Elements that are durable now, those that were there before included. */
  readonly accepted: number;
  /** Of those accepted, how many were there before. */
  readonly duplicates: number;
  /** In order of the body; the first {@link MOST_NAMED}. */
  readonly rejected: readonly RejectedElement[];
  /** All rejections, by reason. */
  readonly rejectedByReason: Readonly<Record<string, number>>;
}

/** The body was at fault half way; what came before is durable and in `answer`. */
export class IncompleteBodyError extends BodyError {
  readonly answer: ReceiveAnswer;

  constructor(fault: BodyError, answer: ReceiveAnswer) {
    super(
      fault.reason,
      fault.status,
      `${fault.message}; ${answer.accepted} observations before that are stored`,
      fault,
    );
    this.answer = answer;
  }
}

/**
 * Takes a body of `POST /observations` to the sink, no faster than the sink can take it, and answers when all of it is durable.
 * @throws IncompleteBodyError when the body is at fault; or what the store said, when it refused: then nothing may be taken for stored.
 */
export async function receiveObservations(
  body: Readable,
  headers: BodyHeaders,
  sink: Sink,
  limits: BodyLimits = BODY_LIMITS,
): Promise<ReceiveAnswer> {
  const tally = new Tally();
  const reader = new BodyReader(headers, limits);
  let fault: BodyError | undefined;
  try {
    for await (const batch of reader.read(body)) {
      for (const rejection of batch.rejections) {
        sink.reject(rejection);
        tally.reject({ index: rejection.position ?? 0, reason: rejection.reason, detail: rejection.detail });
      }
      if (batch.observations.length === 0) continue;
      const delivery = sink.deliver(batch.observations);
      tally.expect(delivery, batch);
      await delivery.ready;
    }
  } catch (error) {
    if (!(error instanceof BodyError)) throw error;
    fault = error;
    sink.reject({ reason: fault.reason, detail: fault.message, excerpt: '' });
  }
  const answer = await tally.settled();
  if (fault) throw new IncompleteBodyError(fault, answer);
  return answer;
}

class Tally {
  #accepted = 0;
  #duplicates = 0;
  readonly #named: RejectedElement[] = [];
  readonly #byReason: Record<string, number> = {};
  #durable: Promise<void> = Promise.resolve();

  reject(element: RejectedElement): void {
    this.#byReason[element.reason] = (this.#byReason[element.reason] ?? 0) + 1;
    if (this.#named.length < MOST_NAMED) this.#named.push(element);
  }

  expect({ durable }: Delivery, { indices }: BodyBatch): void {
    const before = this.#durable;
    this.#durable = durable.then(async ({ stored, duplicates, rejections = [] }) => {
      await before;
      this.#accepted += stored + duplicates;
      this.#duplicates += duplicates;
      for (const { index, reason, detail } of rejections)
        this.reject({ index: indices[index] ?? index, reason, detail });
    });
    // The failure is reported by `settled`, which may be asked much later.
    this.#durable.catch(() => undefined);
  }

  async settled(): Promise<ReceiveAnswer> {
    await this.#durable;
    return {
      accepted: this.#accepted,
      duplicates: this.#duplicates,
      rejected: this.#named.sort((a, b) => a.index - b.index),
      rejectedByReason: this.#byReason,
    };
  }
}
