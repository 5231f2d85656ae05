import type { Slope } from '../city-model.ts';
import type { Metres } from '../harbour/frame.ts';
import type { Random } from '../seeded-random.ts';
import type { PlacedBuilding } from './buildings.ts';
import { nearestPlace } from './nearest-place.ts';
import { betweenM, ringOf } from './plane.ts';
import { type Relief, reliefAt, steepnessAt } from './relief.ts';

const COUNT = 60;
const APART_M = 480;
/** Steeper over 200 m than this is a hillside; what is cut into it behind houses is steeper still. Ours. */
const HILLSIDE_DEG = 9;
/** Houses this near the foot are counted. Ours: twice the height of the highest slopes and the way to the foot. */
const FELT_M = 200;
const PEOPLE_PER_M3 = 1 / 120;

/** Who sleeps or works in a building: a person in 120 m³ at 3 m floors is 40 m² each. Ours; Shenzhen's homes have about 25–30 m² a person. */
export const peopleIn = ({ box, heightM }: PlacedBuilding): number =>
  box.halfLengthM * box.halfDepthM * 4 * heightM * PEOPLE_PER_M3;

interface Hillside {
  readonly foot: Metres;
  readonly uphill: Metres;
  readonly steepDeg: number;
}

/** How far behind the houses a cut face may begin: gardens, then the hill. */
const BEHIND_M = [45, 90, 140, 190, 240];

/** The hillside behind a building, if there is one. */
function behind(relief: Relief, [x, y]: Metres): Hillside | undefined {
  const dx = reliefAt(relief, [x + 250, y]) - reliefAt(relief, [x - 250, y]);
  const dy = reliefAt(relief, [x, y + 250]) - reliefAt(relief, [x, y - 250]);
  const length = Math.hypot(dx, dy);
  if (length < 12) return undefined;
  const uphill: Metres = [dx / length, dy / length];
  for (const away of BEHIND_M) {
    const steepDeg = steepnessAt(relief, [x + uphill[0] * (away + 60), y + uphill[1] * (away + 60)]);
    if (steepDeg >= HILLSIDE_DEG) return { foot: [x + uphill[0] * away, y + uphill[1] * away], uphill, steepDeg };
  }
  return undefined;
}

/** A cut face: as wide as the houses under it, up the hill, ragged at its crown. */
function face({ foot, uphill: [ux, uy] }: Hillside, widthM: number, runM: number, random: Random): Metres[] {
  const at = (across: number, up: number): Metres => [foot[0] - uy * across + ux * up, foot[1] + ux * across + uy * up];
  const crown = [0.5, 0.25, 0, -0.25, -0.5].map((share) => at(share * widthM * 0.9, runM * (0.75 + 0.4 * random())));
  return [at(-widthM / 2, 0), at(widthM / 2, 0), ...crown];
}

const squareOf = ([x, y]: Metres, sizeM: number): number =>
  (Math.floor(y / sizeM) + 512) * 1024 + Math.floor(x / sizeM) + 512;

function peopleBySquare(buildings: readonly PlacedBuilding[]): Map<number, number> {
  const people = new Map<number, number>();
  for (const building of buildings) {
    const square = squareOf(building.box.centre, FELT_M);
    people.set(square, (people.get(square) ?? 0) + peopleIn(building));
  }
  return people;
}

/** In the square of the foot and half of those around it: a circle of {@link FELT_M} has about that area. */
function peopleNear(people: ReadonlyMap<number, number>, foot: Metres): number {
  const square = squareOf(foot, FELT_M);
  let sum = people.get(square) ?? 0;
  for (const aside of [1, -1, 1024, -1024]) sum += (people.get(square + aside) ?? 0) / 2;
  return sum;
}

/**
 * Slopes above people, those that endanger most first. Grades by height, steepness and people below, after the three that DB44/T 2167 and GB 50330-2013 table 3.2.1
 * weigh: the limits are ours.
 */
export function buildSlopes(relief: Relief, buildings: readonly PlacedBuilding[], random: Random): Slope[] {
  const people = peopleBySquare(buildings);
  const tried = new Set<number>();
  const found: (Hillside & { people: number })[] = [];
  for (const { box } of buildings) {
    // One look for each square of the town is enough: houses side by side have the same hill behind them.
    const square = squareOf(box.centre, FELT_M);
    if (tried.has(square)) continue;
    tried.add(square);
    const hillside = behind(relief, box.centre);
    if (hillside) found.push({ ...hillside, people: peopleNear(people, hillside.foot) });
  }
  found.sort((a, b) => b.people * b.steepDeg - a.people * a.steepDeg);
  const worst: typeof found = [];
  for (const hillside of found)
    if (worst.length < COUNT && !worst.some(({ foot }) => betweenM(foot, hillside.foot) < APART_M))
      worst.push(hillside);
  const perPlace = new Map<string, number>();
  return worst.map((hillside, index): Slope => {
    const heightM = Math.round(12 + hillside.steepDeg * 1.1 + 14 * random());
    const steepnessDeg = Math.round(Math.min(68, hillside.steepDeg + 22 + 14 * random()));
    const place = nearestPlace(hillside.foot);
    const count = (perPlace.get(place.zh) ?? 0) + 1;
    perPlace.set(place.zh, count);
    const danger = heightM / 40 + steepnessDeg / 60 + Math.min(1.5, hillside.people / 400);
    return {
      id: `slope-${index + 1}`,
      name: { zh: `${place.zh}${count}号边坡`, en: `${place.en} slope ${count}` },
      rings: [ringOf(face(hillside, 90 + 80 * random(), heightM * 1.6 + 15, random))],
      heightM,
      steepnessDeg,
      grade: danger > 2.9 ? 1 : danger > 2.35 ? 2 : danger > 1.8 ? 3 : 4,
      peopleBelow: Math.round(hillside.people),
    };
  });
}
