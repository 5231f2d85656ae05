import type { AlertView } from '../../feed/model.ts';

/** The alert that leads an incident: active before cleared, then the worst, then the newest. */
export const leadingAlert = <Alert extends AlertView>(alerts: readonly Alert[]): Alert | undefined =>
  alerts.toSorted(
    (a, b) =>
      Number(a.state === 'cleared') - Number(b.state === 'cleared') ||
      a.grade - b.grade ||
      Date.parse(b.lastRaisedAt) - Date.parse(a.lastRaisedAt),
  )[0];
