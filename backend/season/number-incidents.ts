import type { IncidentEntry } from '../incidents/incident-log.ts';
import type { PlayedBlock } from './play-block.ts';

/** The highest incident number given out for each day, by `YYMMDD`. */
export type DayNumbers = Readonly<Record<string, number>>;

const INCIDENT_ID = /INC-(\d{6})-(\d{3,})/g;

/** Gives the incidents of a block, which counts from its own beginning, the numbers behind those that their days have already. */
export function numberIncidents(
  entries: PlayedBlock['incidentEntries'],
  before: DayNumbers,
): { readonly entries: readonly IncidentEntry[]; readonly numbers: DayNumbers } {
  const numbers: Record<string, number> = { ...before };
  const text = JSON.stringify(entries).replace(INCIDENT_ID, (_, day: string, own: string) => {
    const number = (before[day] ?? 0) + Number(own);
    numbers[day] = Math.max(numbers[day] ?? 0, number);
    return `INC-${day}-${String(number).padStart(3, '0')}`;
  });
  return { entries: JSON.parse(text) as IncidentEntry[], numbers };
}
