import type { IncidentRecord } from './incident.ts';

/** What each part is worth, and what a fault costs. Ours, after the parts by which city-management supervision judges units (立案, 派遣, 处置, 结案: on time, in full, and not done twice): */
const WORTH = {
  /** Nothing was late; each time that was missed costs as much as `late`. */
  timeliness: 40,
  late: 15,
  /** It was not taken up again; each time costs as much as `again`. */
  lasting: 35,
  again: 15,
  /** Its clocks are complete: acknowledged, filed, dispatched and arrived, a share each. */
  complete: 25,
} as const;

type Judged = Pick<
  IncidentRecord,
  'nMissed' | 'nReopened' | 'acknowledgedAt' | 'filedAt' | 'dispatchedAt' | 'arrivedAt'
>;

/**
 * Quality of handling at the close, 0–100: 40 for timeliness less 15 a missed time, 35 for a cure that lasted less 15 each time it was taken up again, 25 for a complete
 * record. What no step was taken about has no incomplete record: a matter closed from the desk is judged by the first two and its acknowledgement.
 */
export function handlingScore(record: Judged): number {
  const timeliness = Math.max(0, WORTH.timeliness - WORTH.late * record.nMissed);
  const lasting = Math.max(0, WORTH.lasting - WORTH.again * record.nReopened);
  const wanted =
    record.filedAt === undefined
      ? [record.acknowledgedAt]
      : [record.acknowledgedAt, record.filedAt, record.dispatchedAt, record.arrivedAt];
  const complete = (WORTH.complete * wanted.filter((time) => time !== undefined).length) / wanted.length;
  return Math.round(timeliness + lasting + complete);
}
