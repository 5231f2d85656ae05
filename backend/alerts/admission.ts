import type { Clear, Finding, Raise, Update } from '../../detectors/finding.ts';
import type { EventTime } from '../../geodata/model/time.ts';
import { SYSTEM } from '../identity/actor.ts';
import { type Alert, type AlertEvent, alertIdOf, eventIdOf } from './alert.ts';

/** What is known of a condition when a finding about it comes. */
export interface KeyHistory {
  /** The newest alert of the key. */
  readonly last: Alert | undefined;
  /** When the newest alert of the key cleared, where the alert itself is no longer at hand. */
  readonly clearedAt?: EventTime | undefined;
}

export interface AdmissionRules {
  /**
   * A condition that comes back within this time of its clearing is the same alert again, not a new one. Event time, ms, > 0. ISA-18.2 §3.1 calls such
   * alarms fleeting and chattering and asks that they be not annunciated anew each time; the length is ours, configurable.
   */
  readonly reopenWindowMs: number;
}

export const DEFAULT_ADMISSION_RULES: AdmissionRules = { reopenWindowMs: 10 * 60_000 };

/** The condition that a finding is about: one subject of one detector. */
export const keyOf = (finding: Finding): string =>
  finding.key.startsWith(finding.detector) ? finding.key : `${finding.detector}/${finding.key}`;

/** Identity of a finding: found again after a restart, it has the same. */
export const findingIdOf = (finding: Finding): string => eventIdOf(keyOf(finding), finding.time, finding.kind);

/**
 * What a finding means to the alerts of its key, given that it was not seen before: the event to log, or `undefined` when it changes nothing. What is older
 * than the newest alert's predecessor belongs to a closed story and changes nothing.
 */
export function admit(finding: Finding, history: KeyHistory, rules: AdmissionRules): AlertEvent | undefined {
  const { last } = history;
  const floor = last ? last.after : history.clearedAt;
  if (floor !== undefined && finding.time < floor) return undefined;
  switch (finding.kind) {
    case 'raise':
      return admitRaise(finding, last, floor, rules);
    case 'update':
      return admitUpdate(finding, last);
    case 'clear':
      return admitClear(finding, last);
  }
}

function admitRaise(
  raise: Raise,
  last: Alert | undefined,
  floor: EventTime | undefined,
  rules: AdmissionRules,
): AlertEvent {
  const clearedAt = last?.clearedAt;
  if (last && (clearedAt === undefined || raise.time - clearedAt < rules.reopenWindowMs))
    return { ...base(raise, last), kind: 'recurred', raise };
  const after = clearedAt ?? floor;
  const key = keyOf(raise);
  return {
    ...base(raise, { id: alertIdOf(key, raise.time), key }),
    kind: 'raised',
    raise,
    ...(after !== undefined && { after }),
  };
}

function admitUpdate(update: Update, last: Alert | undefined): AlertEvent | undefined {
  if (last?.state !== 'active' || update.time < last.changedAt) return undefined;
  return { ...base(update, last), kind: 'updated', update };
}

function admitClear(clear: Clear, last: Alert | undefined): AlertEvent | undefined {
  if (last?.state !== 'active' || clear.time < last.changedAt) return undefined;
  return { ...base(clear, last), kind: 'cleared', ...(clear.message && { message: clear.message }) };
}

const base = (finding: Finding, alert: Pick<Alert, 'id' | 'key'>) => ({
  id: findingIdOf(finding),
  alertId: alert.id,
  key: alert.key,
  time: finding.time,
  actor: SYSTEM.name,
});
