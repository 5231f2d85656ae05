import { FAMILIES } from '../../geodata/model/family.ts';
import { type EventTime, toIso } from '../../geodata/model/time.ts';
import type { Outcome } from '../../scenarios/scenario.ts';
import { type ScoredAlert, scoreRuns } from '../../scenarios/scoring.ts';
import type { AlertEvent } from '../alerts/alert.ts';
import type { ListedAlert } from '../alerts/alert-log.ts';
import type { Scorecard } from '../api/replay-contract.ts';
import type { IncidentEvent } from '../incidents/incident.ts';
import type { LogEntry } from './analysis.ts';
import { ReplayLog } from './replay-log.ts';

const HOUR_MS = 3_600_000;

export interface Scored {
  readonly replay: string;
  readonly from: EventTime;
  readonly to: EventTime;
  readonly entries: readonly LogEntry[];
  /** Absent where the truth is not known. */
  readonly outcome?: Outcome;
}

/** How a run came out: what was told, how people answered, and, where the truth is known, how much of it was told and who was in harm's way. */
export function scorecardOf({ replay, from, to, entries, outcome }: Scored): Scorecard {
  const log = new ReplayLog();
  log.append(entries);
  log.moveTo(Number.POSITIVE_INFINITY);
  const alerts = [...log.alerts.all()];
  const incidents = [...log.incidents.all()];
  const cleared = alerts.flatMap(({ clearedAt }) => clearedAt ?? []);
  return {
    replay,
    alerts: alerts.length,
    incidents: incidents.filter(({ state }) => state !== 'void').length,
    ...(alerts.length > 0 && {
      worstGrade: Math.min(...alerts.map(({ grade }) => grade)) as 1,
      firstRaisedAt: toIso(Math.min(...alerts.map(({ raisedAt }) => raisedAt)) as EventTime),
    }),
    stillActive: alerts.filter(({ state }) => state === 'active').length,
    ...(cleared.length > 0 && { lastClearedAt: toIso(Math.max(...cleared) as EventTime) }),
    response: responseOf(log.incidents.events),
    ...(outcome && {
      exposure: exposureOf(outcome),
      ...scoresOf(alerts, log.alerts.events, outcome, (to - from) / HOUR_MS),
    }),
  };
}

/** Medians over the incidents that got so far, seconds. */
function responseOf(events: readonly IncidentEvent[]): Scorecard['response'] {
  const first = (kind: IncidentEvent['kind']) => {
    const times = new Map<string, number>();
    for (const event of events) {
      if (event.kind === kind && event.actor !== 'system' && !times.has(event.incidentId))
        times.set(event.incidentId, event.time);
    }
    return times;
  };
  const opened = new Map(events.flatMap((event) => (event.kind === 'opened' ? [[event.incidentId, event.time]] : [])));
  const resolved = new Map(
    events.flatMap((event) => (event.kind === 'resolved' ? [[event.incidentId, event.time]] : [])),
  );
  const acknowledged = first('acknowledged');
  const dispatched = first('assigned');
  return {
    ...medianOf('raisedToAcknowledged', opened, acknowledged),
    ...medianOf('acknowledgedToDispatched', acknowledged, dispatched),
    ...medianOf('dispatchedToResolved', dispatched, resolved),
  };
}

function medianOf(name: string, from: ReadonlyMap<string, number>, to: ReadonlyMap<string, number>) {
  const spans = [...from].flatMap(([id, begin]) => {
    const end = to.get(id);
    return end !== undefined && end >= begin ? [(end - begin) / 1000] : [];
  });
  spans.sort((a, b) => a - b);
  const middle = spans.length >> 1;
  if (spans.length === 0) return {};
  return { [name]: spans.length % 2 === 1 ? spans[middle]! : (spans[middle - 1]! + spans[middle]!) / 2 };
}

/** In all, and of each family that anybody was exposed to. */
function exposureOf({ exposure }: Outcome): Scorecard['exposure'] {
  const families = FAMILIES.flatMap((family) => {
    const own = curveOf(exposure.map((point) => point.families?.[family] ?? 0));
    return own.peakPeople > 0 ? [[family, own] as const] : [];
  });
  return {
    ...curveOf(exposure.map(({ people }) => people)),
    ...(families.length > 0 && { families: Object.fromEntries(families) }),
  };
}

/** @param people one number a minute. */
const curveOf = (people: readonly number[]) => ({
  peakPeople: people.reduce((peak, each) => Math.max(peak, each), 0),
  personMinutes: people.reduce((sum, each) => sum + each, 0),
});

function scoresOf(
  alerts: readonly ListedAlert[],
  events: readonly AlertEvent[],
  { truth }: Outcome,
  hours: number,
): Pick<Scorecard, 'families' | 'detectors' | 'total'> {
  const raisedAt = new Map<string, EventTime[]>();
  for (const event of events) {
    if (event.kind !== 'raised' && event.kind !== 'recurred') continue;
    raisedAt.set(event.alertId, [...(raisedAt.get(event.alertId) ?? []), event.time]);
  }
  const scored = alerts.map(
    ({ id, detector, family, kind, things, position, zone, incidentId }): ScoredAlert => ({
      id,
      detector,
      family,
      kind,
      things,
      raisedAt: raisedAt.get(id) ?? [],
      ...(position && { position }),
      ...(zone !== undefined && { zone }),
      ...(incidentId !== undefined && { incidentId }),
    }),
  );
  const { families, detectors, total } = scoreRuns([{ truth, alerts: scored, hours }]);
  return { families: { ...families }, detectors: detectors.map((detector) => ({ ...detector })), total: { ...total } };
}
