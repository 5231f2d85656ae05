import type { Grade } from '../../../geodata/model/grade.ts';
import type { ThingId } from '../../../geodata/model/ids.ts';
import type { PlanePoint } from '../../../geodata/model/local-plane.ts';
import type { EventTime } from '../../../geodata/model/time.ts';

/** One report with a place. Plain data. */
export interface PlacedReport {
  readonly id: string;
  readonly thing: ThingId;
  readonly time: EventTime;
  readonly text: string;
  readonly at: PlanePoint;
}

/** Many who complain of one matter around one place. Plain data. */
export interface Hotspot {
  readonly key: string;
  readonly matter: string;
  /** Oldest first; as many as are kept, see {@link MOST_KEPT}. */
  readonly reports: PlacedReport[];
  count: number;
  /** Sum of all places: their mean is the middle. */
  readonly sum: [east: number, north: number];
  /** The farthest report from the middle at the time it came, metres. */
  radiusM: number;
  lastAt: EventTime;
  grade: Grade;
  /** How many had reported when it was last told. */
  told: number;
  readonly found: Found;
}

/** Why it was raised: the cylinder that decided. */
interface Found {
  readonly spanH: number;
  readonly windowM: number;
  readonly observed: number;
  readonly expected: number;
  readonly critical: number;
  readonly ratio: number;
  readonly pValue: number;
  readonly everydayPerDay: number;
}

/** Reports that a hotspot keeps: evidence shows 20 reports and 60 samples. */
const MOST_KEPT = 60;

export const middleOf = ({ sum, count }: Hotspot): PlanePoint => [sum[0] / count, sum[1] / count];

export function join(hotspot: Hotspot, report: PlacedReport): void {
  hotspot.count++;
  hotspot.sum[0] += report.at[0];
  hotspot.sum[1] += report.at[1];
  const [east, north] = middleOf(hotspot);
  hotspot.radiusM = Math.max(hotspot.radiusM, Math.hypot(report.at[0] - east, report.at[1] - north));
  hotspot.lastAt = report.time;
  hotspot.reports.push(report);
  // The first say how it began, the last how it stands.
  if (hotspot.reports.length > MOST_KEPT) hotspot.reports.splice(MOST_KEPT / 2, 1);
}
