import type { AlertView, SuppressionView } from '../../../feed/model.ts';

/** Alerts that are not shown for one and the same reason. */
export interface SuppressedLot {
  readonly key: string;
  readonly suppression: SuppressionView;
  /** The last raised first. */
  readonly alerts: readonly AlertView[];
}

/** One decision is one lot: a rule, a window, a first-out alert; what the desk's own rules damp goes together by their cause. */
const keyOf = ({ cause, arrangement, leader }: SuppressionView): string => [cause, arrangement, leader].join('/');

/** The largest first, those of one size by their key. */
export function suppressedLots(alerts: readonly AlertView[], text: string): readonly SuppressedLot[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const parted = new Map<string, { suppression: SuppressionView; alerts: AlertView[] }>();
  for (const alert of alerts) {
    if (!alert.suppression || !words.every((word) => hayOf(alert).includes(word))) continue;
    const key = keyOf(alert.suppression);
    const lot = parted.get(key);
    if (lot) lot.alerts.push(alert);
    else parted.set(key, { suppression: alert.suppression, alerts: [alert] });
  }
  return [...parted]
    .map(([key, { suppression, alerts: members }]) => ({
      key,
      suppression,
      alerts: members.sort((a, b) => Date.parse(b.lastRaisedAt) - Date.parse(a.lastRaisedAt)),
    }))
    .sort((a, b) => b.alerts.length - a.alerts.length || (a.key < b.key ? -1 : 1));
}

const hayOf = ({ id, detector, message, things, zone, district, suppression }: AlertView): string =>
  [
    id,
    detector,
    message.zh,
    message.en,
    zone,
    district,
    suppression?.reason.zh,
    suppression?.reason.en,
    suppression?.owner,
    suppression?.leader,
    ...things.flatMap(({ id: thing, name }) => [thing, name]),
  ]
    .join('\n')
    .toLowerCase();
