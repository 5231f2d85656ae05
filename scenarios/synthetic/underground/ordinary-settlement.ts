import type { MonitoringPoint } from '../../../geodata/city/city-model.ts';
import { nameSeed } from '../../../geodata/city/name-seed.ts';
import { hashNoise } from '../../../geodata/city/seeded-random.ts';
import type { PlanePoint } from '../../../geodata/model/local-plane.ts';
import type { EventTime } from '../../../geodata/model/time.ts';
import { ORDINARY_SHARE } from './controls.ts';
import { acrossShare, alongShare, troughDepthM, troughWidthM } from './ground-loss.ts';
import { DAY_MS, type Shield } from './shield.ts';

/** Volume loss of a well-run earth-pressure shield: Mair & Taylor (1997), "Bored tunnelling in the urban environment", 14th ICSMFE: below 0.5–1 % in sands and soft clays. */
const VOLUME_LOSS = { least: 0.0025, most: 0.006 } as const;
/** Settlement that follows while the clay consolidates, as a share of what came with the face, and its time. Ours, within what Mair & Taylor (1997) report for soft ground. */
const CONSOLIDATION = { share: 0.25, days: 40 } as const;
/** Beyond this many trough widths nothing is felt: 0.03 % of the centre. */
const FELT_WIDTHS = 4;

/** Points of houses far ahead do not count: a tenth at either end. Ours. */
const OUTLIERS = 0.1;
/** A face is felt so far ahead of itself. */
const BEYOND_M = 45;

/** One shield's hold on one place. */
export interface Influence {
  readonly shield: Shield;
  readonly alongM: number;
  /** Share of the settlement over the centre line, 0–1. */
  readonly across: number;
  readonly widthM: number;
}

/** The shields whose troughs reach a place. */
export function influencesAt(place: PlanePoint, shields: readonly Shield[]): Influence[] {
  return shields.flatMap((shield) => {
    const widthM = troughWidthM(shield.drive.depthM);
    const { alongM, acrossM } = shield.project(place);
    const outside = alongM < -FELT_WIDTHS * widthM || alongM > shield.lengthM + FELT_WIDTHS * widthM;
    if (outside || acrossM > FELT_WIDTHS * widthM) return [];
    return [{ shield, alongM, across: acrossShare(acrossM, widthM), widthM }];
  });
}

/** Centre-line settlement of each shield's trough, metres: the ground lost by plan, and no more than its monitoring points allow ordinary work. */
export function troughDepths(
  shields: readonly Shield[],
  felt: readonly { readonly point: MonitoringPoint; readonly influences: readonly Influence[] }[],
  seed: number,
): ReadonlyMap<Shield, number> {
  const depths = new Map(
    shields.map((shield) => {
      const { diameterM, depthM, id } = shield.drive;
      const loss = VOLUME_LOSS.least + (VOLUME_LOSS.most - VOLUME_LOSS.least) * hashNoise(nameSeed(seed, id), 0);
      return [shield, troughDepthM((loss * Math.PI * diameterM ** 2) / 4, troughWidthM(depthM))] as const;
    }),
  );
  for (const { point, influences } of felt)
    for (const { shield, across, widthM } of influences) {
      const cumulative = (ORDINARY_SHARE * point.controlCumulative) / 1000 / influences.length;
      const perDay = shield.metresPerDay / (Math.sqrt(2 * Math.PI) * widthM) + CONSOLIDATION.share / CONSOLIDATION.days;
      const rate = (ORDINARY_SHARE * (point.controlRatePerDay ?? Number.POSITIVE_INFINITY)) / 1000 / perDay;
      const most = Math.min(cumulative / (1 + CONSOLIDATION.share), rate) / across;
      depths.set(shield, Math.min(depths.get(shield)!, most));
    }
  return depths;
}

/** Settlement by one shield's ordinary work since its drive began, positive downwards, metres; never falls until its points are levelled anew. */
export function ordinarySettlementM({ shield, alongM, across, widthM }: Influence, depthM: number, time: EventTime) {
  const faceM = shield.faceM(time);
  const withFace = alongShare(shield.fromM - alongM, faceM - alongM, widthM);
  const isPassed = alongM > shield.fromM && faceM > alongM;
  const sinceDays = isPassed ? Math.max(0, time - shield.passedMs(time, alongM)) / DAY_MS : 0;
  const consolidated = CONSOLIDATION.share * (1 - Math.exp(-sinceDays / CONSOLIDATION.days));
  return depthM * across * (withFace + consolidated) * shield.memory(time);
}

/** Shields drive where they are watched: over the bulk of their own surface points, and a little before and behind. */
export function driveWhereWatched(
  shields: readonly Shield[],
  felt: readonly { readonly point: MonitoringPoint; readonly influences: readonly Influence[] }[],
): void {
  for (const shield of shields) {
    const places = felt
      .filter(({ point }) => point.shieldId === shield.drive.id)
      .flatMap(({ influences }) => influences.filter((each) => each.shield === shield).map(({ alongM }) => alongM))
      .sort((a, b) => a - b);
    const bulk = places.slice(Math.floor(places.length * OUTLIERS), Math.ceil(places.length * (1 - OUTLIERS)));
    if (bulk.length > 0) shield.driveBetween(bulk[0]! - BEYOND_M, bulk.at(-1)! + BEYOND_M);
  }
}
