import type { AlertView } from '../../../feed/model.ts';

export interface PlaceOfAlerts<Alert extends AlertView> {
  readonly name: string;
  /** The worst first, as {@link byWeight} has them. */
  readonly alerts: readonly Alert[];
}

/** What still holds before what is over, the worst before the milder, the newest before the older. */
const byWeight = (a: AlertView, b: AlertView): number =>
  Number(a.state === 'cleared') - Number(b.state === 'cleared') ||
  a.grade - b.grade ||
  Date.parse(b.lastRaisedAt) - Date.parse(a.lastRaisedAt);

/** An incident's alerts by the place where they hold (a zone or asset, else the leading thing), the place with the worst first. */
export function alertsByPlace<Alert extends AlertView>(alerts: readonly Alert[]): readonly PlaceOfAlerts<Alert>[] {
  const places = new Map<string, Alert[]>();
  for (const alert of alerts.toSorted(byWeight)) {
    const name = alert.zone ?? alert.things[0]?.name ?? alert.street ?? alert.id;
    const own = places.get(name);
    if (own) own.push(alert);
    else places.set(name, [alert]);
  }
  return [...places].map(([name, own]) => ({ name, alerts: own }));
}
