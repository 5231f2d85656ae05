import { createHash } from 'node:crypto';
import type { AlertEvent } from '../alerts/alert.ts';
import type { IncidentEvent } from '../incidents/incident.ts';

/** SHA-256, hex, of the canonical log: each event as JSON with its keys sorted, one a line, in order, alerts first, an empty line between. */
export function digestOf(alertEvents: readonly AlertEvent[], incidentEvents: readonly IncidentEvent[]): string {
  const hash = createHash('sha256');
  for (const event of alertEvents) hash.update(`${canonical(event)}\n`);
  hash.update('\n');
  for (const event of incidentEvents) hash.update(`${canonical(event)}\n`);
  return hash.digest('hex');
}

const canonical = (event: AlertEvent | IncidentEvent): string => JSON.stringify(event, sortedKeys);

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
