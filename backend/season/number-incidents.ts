import type { IncidentEntry } from '../incidents/incident-log.ts';
import type { TaskEntry } from '../tasks/task-log.ts';
import type { PlayedBlock } from './play-block.ts';

/** The highest incident number given out for each day, by `YYMMDD`. */
export type DayNumbers = Readonly<Record<string, number>>;

/** Of incidents, and of tasks, which are named after theirs. */
const ID = /(INC|TSK)-(\d{6})-(\d{3,})/g;

/** Gives the incidents of a block, which counts from its own beginning, and their tasks the numbers behind those that their days have already. */
export function numberIncidents(
  { incidentEntries, taskEntries }: Pick<PlayedBlock, 'incidentEntries' | 'taskEntries'>,
  before: DayNumbers,
): { readonly entries: readonly IncidentEntry[]; readonly tasks: readonly TaskEntry[]; readonly numbers: DayNumbers } {
  const numbers: Record<string, number> = { ...before };
  const text = JSON.stringify({ incidentEntries, taskEntries }).replace(
    ID,
    (_, kind: string, day: string, own: string) => {
      const number = (before[day] ?? 0) + Number(own);
      numbers[day] = Math.max(numbers[day] ?? 0, number);
      return `${kind}-${day}-${String(number).padStart(3, '0')}`;
    },
  );
  const numbered = JSON.parse(text) as { incidentEntries: IncidentEntry[]; taskEntries: TaskEntry[] };
  return { entries: numbered.incidentEntries, tasks: numbered.taskEntries, numbers };
}
