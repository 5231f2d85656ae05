import type { IncidentView } from '../../feed/model.ts';
import { type Burden, isWeather } from './burden.ts';

export const LOT_KEYS = ['cause', 'place', 'kind'] as const;
/** What incidents are put together by while there are too many to be read one by one. */
export type LotKey = (typeof LOT_KEYS)[number];

/** Incidents that are read together. */
export interface Lot {
  readonly key: string;
  readonly by: LotKey;
  /** The most urgent first; at least one. */
  readonly incidents: readonly [IncidentView, ...IncidentView[]];
  readonly grade: IncidentView['grade'];
  /** Alerts that hold, and at how many places. */
  readonly alerts: number;
  readonly places: number;
  /** Incidents that nobody has acknowledged. */
  readonly unacknowledged: number;
  /** When the first of them began, ISO 8601. */
  readonly since: string;
  /** One cause of several alerts: opening it shows these. */
  readonly isOne: boolean;
}

type Compare = (a: IncidentView, b: IncidentView) => number;

/** By cause: what has several alerts or is weather is a cause of its own; the single ones go together by their kind, or forty of them would still be forty rows. */
function keyOf(incident: IncidentView, by: LotKey, burden: Burden | undefined): string {
  switch (by) {
    case 'cause':
      return isCauseOfMany(incident, burden) ? `incident/${incident.id}` : `kind/${incident.kind}`;
    case 'place':
      return `place/${incident.district ?? ''}`;
    case 'kind':
      return `kind/${incident.kind}`;
  }
}

const isCauseOfMany = (incident: IncidentView, burden: Burden | undefined): boolean =>
  isWeather(incident) || (burden?.alerts.length ?? incident.nAlerts) > 1;

/** Ordered by their most urgent incident, as `compare` says; total, so that nothing changes places without a reason. */
export function lotsOf(
  incidents: Iterable<IncidentView>,
  by: LotKey,
  burdens: ReadonlyMap<string, Burden>,
  compare: Compare,
): readonly Lot[] {
  const parted = new Map<string, [IncidentView, ...IncidentView[]]>();
  for (const incident of [...incidents].sort(compare)) {
    const key = keyOf(incident, by, burdens.get(incident.id));
    const members = parted.get(key);
    if (members) members.push(incident);
    else parted.set(key, [incident]);
  }
  return [...parted].map(([key, members]) => lotOf(key, by, members, burdens));
}

function lotOf(key: string, by: LotKey, incidents: Lot['incidents'], burdens: ReadonlyMap<string, Burden>): Lot {
  const sum = (count: (incident: IncidentView) => number) =>
    incidents.reduce((total, incident) => total + count(incident), 0);
  return {
    key,
    by,
    incidents,
    grade: incidents[0].grade,
    alerts: sum(({ id, nAlerts }) => burdens.get(id)?.alerts.length ?? nAlerts),
    places: sum(({ id }) => burdens.get(id)?.places ?? 1),
    unacknowledged: sum(({ acknowledged, condition }) => Number(!acknowledged && condition === 'active')),
    since: incidents.reduce(
      (first, { occurredAt }) => (occurredAt < first ? occurredAt : first),
      incidents[0].occurredAt,
    ),
    isOne: key.startsWith('incident/'),
  };
}
