import type { IncidentView } from '../../feed/model.ts';

/** True when every word of the filter occurs in the incident's titles, id, places, vessels or owner, in either language. */
export function matches(incident: IncidentView, family: string | undefined, text: string): boolean {
  if (family !== undefined && incident.family !== family) return false;
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const hay = [
    incident.id,
    incident.title.zh,
    incident.title.en,
    incident.district,
    incident.street,
    incident.zone,
    incident.assignee,
    incident.department,
    ...incident.things.flatMap(({ id, name }) => [id, name]),
  ]
    .join('\n')
    .toLowerCase();
  return words.every((word) => hay.includes(word));
}
