import type { AlertView, IncidentView } from '../../feed/model.ts';

/** Most urgent first. What is about an instrument only is `diagnostic`. */
const PRIORITIES = ['high', 'medium', 'low', 'diagnostic'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** What an incident's alerts make of it. */
export interface Burden {
  /** The highest of those that hold, or of all when none does; absent while its alerts are not known. */
  readonly priority: Priority | undefined;
  /** Zones or assets, and things where there is neither, at which one of them holds (or held, when none does). */
  readonly places: number;
  /** The same alerts, the worst first. */
  readonly alerts: readonly AlertView[];
}

const rankOf = (priority: Priority | undefined): number =>
  priority === undefined ? PRIORITIES.length : PRIORITIES.indexOf(priority);

const placeOf = ({ zone, things, id }: AlertView): string => zone ?? things[0]?.id ?? id;

/** Suppressed alerts burden nobody. */
export function burdenOf({ alertIds }: IncidentView, alerts: ReadonlyMap<string, AlertView>): Burden {
  const shown = alertIds.flatMap((id) => alerts.get(id) ?? []).filter(({ suppression }) => suppression === undefined);
  const active = shown.filter(({ state }) => state === 'active');
  const counted = active.length > 0 ? active : shown;
  return {
    priority: PRIORITIES.find((priority) => counted.some((alert) => alert.priority === priority)),
    places: new Set(counted.map(placeOf)).size,
    alerts: counted.toSorted((a, b) => a.grade - b.grade || Date.parse(a.raisedAt) - Date.parse(b.raisedAt)),
  };
}

/** Negative when `a` is more urgent by priority. */
export const byPriority = (a: Burden | undefined, b: Burden | undefined): number =>
  rankOf(a?.priority) - rankOf(b?.priority);

const WEATHER: ReadonlySet<string> = new Set(['typhoon', 'rainstorm', 'storm_surge', 'thunderstorm', 'gale']);

/** Whether it stands for everything that one spell of weather brings about. */
export const isWeather = ({ kind }: Pick<IncidentView, 'kind'>): boolean => WEATHER.has(kind);
