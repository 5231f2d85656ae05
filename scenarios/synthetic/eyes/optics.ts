import { hashNoise } from '../../../geodata/city/seeded-random.ts';
import type { LonLat } from '../../../geodata/model/geometry.ts';
import type { DetectedGroup } from '../../../ingestion/observation.ts';
import { normal } from '../beaches/chance.ts';

/** How well a camera sees in this minute, 0–1: light, rain and haze together. */
export type Clarity = number;

/** What is really in a camera's view. */
export interface InView {
  readonly class: string;
  readonly n: number;
  readonly zone?: string;
  readonly positions?: readonly LonLat[];
}

/** Share of what stands free in good light that is found, and of what one frame's crowd hides at worst. Ours, of the size that public benchmarks of small detectors report on far-off people and vehicles. */
const RECALL = 0.94;
const HIDDEN = 0.2;
const HIDING_CROWD = 250;
/** Minutes in which a camera takes a buoy or a shadow for something. Ours. */
const FALSE_SHARE = 0.004;

/** What the camera's analysis makes of what is there. @param draw the camera's own noise of this minute; each number of `what` is a draw of its own. */
export function detect(
  views: readonly InView[],
  clarity: Clarity,
  falseClass: string | undefined,
  seed: number,
  minute: number,
): DetectedGroup[] {
  const groups: DetectedGroup[] = [];
  views.forEach((view, index) => {
    const draw = hashNoise(seed + 11 + index * 3, minute);
    const n = found(view.n, clarity, draw);
    if (n === 0) return;
    const positions = view.positions?.slice(0, Math.min(n, MOST_POSITIONS));
    groups.push({
      class: view.class,
      n,
      maxScore: score(clarity, n, hashNoise(seed + 12 + index * 3, minute)),
      ...(view.zone !== undefined && { zone: view.zone }),
      ...(positions && positions.length > 0 && { positions }),
    });
  });
  if (
    falseClass !== undefined &&
    hashNoise(seed + 1, minute) < FALSE_SHARE &&
    !groups.some((each) => each.class === falseClass)
  )
    groups.push({ class: falseClass, n: 1, maxScore: round(0.3 + 0.2 * hashNoise(seed + 2, minute)) });
  return groups;
}

const MOST_POSITIONS = 12;

/** Of a few, each is found or missed; of many, a share with its spread (binomial, normal approximation). */
function found(n: number, clarity: Clarity, draw: number): number {
  if (n === 0) return 0;
  const recall = RECALL * clarity * (1 - HIDDEN * Math.min(1, n / HIDING_CROWD));
  const mean = n * recall;
  if (n > 8) return Math.max(0, Math.min(n + 2, Math.round(mean + Math.sqrt(mean * (1 - recall)) * normal(draw))));
  let count = 0;
  // One draw serves all: its digits are as good as new ones.
  let digits = draw;
  for (let each = 0; each < n; each++) {
    digits = (digits * 997.13 + 0.387) % 1;
    if (digits < recall) count++;
  }
  return count;
}

const score = (clarity: Clarity, n: number, draw: number): number =>
  round(Math.min(0.98, 0.42 + 0.4 * clarity + 0.03 * Math.log(n) + 0.12 * draw));

const round = (value: number): number => Math.round(value * 1000) / 1000;
