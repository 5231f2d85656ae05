import type { EventTime } from '../../geodata/model/time.ts';
import type { ScoredAlert } from '../../scenarios/scoring.ts';
import { type Alert, type AlertEvent, type AlertId, applyEvent } from '../alerts/alert.ts';
import type { WalkOutcome } from './isolated-walk.ts';

interface Told {
  alert: Alert;
  readonly raisedAt: EventTime[];
}

/** The alerts of a walk as scoring wants them: each with every time it was raised, and the incident that took it in. */
export function scoredAlerts({
  alertEvents,
  incidentEvents,
}: Pick<WalkOutcome, 'alertEvents' | 'incidentEvents'>): ScoredAlert[] {
  const incidents = new Map<AlertId, string>();
  for (const event of incidentEvents) {
    if (event.kind === 'opened' || event.kind === 'joined') incidents.set(event.alertId, event.incidentId);
    if (event.kind === 'absorbed') for (const id of event.alertIds) incidents.set(id, event.incidentId);
  }
  return [...gather(alertEvents)].map(([id, { alert, raisedAt }]) => {
    const incidentId = incidents.get(id);
    const { detector, family, kind, things, position, zone } = alert;
    return {
      id,
      detector,
      family,
      kind,
      things,
      raisedAt,
      ...(position && { position }),
      ...(zone !== undefined && { zone }),
      ...(incidentId !== undefined && { incidentId }),
    };
  });
}

function gather(events: readonly AlertEvent[]): ReadonlyMap<AlertId, Told> {
  const told = new Map<AlertId, Told>();
  for (const event of events) {
    const known = told.get(event.alertId);
    const alert = applyEvent(known?.alert, event);
    const raisedAt = known?.raisedAt ?? [];
    if (event.kind === 'raised' || event.kind === 'recurred') raisedAt.push(event.time);
    told.set(event.alertId, { alert, raisedAt });
  }
  return told;
}
