import type { AlertView, IncidentView } from '../../backend/api/contract.ts';

interface Items {
  readonly alerts: ReadonlyMap<string, AlertView>;
  readonly incidents: ReadonlyMap<string, IncidentView>;
}

interface Parted {
  readonly incidents: ReadonlyMap<string, IncidentView>;
  readonly suppressed: ReadonlyMap<string, IncidentView>;
}

const NONE: ReadonlyMap<string, IncidentView> = new Map();

/**
 * Whether nobody is asked about it (ISA-18.2: not annunciated): all its alerts are known and suppressed, no citizen told of it and nobody took it on. What cannot be told is
 * shown.
 */
function isSuppressed(incident: IncidentView, alerts: ReadonlyMap<string, AlertView>): boolean {
  const { alertIds, nReports, assignee, state } = incident;
  if (alertIds.length === 0 || nReports > 0 || assignee !== undefined || (state !== 'new' && state !== 'filed'))
    return false;
  return alertIds.every((id) => alerts.get(id)?.suppression !== undefined);
}

/** Parts what asks for somebody from what does not. The same maps come back while neither changed, so that whoever watches them is not called for nothing. */
export class Annunciation {
  #from: ReadonlyMap<string, IncidentView> = NONE;
  #last: Parted = { incidents: NONE, suppressed: NONE };

  of({ alerts, incidents }: Items): Parted {
    const suppressed = new Map<string, IncidentView>();
    for (const [id, incident] of incidents) if (isSuppressed(incident, alerts)) suppressed.set(id, incident);
    const before = this.#last.suppressed;
    const isSame = suppressed.size === before.size && [...suppressed.keys()].every((id) => before.has(id));
    if (isSame && incidents === this.#from) return this.#last;
    this.#from = incidents;
    const shown = suppressed.size === 0 ? incidents : new Map([...incidents].filter(([id]) => !suppressed.has(id)));
    this.#last = { incidents: shown, suppressed };
    return this.#last;
  }
}
