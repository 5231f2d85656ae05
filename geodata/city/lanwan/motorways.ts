import type { Bilingual } from '../../model/text.ts';
import type { Metres } from '../harbour/frame.ts';
import { betweenM, blend } from './plane.ts';
import { ROAD_STANDARDS, type RoadLine, type Structure } from './road-line.ts';
import { crossing } from './segment-index.ts';

/** Half the distance between the middles of the two carriageways, metres. */
const HALF_APART_M = 15;
/** Where ramps leave and join, metres along the motorway from what it crosses. */
const RAMP_M = 380;
const RAMP_BETWEEN_MOTORWAYS_M = 560;
/** Where a ramp meets the crossed road, metres from the motorway. */
const RAMP_FOOT_M = 190;
const INTERCHANGE_APART_M = 1_500;
const DECK_M = 140;
/** One that crosses another this near its start branches off it. */
const BRANCH_M = 1_800;
const POINT_M = 70;
const RAMP = { class: 'secondary', speedKmh: 40, lanes: 1, oneWay: true, apart: true } as const;

/** A line that knows distances along itself. */
class Way {
  readonly points: readonly Metres[];
  readonly #at: number[] = [0];

  constructor(points: readonly Metres[]) {
    this.points = points;
    for (let i = 1; i < points.length; i++) this.#at.push(this.#at[i - 1]! + betweenM(points[i - 1]!, points[i]!));
  }

  get lengthM(): number {
    return this.#at.at(-1)!;
  }

  /** Metres along, of a share of a segment. */
  along(segment: number, share: number): number {
    return this.#at[segment]! + share * (this.#at[segment + 1]! - this.#at[segment]!);
  }

  /** The segment so many metres along; the first or last one beyond the ends. */
  segment(alongM: number): number {
    const next = this.#at.findIndex((at) => at >= alongM);
    return next < 0 ? this.points.length - 2 : Math.max(0, next - 1);
  }

  /** The point so many metres along; undefined beyond either end. */
  point(alongM: number): Metres | undefined {
    if (alongM < 0 || alongM > this.lengthM) return undefined;
    const next = this.segment(alongM) + 1;
    const [from, to] = [this.#at[next - 1]!, this.#at[next]!];
    return blend(this.points[next - 1]!, this.points[next]!, (alongM - from) / (to - from || 1));
  }

  /** Unit vector along the line there. */
  heading(alongM: number): Metres {
    const [a, b] = [this.point(Math.max(0, alongM - 20))!, this.point(Math.min(this.lengthM, alongM + 20))!];
    const length = betweenM(a, b) || 1;
    return [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
  }

  /** Where it meets another: metres along this and along the other. */
  meetings(other: Way): (readonly [number, number])[] {
    const found: (readonly [number, number])[] = [];
    for (let i = 0; i + 1 < this.points.length; i++)
      for (let j = 0; j + 1 < other.points.length; j++) {
        const hit = crossing(this.points[i]!, this.points[i + 1]!, other.points[j]!, other.points[j + 1]!);
        if (hit) found.push([this.along(i, hit[0]), other.along(j, hit[1])]);
      }
    return found;
  }
}

interface Motorway {
  readonly name: Bilingual;
  readonly way: Way;
  /** What carries the road so many metres along. */
  readonly carriedAt: (alongM: number) => Structure | undefined;
  /** Metres along at which it begins, when it branches off another; 0 otherwise. */
  startM: number;
}

/** Beside the middle, to the right of the direction of travel (people drive on the right), `forward` or back. */
function beside({ way, startM }: Motorway, alongM: number, forward: boolean): Metres | undefined {
  if (alongM < startM) return undefined;
  const point = way.point(alongM);
  if (!point) return undefined;
  const [ux, uy] = way.heading(alongM);
  const side = forward ? HALF_APART_M : -HALF_APART_M;
  return [point[0] + uy * side, point[1] - ux * side];
}

/** Both carriageways; they meet in one point at ends that are no branching, so that every way in has a way out. */
function carriageways(motorway: Motorway, decks: readonly number[]): RoadLine[] {
  const { name, way, carriedAt, startM } = motorway;
  const count = Math.ceil((way.lengthM - startM) / POINT_M);
  const at = Array.from({ length: count + 1 }, (_, index) => startM + ((way.lengthM - startM) * index) / count);
  return [true, false].map((forward) => {
    const points = at.map((along, index) => {
      const joins = (index === 0 && startM === 0) || index === count;
      return joins ? way.point(along)! : beside(motorway, along, forward)!;
    });
    const carriedBy = at.slice(1).map((along, index): Structure | undefined => {
      const middle = (along + at[index]!) / 2;
      return carriedAt(middle) ?? (decks.some((deck) => Math.abs(deck - middle) < DECK_M) ? 'bridge' : undefined);
    });
    return {
      class: 'motorway' as const,
      name,
      ...ROAD_STANDARDS.motorway,
      oneWay: true,
      apart: true,
      points: forward ? points : points.reverse(),
      carriedBy: forward ? carriedBy : carriedBy.reverse(),
    };
  });
}

/** Quadratic Bézier curve. */
const bent = (from: Metres, by: Metres, to: Metres): Metres[] =>
  Array.from({ length: 9 }, (_, index) => blend(blend(from, by, index / 8), blend(by, to, index / 8), index / 8));

/** A diamond: off before the crossed road and on after it, on both sides. `signed` metres along the crossed road lie to the right of the motorway. */
function diamond(motorway: Motorway, alongM: number, road: Way, roadAlongM: number): RoadLine[] {
  const { name, way } = motorway;
  const rampName = { zh: `${name.zh}匝道`, en: `${name.en} ramp` };
  const [ux, uy] = way.heading(alongM);
  const [vx, vy] = road.heading(roadAlongM);
  const towardsRight = vx * uy - vy * ux > 0 ? 1 : -1;
  return [true, false].flatMap((forward) => {
    const sign = forward ? 1 : -1;
    const foot = road.point(roadAlongM + sign * towardsRight * RAMP_FOOT_M);
    const off = beside(motorway, alongM - sign * RAMP_M, forward);
    const on = beside(motorway, alongM + sign * RAMP_M, forward);
    if (!foot || !off || !on) return [];
    const hub = way.point(alongM)!;
    const aside = (end: Metres): Metres => {
      const middle = blend(end, foot, 0.5);
      return blend(middle, hub, 0.12);
    };
    return [
      { ...RAMP, name: rampName, points: bent(off, aside(off), foot) },
      { ...RAMP, name: rampName, points: bent(foot, aside(on), on) },
    ];
  });
}

/** Every turn from one motorway to the other that has both its ends. */
function turns(a: Motorway, aAlongM: number, b: Motorway, bAlongM: number): RoadLine[] {
  const name = { zh: `${a.name.zh.split(' ')[0]!}立交匝道`, en: `${a.name.en.split(' ')[0]!} interchange ramp` };
  const reach = RAMP_BETWEEN_MOTORWAYS_M;
  const hub = a.way.point(aAlongM)!;
  return [[a, aAlongM, b, bAlongM] as const, [b, bAlongM, a, aAlongM] as const].flatMap(
    ([from, fromAlong, to, toAlong]) =>
      [true, false].flatMap((fromForward) =>
        [true, false].flatMap((toForward) => {
          const off = beside(from, fromAlong - (fromForward ? reach : -reach), fromForward);
          const on = beside(to, toAlong + (toForward ? reach : -reach), toForward);
          return off && on
            ? [{ ...RAMP, speedKmh: 60, name, points: bent(off, blend(hub, blend(off, on, 0.5), 0.25), on) }]
            : [];
        }),
      ),
  );
}

export interface Crossed {
  readonly points: readonly Metres[];
  /** Whether an interchange may be built with it; otherwise the motorway only passes over it. */
  readonly joins: boolean;
}

/** Motorways with their interchanges, from centre lines: dual carriageways on decks over what they cross, bored where the plan says so. */
export function motorwayLines(plans: readonly RoadLine[], crossed: readonly Crossed[]): RoadLine[] {
  const others = crossed.map(({ points, joins }) => ({ way: new Way(points), joins }));
  const motorways = plans.map((plan): Motorway => {
    const whole = new Way(plan.points);
    return { name: plan.name!, way: whole, carriedAt: (alongM) => plan.carriedBy?.[whole.segment(alongM)], startM: 0 };
  });
  const lines: RoadLine[] = [];
  const busy = motorways.map((): number[] => []);
  const decks = motorways.map((): number[] => []);
  for (let i = 0; i < motorways.length; i++)
    for (let j = i + 1; j < motorways.length; j++)
      for (const [along, otherAlong] of motorways[i]!.way.meetings(motorways[j]!.way).slice(0, 1)) {
        if (otherAlong < BRANCH_M) motorways[j]!.startM = otherAlong + RAMP_BETWEEN_MOTORWAYS_M;
        lines.push(...turns(motorways[i]!, along, motorways[j]!, otherAlong));
        busy[i]!.push(along);
        busy[j]!.push(otherAlong);
        decks[j]!.push(otherAlong);
      }
  motorways.forEach((motorway, index) => {
    for (const { way, joins } of others)
      for (const [along, otherAlong] of motorway.way.meetings(way)) {
        if (motorway.carriedAt(along) === 'tunnel') continue;
        decks[index]!.push(along);
        const crowded = busy[index]!.some((other) => Math.abs(other - along) < INTERCHANGE_APART_M);
        const bored = [-RAMP_M, RAMP_M].some((aside) => motorway.carriedAt(along + aside) === 'tunnel');
        if (!joins || crowded || bored) continue;
        const ramps = diamond(motorway, along, way, otherAlong);
        if (ramps.length < 4) continue;
        lines.push(...ramps);
        busy[index]!.push(along);
      }
  });
  motorways.forEach((motorway, index) => {
    lines.unshift(...carriageways(motorway, decks[index]!));
  });
  return lines;
}
