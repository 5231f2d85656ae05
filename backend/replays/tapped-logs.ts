import type { AlertLog } from '../alerts/alert-log.ts';
import type { Action } from '../identity/audit.ts';
import type { IncidentLog } from '../incidents/incident-log.ts';

/** The same log; `onAction` hears of what people did once it is committed. */
export function tappedAlertLog(log: AlertLog, onAction: (action: Action) => void): AlertLog {
  return {
    async append(entries) {
      await log.append(entries);
      for (const { action } of entries) if (action) onAction(action);
    },
    load: () => log.load(),
    find: (id) => log.find(id),
    list: (filter, page) => log.list(filter, page),
    eventsOf: (ids) => log.eventsOf(ids),
  };
}

export function tappedIncidentLog(log: IncidentLog, onAction: (action: Action) => void): IncidentLog {
  return {
    async append(entries) {
      await log.append(entries);
      for (const { action } of entries) if (action) onAction(action);
    },
    load: () => log.load(),
    find: (id) => log.find(id),
    list: (filter, page) => log.list(filter, page),
    eventsOf: (id) => log.eventsOf(id),
  };
}
