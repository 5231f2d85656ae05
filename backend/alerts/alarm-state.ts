import type { Alert } from './alert.ts';

/**
 * The states of ISA-18.2-2016 §5.3 (figure 3) and IEC 62682:2022 §5.3, A to I, by their own names; D is called `cleared` here, as everywhere in this system. States E and F (latched)
 * do not occur: no detector latches, whatever clears is cleared.
 */
export const ALARM_STATES = [
  'normal',
  'unacknowledged',
  'acknowledged',
  'cleared_unacknowledged',
  'shelved',
  'suppressed_by_design',
  'out_of_service',
] as const;
export type AlarmState = (typeof ALARM_STATES)[number];

/** The one function from the fold of an alert's events to its state. Out of service goes before suppressed by design, that before shelved. */
export function alarmStateOf(alert: Alert): AlarmState {
  const { state, acknowledged, suppression, shelf } = alert;
  const active = state === 'active';
  if (!active && (acknowledged || suppression)) return 'normal';
  if (suppression) return suppression.cause === 'maintenance' ? 'out_of_service' : 'suppressed_by_design';
  if (shelf) return 'shelved';
  if (!active) return 'cleared_unacknowledged';
  return acknowledged ? 'acknowledged' : 'unacknowledged';
}

/** It is put before an officer (ISA-18.2 "annunciated"): neither suppressed nor out of service. What is shelved was put there and set aside by a person. */
export const isAnnunciated = (alert: Pick<Alert, 'suppression'>): boolean => alert.suppression === undefined;
