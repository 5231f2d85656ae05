import type { PlanePoint } from '../../../geodata/model/local-plane.ts';
import type { PeopleField } from './people-field.ts';

const HOUR_MS = 3_600_000;
/** Cylinders that are tried around each report: circles by spans that end now. Ours: a block, a quarter, as far as a smell carries; half an hour to half a shift. */
const RADII_M = [300, 600, 1000] as const;
const SPANS_H = [0.5, 1, 2, 4] as const;
export const LONGEST_MS = SPANS_H.at(-1)! * HOUR_MS;
const WIDEST_M = RADII_M.at(-1)!;

export interface Placed {
  readonly time: number;
  readonly at: PlanePoint;
}

/** One cylinder and what it holds. */
export interface Cluster<Report extends Placed> {
  readonly at: PlanePoint;
  readonly radiusM: number;
  readonly spanH: number;
  readonly reports: readonly Report[];
  readonly expected: number;
  /** Log likelihood ratio, see {@link logLikelihoodRatio}. */
  readonly ratio: number;
}

/**
 * Poisson log likelihood ratio of `observed` where `expected` is what the everyday rate gives: c·ln(c/e) − (c − e), 0 where there is no excess. Expectation-based (Neill 2009), the limit
 * of Kulldorff's (1997) for a window that is small against the city.
 */
export const logLikelihoodRatio = (observed: number, expected: number): number =>
  observed <= expected ? 0 : observed * Math.log(observed / expected) - (observed - expected);

/**
 * The most unlikely cylinder that ends with the newest report and holds it: prospective space–time scan (Kulldorff 2001), with circles around this report and those near it.
 * @param reports in order of time, the newest last, none older than {@link LONGEST_MS} before it.
 * @param perHour everyday reports of the matter in the whole city.
 */
export function strongestCluster<Report extends Placed>(
  reports: readonly Report[],
  perHour: number,
  field: PeopleField,
  least: number,
): Cluster<Report> | undefined {
  const newest = reports.at(-1);
  if (newest === undefined || reports.length < least) return undefined;
  const near = reports.filter(({ at }) => distance(at, newest.at) <= 2 * WIDEST_M);
  if (near.length < least) return undefined;
  let best: { at: PlanePoint; radiusM: number; spanH: number; expected: number; ratio: number } | undefined;
  for (const { at } of near) {
    const away = distance(at, newest.at);
    for (const radiusM of RADII_M) {
      if (away > radiusM) continue;
      const perWindowHour = (perHour * field.within(at, radiusM)) / field.people;
      for (const spanH of SPANS_H) {
        const observed = countIn(near, at, radiusM, newest.time - spanH * HOUR_MS);
        if (observed < least) continue;
        const expected = perWindowHour * spanH;
        const ratio = logLikelihoodRatio(observed, expected);
        if (best === undefined || ratio > best.ratio) best = { at, radiusM, spanH, expected, ratio };
      }
    }
  }
  if (best === undefined || best.ratio === 0) return undefined;
  const { at, radiusM, spanH } = best;
  const since = newest.time - spanH * HOUR_MS;
  return { ...best, reports: near.filter((each) => each.time >= since && distance(each.at, at) <= radiusM) };
}

export const distance = (a: PlanePoint, b: PlanePoint): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

function countIn(reports: readonly Placed[], at: PlanePoint, radiusM: number, since: number): number {
  let count = 0;
  for (const each of reports) if (each.time >= since && distance(each.at, at) <= radiusM) count++;
  return count;
}
