import type { AlertView, IncidentView } from '../../backend/api/contract.ts';

const AT = '2026-09-18T07:40:00.000Z';

/** An open, unacknowledged incident of grade III; tell only what the test is about. */
export const incidentView = (told: Partial<IncidentView> & { id: string }): IncidentView => ({
  title: { zh: '两船紧迫局面', en: 'Close quarters' },
  kind: 'close_quarters',
  family: 'vessel',
  grade: 3,
  gradeReason: { zh: '定级', en: 'graded' },
  state: 'new',
  condition: 'active',
  acknowledged: false,
  shelved: false,
  things: [],
  occurredAt: AT,
  detectedAt: AT,
  updatedAt: AT,
  overdue: false,
  nAlerts: 1,
  nReports: 0,
  alertIds: [],
  ...told,
});

/** An active alert of grade III. */
export const alertView = (told: Partial<AlertView> & { id: string }): AlertView => ({
  detector: 'vessel.overspeed',
  kind: 'overspeed',
  family: 'vessel',
  grade: 3,
  state: 'active',
  acknowledged: false,
  shelved: false,
  things: [],
  raisedAt: AT,
  lastRaisedAt: AT,
  nRaised: 1,
  message: { zh: '超速', en: 'too fast' },
  ruleVersion: '1',
  ...told,
});
