import { LONGEST_EXCERPT, type Rejection } from '../../observation.ts';
import type { Receipt, Sink } from '../../source.ts';
import { CapFault } from './cap-fault.ts';
import { decodeAlert } from './decode-alert.ts';
import { findAlerts } from './find-alerts.ts';
import { type Element, readXml } from './read-xml.ts';
import { toWarnings } from './to-warnings.ts';

/** Bytes of one document. Ours: 25 times the largest real feed we have met. */
export const MOST_CAP_BYTES = 8 * 1024 * 1024;

/** What became of a document: every alert in it is in one of the counts. */
export interface CapAnswer {
  readonly alerts: number;
  /** Warnings that are durable now, those that were there before included. */
  readonly accepted: number;
  readonly duplicates: number;
  /** `detail` names the line. */
  readonly rejected: Pick<Rejection, 'reason' | 'detail'>[];
  /** Alerts that are sound and say nothing to the city, by why: `status_test`, `type_ack`, `no_info`, … */
  readonly unstored: Record<string, number>;
  /** Where a feed says that alerts are. */
  readonly links: string[];
}

/** Takes a document to the sink, and answers once all of it is durable. @throws what the store said, when it refused. */
export async function receiveCap(bytes: Uint8Array, sink: Sink): Promise<CapAnswer> {
  const rejected: Pick<Rejection, 'reason' | 'detail'>[] = [];
  const reject = (error: unknown) => {
    if (!(error instanceof CapFault)) throw error;
    const { reason, message: detail, line } = error;
    rejected.push({ reason, detail });
    sink.reject({ reason, detail, position: line, excerpt: lineOf(bytes, line) });
  };
  const unstored: Record<string, number> = {};
  const receipts: Promise<Receipt>[] = [];
  const { alerts, links } = found(bytes, reject);
  for (const alert of alerts) {
    try {
      const told = toWarnings(decodeAlert(alert));
      if (told.unstored !== undefined) unstored[told.unstored] = (unstored[told.unstored] ?? 0) + 1;
      if (told.messages.length === 0) continue;
      const delivery = sink.deliver(told.messages);
      receipts.push(delivery.durable);
      await delivery.ready;
    } catch (error) {
      reject(error);
    }
  }
  let [accepted, duplicates] = [0, 0];
  for (const receipt of await Promise.all(receipts)) {
    accepted += receipt.stored + receipt.duplicates;
    duplicates += receipt.duplicates;
    for (const { reason, detail } of receipt.rejections ?? []) rejected.push({ reason, detail });
  }
  return { alerts: alerts.length, accepted, duplicates, rejected, unstored, links: [...links] };
}

function found(
  bytes: Uint8Array,
  reject: (error: unknown) => void,
): { alerts: readonly Element[]; links: readonly string[] } {
  try {
    if (bytes.length > MOST_CAP_BYTES)
      throw new CapFault('too_large', 1, `the document has ${bytes.length} bytes; ${MOST_CAP_BYTES} at most`);
    const { alerts, links, faults } = findAlerts(readXml(bytes));
    for (const fault of faults) reject(fault);
    return { alerts, links };
  } catch (error) {
    reject(error);
    return { alerts: [], links: [] };
  }
}

const lineOf = (bytes: Uint8Array, line: number): string =>
  (new TextDecoder().decode(bytes.subarray(0, MOST_CAP_BYTES)).split('\n')[line - 1] ?? '')
    .trim()
    .slice(0, LONGEST_EXCERPT);
