import { type EventTime, toIso } from '../../geodata/model/time.ts';
import type { Warning } from '../../ingestion/observation.ts';
import type { RecordedAction } from '../../scenarios/recorded/recorded.ts';
import type { ExposurePoint } from '../../scenarios/scenario.ts';
import { maySee } from '../api/access.ts';
import type { ReplayLanes } from '../api/replay-contract.ts';
import type { Views } from '../api/views.ts';
import type { Action } from '../identity/audit.ts';
import type { Incident } from '../incidents/incident.ts';
import { BIN_MS, type LogEntry } from './analysis.ts';
import { ReplayLog } from './replay-log.ts';

/** All that has been found out of a replay so far, wherever its clock stands. */
export interface Findings {
  readonly from: EventTime;
  readonly to: EventTime;
  readonly entries: readonly LogEntry[];
  readonly bins: readonly number[];
  readonly warnings: readonly Warning[];
  readonly actions: readonly RecordedAction[];
  readonly exposure?: readonly ExposurePoint[];
}

/** What the lanes show to somebody with these areas. */
export function lanesOf(findings: Findings, views: Views, areas: readonly string[]): ReplayLanes {
  const { from, to, entries, bins, warnings, exposure } = findings;
  const log = new ReplayLog();
  log.append(entries);
  log.moveTo(Number.POSITIVE_INFINITY);
  const phases = phasesOf(entries);
  const isVisible = ({ position, zone }: Pick<Incident, 'position' | 'zone'>) =>
    maySee(areas, views.place(position, zone).district);
  return {
    from: toIso(from),
    to: toIso(to),
    binMs: BIN_MS,
    messages: [...bins],
    alerts: [...log.alerts.all()].filter(isVisible).map((alert) => ({
      id: alert.id,
      kind: alert.kind,
      family: alert.family,
      grade: alert.grade,
      raisedAt: toIso(alert.raisedAt),
      ...(alert.clearedAt !== undefined && { clearedAt: toIso(alert.clearedAt) }),
      message: { ...alert.message },
      ...(alert.position && { position: [...alert.position] as [number, number] }),
      ...(alert.incidentId !== undefined && { incidentId: alert.incidentId }),
    })),
    incidents: [...log.incidents.all()].filter(isVisible).map((incident) => ({
      id: incident.id,
      title: { ...incident.title },
      family: incident.family,
      grade: incident.grade,
      phases: phases.get(incident.id) ?? [],
    })),
    actions: areas.length > 0 ? [] : actionsOf(findings),
    warnings: warnings.filter(({ status }) => status !== 'cancel').map((warning) => warningLane(warning, warnings)),
    ...(exposure && { exposure: exposure.map((point) => ({ ...point, time: toIso(point.time) })) }),
  };
}

type Phase = ReplayLanes['incidents'][number]['phases'][number];

/** The states of each incident, in order. */
function phasesOf(entries: readonly LogEntry[]): ReadonlyMap<string, Phase[]> {
  const phases = new Map<string, Phase[]>();
  for (const { knownAt, incident: entry } of entries) {
    const incident = entry?.incident;
    if (!incident) continue;
    const own = phases.get(incident.id) ?? [];
    const last = own.at(-1);
    if (last?.state === incident.state) continue;
    const time = toIso((own.length === 0 ? incident.detectedAt : knownAt) as EventTime);
    if (last) own[own.length - 1] = { ...last, to: time };
    own.push({ state: incident.state, from: time });
    phases.set(incident.id, own);
  }
  return phases;
}

/** What people did: in this run, and, where nothing could come of it in this run, when it was recorded. */
function actionsOf({ entries, actions }: Findings): ReplayLanes['actions'] {
  const done = entries.flatMap(({ alert, incident }) => alert?.action ?? incident?.action ?? []).filter(isPersons);
  const known = new Set(done.map(({ actor, action, time }) => `${actor.name} ${action} ${time}`));
  const recorded = actions.filter(({ actor, action, time }) => !known.has(`${actor} ${action} ${time}`));
  const all = [
    ...done.map(({ actor, ...action }) => ({ ...action, actor: actor.name })),
    ...recorded.map(({ kind: _, role: _role, alertIds: _alerts, ...action }) => action),
  ];
  return all.sort((a, b) => a.time - b.time).map((action) => ({ ...action, time: toIso(action.time) }));
}

const isPersons = ({ actor }: Action): boolean => actor.role !== 'system';

function warningLane(warning: Warning, all: readonly Warning[]): ReplayLanes['warnings'][number] {
  const ending = all.find(({ replaces }) => replaces?.includes(warning.id));
  const to = ending?.time ?? warning.expiresAt;
  return {
    id: warning.id,
    event: warning.event,
    headline: warning.headline,
    from: toIso(warning.effectiveAt ?? warning.time),
    ...(warning.grade !== undefined && { grade: warning.grade }),
    ...(to !== undefined && { to: toIso(to) }),
  };
}
