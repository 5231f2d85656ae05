import type { Metres } from '../harbour/frame.ts';

/** A rectangle on the plane: centre, unit vector of its length, half length and half depth in metres. */
export interface OrientedBox {
  readonly centre: Metres;
  readonly along: Metres;
  readonly halfLengthM: number;
  readonly halfDepthM: number;
}

/** Counterclockwise from the near left corner. */
export function cornersOf({ centre: [x, y], along: [ux, uy], halfLengthM: l, halfDepthM: d }: OrientedBox): Metres[] {
  return [
    [x - ux * l + uy * d, y - uy * l - ux * d],
    [x + ux * l + uy * d, y + uy * l - ux * d],
    [x + ux * l - uy * d, y + uy * l + ux * d],
    [x - ux * l - uy * d, y - uy * l + ux * d],
  ];
}

/** Whether the segment comes nearer than `marginM` to the box (Liang, Barsky 1984, on the box grown by the margin). */
export function segmentMeets(box: OrientedBox, a: Metres, b: Metres, marginM: number): boolean {
  const [ux, uy] = box.along;
  const local = ([x, y]: Metres): Metres => {
    const [dx, dy] = [x - box.centre[0], y - box.centre[1]];
    return [dx * ux + dy * uy, dy * ux - dx * uy];
  };
  const [p, q] = [local(a), local(b)];
  let [from, to] = [0, 1];
  for (const axis of [0, 1] as const) {
    const limit = (axis === 0 ? box.halfLengthM : box.halfDepthM) + marginM;
    const step = q[axis] - p[axis];
    if (Math.abs(step) < 1e-9) {
      if (Math.abs(p[axis]) > limit) return false;
      continue;
    }
    const [t1, t2] = [(-limit - p[axis]) / step, (limit - p[axis]) / step];
    from = Math.max(from, Math.min(t1, t2));
    to = Math.min(to, Math.max(t1, t2));
    if (from > to) return false;
  }
  return true;
}

/** Whether two boxes come nearer than `marginM`, by the separating axis theorem (Gottschalk 1996) on the first grown by the margin. */
export function boxesMeet(a: OrientedBox, b: OrientedBox, marginM: number): boolean {
  const [dx, dy] = [b.centre[0] - a.centre[0], b.centre[1] - a.centre[1]];
  const span = ({ along: [ux, uy], halfLengthM, halfDepthM }: OrientedBox, x: number, y: number) =>
    halfLengthM * Math.abs(ux * x + uy * y) + halfDepthM * Math.abs(ux * y - uy * x);
  for (const { along } of [a, b])
    for (const [x, y] of [along, [-along[1], along[0]] as const])
      if (Math.abs(dx * x + dy * y) > span(a, x, y) + span(b, x, y) + marginM) return false;
  return true;
}
