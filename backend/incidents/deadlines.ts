import type { Grade } from '../../geodata/model/grade.ts';
import type { EventTime } from '../../geodata/model/time.ts';
import type { Alert } from '../alerts/alert.ts';
import { type IncidentRecord, isClosed } from './incident.ts';

/** Minutes for something, by grade. */
type MinutesByGrade = Readonly<Record<Grade, number>>;

/** Until what, and how long each may take. */
export interface Deadlines {
  /** From the moment an alert waits for a person until somebody acknowledges it. */
  readonly acknowledge: MinutesByGrade;
  /** From filing until somebody is sent. */
  readonly dispatch: MinutesByGrade;
  /** From sending until they are there. */
  readonly arrive: MinutesByGrade;
  /** From arrival until it is resolved. */
  readonly resolve: MinutesByGrade;
}

/**
 * Ours, configurable: no standard sets them for a whole city. They have the structure of digital city management (GB/T 30428 series: a limit of its own for 立案, 派遣 and 处置 of each matter,
 * from "at once" to days) with the grade in place of the matter; the last row gives emergencies four hours and small matters three days.
 */
export const DEFAULT_DEADLINES: Deadlines = {
  acknowledge: { 1: 3, 2: 10, 3: 30, 4: 60 },
  dispatch: { 1: 5, 2: 15, 3: 60, 4: 240 },
  arrive: { 1: 30, 2: 60, 3: 120, 4: 480 },
  resolve: { 1: 240, 2: 480, 3: 1440, 4: 4320 },
};

export type DeadlineStage = keyof Deadlines;

/** What has to be done next and by when. Shelved alerts stop the clock of acknowledging, and a shelved incident every clock. */
export function deadlineOf(
  record: IncidentRecord,
  alerts: readonly Alert[],
  grade: Grade,
  isShelved: boolean,
  deadlines: Deadlines,
): { readonly stage: DeadlineStage; readonly dueAt: EventTime } | undefined {
  if (isClosed(record)) return undefined;
  const waiting = alerts.flatMap((alert) => (alert.shelf ? [] : (alert.waitingSince ?? [])));
  const due = (stage: DeadlineStage, since: number) => ({
    stage,
    dueAt: (since + deadlines[stage][grade] * 60_000) as EventTime,
  });
  if (waiting.length > 0) return due('acknowledge', Math.min(...waiting));
  if (isShelved) return undefined;
  if (record.state === 'filed') return due('dispatch', record.stateSince);
  if (record.state === 'dispatched') return due('arrive', record.stateSince);
  return record.state === 'handling' ? due('resolve', record.stateSince) : undefined;
}
