import type { LonLat } from '../../geodata/model/geometry.ts';
import type { ThingId } from '../../geodata/model/ids.ts';
import { THING_KINDS } from '../../geodata/model/thing-kinds.ts';
import { type Clock, toIso } from '../../geodata/model/time.ts';
import type { Zone } from '../../geodata/model/zone.ts';
import type { Thing } from '../../ingestion/thing.ts';
import { alarmStateOf } from '../alerts/alarm-state.ts';
import { type AlertEvent, foldAlert } from '../alerts/alert.ts';
import type { ListedAlert } from '../alerts/alert-log.ts';
import type { Suppression } from '../alerts/suppression.ts';
import type { Incident } from '../incidents/incident.ts';
import type { TimelineEntry } from '../incidents/timeline.ts';
import { statusOf } from '../store/thing-status.ts';
import type { Principal } from './access.ts';
import type {
  AlertDetail,
  AlertView,
  IncidentDetail,
  IncidentView,
  SuppressionView,
  ThingView,
  TrackPoint,
  UserView,
  ZoneView,
} from './contract.ts';
import { evidenceView } from './evidence-view.ts';
import { incidentExtras, placesOfIncident } from './incident-extras.ts';
import { alertLogEntry, timelineLogEntry } from './log-entries.ts';
import type { PlacePort, ThingPort } from './ports.ts';

/** From the domain's values to the shapes of the contract; the one place where ids become names. */
export class Views {
  readonly #things: ThingPort;
  readonly #places: PlacePort;
  readonly #clock: Clock;
  readonly #zoneNames: ReadonlyMap<string, string>;

  /** By the clock things are online, stale or offline. */
  constructor({ things, places, clock }: { things: ThingPort; places: PlacePort; clock: Clock }) {
    this.#things = things;
    this.#places = places;
    this.#clock = clock;
    this.#zoneNames = new Map(places.zones.map((zone) => [zone.id, zone.name.zh]));
  }

  /** `undefined` when nobody has told of such a thing. */
  thing(id: ThingId): ThingView | undefined {
    const thing = this.#things.get(id);
    return thing && this.thingOf(thing);
  }

  thingOf(thing: Thing): ThingView {
    const sighting = this.#things.sighting(thing.id);
    const moving = sighting?.position;
    const position: LonLat | undefined = moving
      ? [moving.lon, moving.lat]
      : thing.lon !== undefined && thing.lat !== undefined
        ? [thing.lon, thing.lat]
        : undefined;
    return {
      id: thing.id,
      name: thing.name ?? thing.id,
      kind: thing.kind,
      family: THING_KINDS[thing.kind].family,
      status: statusOf(thing, sighting?.lastSeenAt, this.#clock.now()),
      ...(sighting && { lastSeenAt: toIso(sighting.lastSeenAt) }),
      ...(position && { position: [...position] as [number, number], ...this.#places.placeOf(position) }),
      ...(moving?.speedKn !== undefined && { speedKn: moving.speedKn }),
      ...(moving?.courseDeg !== undefined && { courseDeg: moving.courseDeg }),
      ...(moving?.headingDeg !== undefined && { headingDeg: moving.headingDeg }),
      ...(thing.department !== undefined && { department: thing.department }),
      attrs: { ...thing.attrs },
    };
  }

  alert(alert: ListedAlert): AlertView {
    return {
      id: alert.id,
      detector: alert.detector,
      kind: alert.kind,
      family: alert.family,
      grade: alert.grade,
      state: alert.state,
      acknowledged: alert.acknowledged,
      ...(alert.acknowledgedAt !== undefined && { acknowledgedAt: toIso(alert.acknowledgedAt) }),
      ...(alert.acknowledgedBy !== undefined && { acknowledgedBy: alert.acknowledgedBy }),
      shelved: alert.shelf !== undefined,
      ...(alert.shelf && { shelvedUntil: toIso(alert.shelf.until) }),
      things: alert.things.map((id) => this.reference(id)),
      ...(alert.datastream !== undefined && { datastream: alert.datastream }),
      raisedAt: toIso(alert.raisedAt),
      lastRaisedAt: toIso(alert.lastRaisedAt),
      ...(alert.clearedAt !== undefined && { clearedAt: toIso(alert.clearedAt) }),
      nRaised: alert.nRaised,
      ...(alert.measure && { measure: { ...alert.measure } }),
      message: { ...alert.message },
      ...(alert.position && { position: [...alert.position] as [number, number] }),
      ...(alert.incidentId !== undefined && { incidentId: alert.incidentId }),
      ruleVersion: alert.ruleVersion,
      priority: alert.priority,
      ...(alert.timeToActS !== undefined && { timeToActS: alert.timeToActS }),
      ...(alert.peopleAtRisk !== undefined && { peopleAtRisk: alert.peopleAtRisk }),
      alarmState: alarmStateOf(alert),
      ...(alert.suppression && { suppression: suppressionView(alert.suppression) }),
      ...this.place(alert.position, alert.zone),
    };
  }

  alertDetail(alert: ListedAlert, events: readonly AlertEvent[]): AlertDetail {
    return { ...this.alert(alert), evidence: evidenceView(alert.evidence), log: events.map(alertLogEntry) };
  }

  incident(incident: Incident): IncidentView {
    return {
      id: incident.id,
      title: { ...incident.title },
      kind: incident.kind,
      family: incident.family,
      grade: incident.grade,
      gradeReason: { ...incident.gradeReason },
      state: incident.state,
      condition: incident.condition,
      acknowledged: incident.acknowledged,
      shelved: incident.shelved,
      ...(incident.shelvedUntil !== undefined && { shelvedUntil: toIso(incident.shelvedUntil) }),
      ...(incident.assignee !== undefined && { assignee: incident.assignee }),
      ...this.#departmentOf(incident),
      things: incident.things.map((id) => this.reference(id)),
      ...(incident.position && { position: [...incident.position] as [number, number] }),
      occurredAt: toIso(incident.occurredAt),
      detectedAt: toIso(incident.detectedAt),
      updatedAt: toIso(incident.updatedAt),
      ...(incident.clearedAt !== undefined && { clearedAt: toIso(incident.clearedAt) }),
      ...(incident.closedAt !== undefined && { closedAt: toIso(incident.closedAt) }),
      ...(incident.dueAt !== undefined && { dueAt: toIso(incident.dueAt) }),
      overdue: incident.overdue,
      nAlerts: incident.alertIds.length,
      nReports: incident.reportIds?.length ?? 0,
      alertIds: [...incident.alertIds],
      ...this.place(incident.position, incident.zone),
    };
  }

  /** `alertEvents` are all that happened to its alerts, oldest first. */
  incidentDetail(
    incident: Incident,
    timeline: readonly TimelineEntry[],
    alertEvents: readonly AlertEvent[],
  ): IncidentDetail {
    const eventsOf = new Map<string, AlertEvent[]>();
    for (const event of alertEvents) append(eventsOf, event.alertId, event);
    const folded = [...eventsOf.values()].map(foldAlert);
    return {
      ...this.incident(incident),
      ...incidentExtras(incident),
      places: placesOfIncident(folded, (id) => this.#zoneName(id) ?? this.reference(id as ThingId).name),
      alerts: folded.map((alert) =>
        this.alertDetail({ ...alert, incidentId: incident.id }, eventsOf.get(alert.id) ?? []),
      ),
      timeline: timeline.map(timelineLogEntry),
    };
  }

  /** Names of the place; empty where nothing is known of it. */
  place(position: LonLat | undefined, zone: string | undefined): { district?: string; zone?: string } {
    return {
      ...(position && this.#places.placeOf(position)),
      ...(zone !== undefined && { zone: this.#zoneName(zone) ?? zone }),
    };
  }

  #zoneName(id: string): string | undefined {
    return this.#zoneNames.get(id) ?? this.#places.nameOf?.(id);
  }

  /** Whoever answers for it; of incidents stored before there was routing, for its leading thing. */
  #departmentOf({ department: routed, things: [id] }: Incident): { department?: string } {
    const department = routed ?? (id === undefined ? undefined : this.#things.get(id)?.department);
    return department === undefined ? {} : { department };
  }

  reference(id: ThingId): { id: string; name: string; kind: string } {
    const thing = this.#things.get(id);
    return { id, name: thing?.name ?? id, kind: thing?.kind ?? 'sensor' };
  }

  districtOf(point: Pick<TrackPoint, 'lon' | 'lat'>): string | undefined {
    return this.#places.placeOf([point.lon, point.lat]).district;
  }
}

function append(groups: Map<string, AlertEvent[]>, key: string, event: AlertEvent): void {
  const group = groups.get(key);
  if (group) group.push(event);
  else groups.set(key, [event]);
}

const suppressionView = ({ until, reason, ...rest }: Suppression): SuppressionView => ({
  ...rest,
  reason: { ...reason },
  ...(until !== undefined && { until: toIso(until) }),
});

export const userView = (principal: Principal): UserView => ({
  username: principal.username,
  roles: [...principal.roles],
  areas: [...principal.areas],
});

export const zoneView = (zone: Zone): ZoneView => ({
  id: zone.id,
  name: { ...zone.name },
  kind: zone.kind,
  rings: zone.rings.map((ring) => ring.map((position) => [...position] as [number, number])),
  ...(zone.speedLimitKn !== undefined && { speedLimitKn: zone.speedLimitKn }),
});
