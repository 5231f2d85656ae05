import type { Metres } from '../../../geodata/city/harbour/frame.ts';

const DEGREES = 180 / Math.PI;

interface Line {
  readonly kind: 'line';
  readonly startM: number;
  readonly from: Metres;
  readonly courseRad: number;
}

interface Arc {
  readonly kind: 'arc';
  readonly startM: number;
  readonly centre: Metres;
  readonly radiusM: number;
  /** Course at the start of the arc, clockwise from north, radians. */
  readonly courseRad: number;
  /** 1 turns to starboard, -1 to port. */
  readonly side: 1 | -1;
}

interface PathPoint {
  readonly at: Metres;
  /** Clockwise from north, [0, 360). */
  readonly courseDeg: number;
  /** Change of course per metre, degrees, positive to starboard. */
  readonly bendDegPerM: number;
}

/** Straight legs joined by circular turns: where a hull is after so many metres. */
export interface Path {
  readonly lengthM: number;
  /** How far along each waypoint (or the middle of the turn that cuts it) lies, metres, first 0. */
  readonly waypointsM: readonly number[];
  at(alongM: number): PathPoint;
}

const courseOf = (a: Metres, b: Metres): number => Math.atan2(b[0] - a[0], b[1] - a[1]);

const normal = (courseDeg: number): number => ((courseDeg % 360) + 360) % 360;

/** @param radiusM of the turns; a leg too short for it gets a tighter turn. @throws RangeError with fewer than two points or a leg of no length. */
export function createPath(points: readonly Metres[], radiusM: number): Path {
  if (points.length < 2) throw new RangeError('a path needs two points');
  const pieces: (Line | Arc)[] = [];
  const waypointsM: number[] = [0];
  let alongM = 0;
  let from = points[0]!;
  for (let i = 1; i < points.length; i++) {
    const corner = points[i]!;
    const legM = Math.hypot(corner[0] - from[0], corner[1] - from[1]);
    if (legM === 0) throw new RangeError(`leg ${i} of a path has no length`);
    const courseRad = courseOf(from, corner);
    const next = points[i + 1];
    if (!next) {
      pieces.push({ kind: 'line', startM: alongM, from, courseRad });
      alongM += legM;
      waypointsM.push(alongM);
      break;
    }
    const turn = turnAt(from, corner, next, radiusM, i + 2 === points.length);
    pieces.push({ kind: 'line', startM: alongM, from, courseRad });
    alongM += legM - turn.tangentM;
    if (turn.arcM > 0) pieces.push({ kind: 'arc', startM: alongM, courseRad, ...turn });
    waypointsM.push(alongM + turn.arcM / 2);
    alongM += turn.arcM;
    from = turn.end;
  }
  return { lengthM: alongM, waypointsM, at: (at) => pointOn(pieceAt(pieces, at), Math.min(alongM, Math.max(0, at))) };
}

function turnAt(from: Metres, corner: Metres, next: Metres, radiusM: number, last: boolean) {
  const [courseIn, courseOut] = [courseOf(from, corner), courseOf(corner, next)];
  const bend = Math.atan2(Math.sin(courseOut - courseIn), Math.cos(courseOut - courseIn));
  const inM = Math.hypot(corner[0] - from[0], corner[1] - from[1]);
  const outM = Math.hypot(next[0] - corner[0], next[1] - corner[1]);
  const half = Math.abs(Math.tan(bend / 2));
  // The leg behind this corner is shared with the next turn, unless it is the last.
  const tangentM = Math.min(radiusM * half, inM * 0.98, outM * (last ? 0.98 : 0.49));
  const arcRadiusM = half < 1e-6 ? radiusM : tangentM / half;
  const side: 1 | -1 = bend >= 0 ? 1 : -1;
  const start: Metres = [corner[0] - Math.sin(courseIn) * tangentM, corner[1] - Math.cos(courseIn) * tangentM];
  return {
    tangentM,
    radiusM: arcRadiusM,
    side,
    arcM: half < 1e-6 ? 0 : arcRadiusM * Math.abs(bend),
    centre: [
      start[0] + side * Math.cos(courseIn) * arcRadiusM,
      start[1] - side * Math.sin(courseIn) * arcRadiusM,
    ] as const,
    end: [corner[0] + Math.sin(courseOut) * tangentM, corner[1] + Math.cos(courseOut) * tangentM] as const,
  };
}

function pieceAt(pieces: readonly (Line | Arc)[], alongM: number): Line | Arc {
  let [low, high] = [0, pieces.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pieces[middle]!.startM <= alongM) low = middle;
    else high = middle - 1;
  }
  return pieces[low]!;
}

function pointOn(piece: Line | Arc, alongM: number): PathPoint {
  const within = alongM - piece.startM;
  if (piece.kind === 'line') {
    const { from, courseRad } = piece;
    return {
      at: [from[0] + Math.sin(courseRad) * within, from[1] + Math.cos(courseRad) * within],
      courseDeg: normal(courseRad * DEGREES),
      bendDegPerM: 0,
    };
  }
  const { centre, radiusM, side } = piece;
  const courseRad = piece.courseRad + (side * within) / radiusM;
  return {
    at: [centre[0] - side * Math.cos(courseRad) * radiusM, centre[1] + side * Math.sin(courseRad) * radiusM],
    courseDeg: normal(courseRad * DEGREES),
    bendDegPerM: (side * DEGREES) / radiusM,
  };
}
