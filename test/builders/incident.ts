import type { IncidentView } from '../../backend/api/contract.ts';

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
