import type { EventTime } from '../../geodata/model/time.ts';
import type { Message } from '../../ingestion/observation.ts';
import type { DetectorDescriptor, Input, Surroundings } from '../detector.ts';
import type { Clear, Finding } from '../finding.ts';

export const isInput = (message: Message): message is Input => message.kind !== 'thing';

/** How a slot talks to the runtime that holds it. */
export interface Outlet {
  readonly surroundings: Surroundings;
  /** Of the whole stream, epoch ms; -Infinity before the first message. */
  watermark(): number;
  emit(finding: Finding): void;
  fault(detector: string, error: unknown): void;
}

/** One configured detector with everything the runtime keeps for it. */
export interface Slot {
  readonly descriptor: DetectorDescriptor;
  /** The rule in force: version and parameters. State of another rule is not taken over. */
  readonly rule: string;
  /** Messages that came too late for it. */
  readonly late: number;
  /** Keys (or, for a scanning detector, waiting inputs) that it holds. */
  readonly size: number;
  accept(message: Input): void;
  /** Time has come to `watermark` by the stream, and to `toldTo` by word of the runtime's owner. */
  advance(watermark: number, toldTo: number): void;
  snapshot(): SlotSnapshot;
  restore(snapshot: SlotSnapshot): void;
}

export interface SlotSnapshot {
  readonly rule: string;
  /** Finding keys with a raise that no clear has followed yet. */
  readonly open: readonly string[];
  /** The slot's own, as JSON text: a copy that costs one pass, where a deep clone of the objects costs four. */
  readonly data: string;
}

/** Configuration from before a restart may have gone or changed: what it had open is over, and says so. */
export const ruleChanged = (detector: string, key: string, time: EventTime): Clear => ({
  kind: 'clear',
  detector,
  key,
  time,
  message: {
    zh: '规则已更改或停用,原告警随之解除。',
    en: 'The rule was changed or switched off, and its alert is cleared with it.',
  },
});

/** After a fault the state of a key starts anew, so what it had open can no longer clear by itself. */
export const detectorFailed = (detector: string, key: string, time: EventTime): Clear => ({
  kind: 'clear',
  detector,
  key,
  time,
  message: {
    zh: '检测器出错,已重新开始判断,原告警随之解除。',
    en: 'The detector failed and starts anew; its alert is cleared with it.',
  },
});

/** Hands findings on so that raise and clear alternate per key. @throws Error naming the first finding that does not fit. */
export function admit(findings: readonly Finding[], open: string[], emit: (finding: Finding) => void): void {
  for (const finding of findings) {
    const at = open.indexOf(finding.key);
    if (finding.kind === 'raise' ? at >= 0 : at < 0)
      throw new Error(`${finding.kind} of ${finding.key}, which is ${at < 0 ? 'not' : 'already'} raised`);
    if (finding.kind === 'raise') open.push(finding.key);
    if (finding.kind === 'clear') open.splice(at, 1);
    emit(finding);
  }
}
