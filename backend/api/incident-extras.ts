import type { Grade } from '../../geodata/model/grade.ts';
import { type EventTime, toIso } from '../../geodata/model/time.ts';
import type { Alert } from '../alerts/alert.ts';
import { placeKeyOf, worstOf } from '../incidents/classification/grading.ts';
import type { Incident } from '../incidents/incident.ts';
import type { IncidentDetail } from './contract.ts';

type Extras = Pick<
  IncidentDetail,
  'tags' | 'gradeReasons' | 'departmentReason' | 'reportIds' | 'clocks' | 'team' | 'score'
>;

/** What only the detail of an incident tells. Incidents stored before there was classification have none of it. */
export function incidentExtras(incident: Incident): Extras {
  const { tags = [], gradeReasons, gradeReason, reportIds = [], departmentReason, team, score } = incident;
  return {
    tags: tags.map((tag) => ({
      ...tag,
      category: { ...tag.category },
      name: { ...tag.name },
      reason: { ...tag.reason },
    })),
    gradeReasons: (gradeReasons ?? [gradeReason]).map((reason) => ({ ...reason })),
    ...(departmentReason && { departmentReason: { ...departmentReason } }),
    reportIds: [...reportIds],
    clocks: clocksOf(incident),
    ...(team !== undefined && { team }),
    ...(score !== undefined && { score }),
  };
}

function clocksOf(incident: Incident): Extras['clocks'] {
  const told = (['acknowledgedAt', 'filedAt', 'dispatchedAt', 'arrivedAt', 'resolvedAt', 'closedAt'] as const).flatMap(
    (name) => {
      const time: EventTime | undefined = incident[name];
      return time === undefined ? [] : [[name, toIso(time)] as const];
    },
  );
  return Object.fromEntries(told);
}

/** Where an incident holds, the worst first: its alerts by zone or thing. */
export function placesOfIncident(alerts: readonly Alert[], nameOf: (id: string) => string): IncidentDetail['places'] {
  const byPlace = new Map<string, Alert[]>();
  for (const alert of alerts) byPlace.set(placeKeyOf(alert), [...(byPlace.get(placeKeyOf(alert)) ?? []), alert]);
  return [...byPlace]
    .map(([id, own]) => {
      const active = own.filter(({ state }) => state === 'active');
      const worst = worstOf(active.length > 0 ? active : own);
      return {
        id,
        name: nameOf(id),
        kind: worst.kind,
        grade: worst.grade as Grade,
        state: worst.state,
        nAlerts: own.length,
        since: toIso(Math.min(...own.map(({ raisedAt }) => raisedAt)) as EventTime),
        ...(worst.position && { position: [...worst.position] as [number, number] }),
      };
    })
    .sort((a, b) => Number(a.state === 'cleared') - Number(b.state === 'cleared') || a.grade - b.grade);
}
