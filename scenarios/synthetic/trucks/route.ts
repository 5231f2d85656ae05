import { distanceM, type LonLat } from '../../../geodata/model/geometry.ts';
import type { Arc } from './road-graph.ts';

export interface OnRoute {
  readonly position: LonLat;
  readonly speedMps: number;
  /** Degrees true, [0, 360). */
  readonly courseDeg: number;
}

/** One way through the city, driven at the roads' own speed but never faster than `capKmh`: a function of the seconds since departure. */
export class Route {
  readonly points: readonly LonLat[];
  readonly durationS: number;
  /** The fastest that it is driven anywhere. */
  readonly topMps: number;
  readonly #atS: readonly number[];
  readonly #speedMps: readonly number[];

  /** @param arcs in order of travel, at least one. */
  constructor(arcs: readonly Arc[], capKmh: number) {
    const points: LonLat[] = [];
    const atS: number[] = [];
    const speeds: number[] = [];
    let seconds = 0;
    for (const { edge, reversed } of arcs) {
      const speed = Math.min(edge.speedKmh, capKmh) / 3.6;
      const line = reversed ? edge.line.toReversed() : edge.line;
      line.forEach((point, i) => {
        const before = points.at(-1);
        if (before && i === 0) return;
        if (before) {
          seconds += distanceM(before, point) / speed;
          speeds.push(speed);
        }
        points.push(point);
        atS.push(seconds);
      });
    }
    this.points = points;
    this.durationS = seconds;
    this.topMps = speeds.reduce((top, speed) => Math.max(top, speed), 0);
    this.#atS = atS;
    this.#speedMps = speeds;
  }

  at(seconds: number): OnRoute {
    const time = Math.min(this.durationS, Math.max(0, seconds));
    let [low, high] = [0, Math.max(0, this.points.length - 2)];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#atS[middle]! <= time) low = middle;
      else high = middle - 1;
    }
    const from = this.points[low]!;
    const to = this.points[low + 1] ?? from;
    const span = (this.#atS[low + 1] ?? time) - this.#atS[low]!;
    const share = span > 0 ? (time - this.#atS[low]!) / span : 0;
    const north = to[1] - from[1];
    const east = (to[0] - from[0]) * Math.cos((from[1] * Math.PI) / 180);
    return {
      position: [from[0] + (to[0] - from[0]) * share, from[1] + north * share],
      speedMps: this.#speedMps[low] ?? 0,
      courseDeg: ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360,
    };
  }
}
