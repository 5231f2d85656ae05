import type { RoadEdge } from '../city-model.ts';
import { km, type Metres } from '../harbour/frame.ts';
import { hashNoise, seededRandom } from '../seeded-random.ts';
import { ROAD_STANDARDS, type RoadLine } from './road-line.ts';
import type { SegmentIndex } from './segment-index.ts';
import { toSegment } from './segment-index.ts';
import { SETTLEMENTS, type Settlement, type SettlementKind } from './settlement-plan.ts';

interface Pattern {
  /** Between streets along the long axis and across it, metres. */
  readonly alongM: number;
  readonly acrossM: number;
  /** Every how many streets one is a main street. */
  readonly mainEvery: number;
  readonly main: RoadEdge['class'];
  readonly minor: RoadEdge['class'];
  /** Share of street pieces that were never built. */
  readonly gaps: number;
  /** How far streets stray, metres: villages grew, works were drawn. */
  readonly strayM: number;
}

/** Block sizes as they are found in Shenzhen: 200 m superblocks in new centres, 60–100 m lanes in urban villages, 300 m in works. Ours, by eye from maps. */
const PATTERNS: Readonly<Record<SettlementKind, Pattern>> = {
  core: { alongM: 190, acrossM: 165, mainEvery: 3, main: 'secondary', minor: 'tertiary', gaps: 0.08, strayM: 3 },
  town: { alongM: 225, acrossM: 175, mainEvery: 3, main: 'tertiary', minor: 'residential', gaps: 0.16, strayM: 10 },
  old_town: { alongM: 150, acrossM: 120, mainEvery: 3, main: 'tertiary', minor: 'residential', gaps: 0.18, strayM: 14 },
  village: { alongM: 105, acrossM: 84, mainEvery: 4, main: 'residential', minor: 'service', gaps: 0.2, strayM: 9 },
  resort: { alongM: 230, acrossM: 170, mainEvery: 2, main: 'tertiary', minor: 'residential', gaps: 0.25, strayM: 14 },
  industry: { alongM: 310, acrossM: 230, mainEvery: 2, main: 'tertiary', minor: 'residential', gaps: 0.12, strayM: 5 },
  port: { alongM: 420, acrossM: 210, mainEvery: 2, main: 'tertiary', minor: 'service', gaps: 0.08, strayM: 0 },
};

/** Towns fray: their edge comes and goes with smooth noise over 600 m, −0.17 to 0.17. Ours. */
function frayAt([x, y]: Metres): number {
  const [u, v] = [x / 600, y / 600];
  const [i, j] = [Math.floor(u), Math.floor(v)];
  const [fu, fv] = [u - i, v - j];
  const at = (a: number, b: number) => hashNoise(31, (i + a) * 7919 + (j + b) * 104_729);
  const low = at(0, 0) * (1 - fu) + at(1, 0) * fu;
  const high = at(0, 1) * (1 - fu) + at(1, 1) * fu;
  return (low * (1 - fv) + high * fv - 0.5) * 0.34;
}

interface Outline {
  readonly settlement: Settlement;
  readonly centre: Metres;
  readonly reachM: number;
  readonly cos: number;
  readonly sin: number;
  readonly alongM: number;
  readonly acrossM: number;
  readonly weight: number;
}

const outlineOf = (settlement: Settlement): Outline => {
  const turn = (settlement.turnDeg * Math.PI) / 180;
  const [alongM, acrossM] = [settlement.alongKm * 1000, settlement.acrossKm * 1000];
  return {
    settlement,
    centre: km([settlement.eastKm, settlement.northKm]),
    reachM: Math.max(alongM, acrossM) * FRAYED,
    cos: Math.cos(turn),
    sin: Math.sin(turn),
    alongM,
    acrossM,
    weight: settlement.kind === 'village' || settlement.kind === 'port' ? 2 : 0,
  };
};

/** How far beyond its half axes a settlement can fray: 1.12 and the noise's 0.17. */
const FRAYED = 1.29;
const OUTLINES: readonly Outline[] = SETTLEMENTS.map(outlineOf);
const OUTLINE_BY_ID: ReadonlyMap<string, Outline> = new Map(
  OUTLINES.map((outline) => [outline.settlement.id, outline]),
);

function depthIn({ centre, cos, sin, alongM, acrossM }: Outline, [x, y]: Metres, fray: number): number {
  const [dx, dy] = [x - centre[0], y - centre[1]];
  return 1.12 + fray - Math.hypot((dx * cos + dy * sin) / alongM, (dy * cos - dx * sin) / acrossM);
}

const SQUARE_M = 1_000;
const squareOf = (x: number, y: number): number =>
  (Math.floor(y / SQUARE_M) + 64) * 128 + Math.floor(x / SQUARE_M) + 64;

/** The settlements that reach into each square of a kilometre, in their order. */
const SQUARES: ReadonlyMap<number, readonly Outline[]> = (() => {
  const squares = new Map<number, Outline[]>();
  for (const outline of OUTLINES) {
    const [x, y] = outline.centre;
    const reach = outline.reachM + SQUARE_M;
    const passed = new Set<number>();
    for (let north = y - reach; north <= y + reach; north += SQUARE_M)
      for (let east = x - reach; east <= x + reach; east += SQUARE_M) passed.add(squareOf(east, north));
    for (const square of passed) squares.set(square, [...(squares.get(square) ?? []), outline]);
  }
  return squares;
})();

/** How far inside a settlement a point is: 1 and more at its centre, 0 on its frayed ellipse, negative outside. */
export const depthInside = (settlement: Settlement, point: Metres): number =>
  depthIn(OUTLINE_BY_ID.get(settlement.id)!, point, frayAt(point));

/** The settlement that a point belongs to: villages and the port keep theirs inside a town, otherwise the one it lies deepest in. */
export function settlementAt(point: Metres): Settlement | undefined {
  let [best, deepest] = [undefined as Settlement | undefined, 0];
  let fray: number | undefined;
  for (const outline of SQUARES.get(squareOf(point[0], point[1])) ?? []) {
    const { centre, reachM, weight, settlement } = outline;
    if (Math.abs(point[0] - centre[0]) > reachM || Math.abs(point[1] - centre[1]) > reachM) continue;
    fray ??= frayAt(point);
    const depth = depthIn(outline, point, fray);
    if (depth > 0 && depth + weight > deepest) [best, deepest] = [settlement, depth + weight];
  }
  return best;
}

/** Streets keep this far from the middle of a road that runs beside them, and from the water. Ours. */
const APART_M = 55;
const PARALLEL_SINE = 0.5;

export interface StreetRules {
  /** Whether a street may pass here: dry, not steep, not in a river. */
  readonly buildable: (point: Metres) => boolean;
  readonly mainRoads: SegmentIndex<unknown>;
}

function besideMainRoad(rules: StreetRules, point: Metres, [ux, uy]: Metres): boolean {
  const [x, y] = point;
  return rules.mainRoads.near(x - APART_M, y - APART_M, x + APART_M, y + APART_M, (a, b) => {
    const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
    const sine = Math.abs(dx * uy - dy * ux) / (Math.hypot(dx, dy) || 1);
    return sine < PARALLEL_SINE && toSegment(point, a, b)[0] < APART_M;
  });
}

const STEP_M = 28;

function* streetsOf(settlement: Settlement, seed: number, rules: StreetRules): Generator<RoadLine> {
  const pattern = PATTERNS[settlement.kind];
  const random = seededRandom(seed);
  const centre = km([settlement.eastKm, settlement.northKm]);
  const turn = (settlement.turnDeg * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const place = (u: number, v: number): Metres => {
    const stray = (index: number) => (hashNoise(seed, index) - 0.5) * 2 * pattern.strayM;
    const [i, j] = [Math.floor(u / 160), Math.floor(v / 160)];
    const bendU = stray(i * 131 + j * 7) * Math.sin((Math.PI * (u - i * 160)) / 160);
    const bendV = stray(i * 17 + j * 311 + 5) * Math.sin((Math.PI * (v - j * 160)) / 160);
    return [centre[0] + (u + bendV) * cos - (v + bendU) * sin, centre[1] + (u + bendV) * sin + (v + bendU) * cos];
  };
  const reach = Math.max(settlement.alongKm, settlement.acrossKm) * 1290;
  for (const lengthwise of [true, false]) {
    const gapM = lengthwise ? pattern.acrossM : pattern.alongM;
    const blockM = lengthwise ? pattern.alongM : pattern.acrossM;
    const count = Math.floor(reach / gapM);
    for (let street = -count; street <= count; street++) {
      const isMain = (street + 30) % pattern.mainEvery === 0;
      const roadClass = isMain ? pattern.main : pattern.minor;
      const offset = street * gapM + (random() - 0.5) * gapM * 0.16;
      let piece: Metres[] = [];
      let [block, built] = [Number.NaN, true];
      for (let along = -reach; along <= reach; along += STEP_M) {
        const at = Math.floor(along / blockM);
        if (at !== block) [block, built] = [at, isMain || random() > pattern.gaps];
        const point = lengthwise ? place(along, offset) : place(offset, along);
        const direction: Metres = lengthwise ? [cos, sin] : [-sin, cos];
        const passes =
          built &&
          settlementAt(point) === settlement &&
          rules.buildable(point) &&
          !besideMainRoad(rules, point, direction);
        if (passes) piece.push(point);
        if ((!passes || along + STEP_M > reach) && piece.length > 0) {
          if (piece.length > 2)
            yield { class: roadClass, ...ROAD_STANDARDS[roadClass], points: straightened(piece, 2) };
          piece = [];
        }
      }
    }
  }
}

/** Leaves out points that lie on the way. */
function straightened(points: readonly Metres[], leewayM: number): Metres[] {
  const out: Metres[] = [points[0]!];
  for (let i = 1; i + 1 < points.length; i++)
    if (toSegment(points[i]!, out.at(-1)!, points[i + 1]!)[0] > leewayM) out.push(points[i]!);
  out.push(points.at(-1)!);
  return out;
}

/** The streets inside every settlement: a turned grid that gives way to water, slopes and the roads between towns. */
export function settlementStreets(seed: number, rules: StreetRules): RoadLine[] {
  return SETTLEMENTS.flatMap((settlement, index) => [
    ...streetsOf(settlement, (seed * 1009 + index * 7919) >>> 0, rules),
  ]);
}
