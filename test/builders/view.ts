import type { AlertView, IncidentView } from '../../backend/api/contract.ts';

const TIME = '2026-09-18T07:42:18.000Z';

/** An alert as clients see it. */
export const alertView = (id: string, over: Partial<AlertView> = {}): AlertView => ({
  id,
  detector: 'vessel.overspeed',
  kind: 'overspeed',
  family: 'vessel',
  grade: 3,
  state: 'active',
  acknowledged: false,
  shelved: false,
  things: [{ id: 'mmsi-412000305', name: '澜游 305', kind: 'vessel' }],
  raisedAt: TIME,
  lastRaisedAt: TIME,
  nRaised: 1,
  message: { zh: '航速 14.2 节，限 10 节', en: '14.2 kn where 10 kn is allowed' },
  ruleVersion: '1',
  ...over,
});

/** An incident as clients see it. */
export const incidentView = (id: string, over: Partial<IncidentView> = {}): IncidentView => ({
  id,
  title: { zh: '澜游 305 超速', en: '澜游 305: overspeed' },
  kind: 'overspeed',
  family: 'vessel',
  grade: 3,
  gradeReason: { zh: '警报等级', en: 'its alert' },
  state: 'new',
  condition: 'active',
  acknowledged: false,
  shelved: false,
  things: [],
  occurredAt: TIME,
  detectedAt: TIME,
  updatedAt: TIME,
  overdue: false,
  nAlerts: 1,
  nReports: 0,
  alertIds: [],
  ...over,
});
