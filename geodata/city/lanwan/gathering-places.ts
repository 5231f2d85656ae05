import type { GatheringPlace } from '../city-model.ts';
import { km, type Metres } from '../harbour/frame.ts';
import type { Site } from './buildings.ts';
import { cornersOf, type OrientedBox } from './oriented-box.ts';
import { PLACE_PLANS } from './place-plan.ts';
import { betweenM, lonLatOf, ringOf } from './plane.ts';
import type { Graph } from './road-graph.ts';

export interface PlacedGathering {
  readonly box: OrientedBox;
  readonly place: GatheringPlace;
}

/** How far from where it was asked for a place may come to lie, and how far its plot may shrink before it is given up. Ours. */
const SEARCH_M = 1_300;
const STEP_M = 32;
const SHRUNK = [1, 0.8, 0.6, 0.45, 0.32];

/** Directions of the streets, by squares, so that a place stands as its neighbours do. */
function turnAt(graph: Graph, point: Metres): Metres {
  let [best, turn] = [Number.POSITIVE_INFINITY, [1, 0] as Metres];
  for (const { points, line } of graph.edges) {
    if (line.apart || Math.abs(points[0]![0] - point[0]) > 900 || Math.abs(points[0]![1] - point[1]) > 900) continue;
    const away = betweenM(points[0]!, point);
    if (away >= best) continue;
    const [a, b] = [points[0]!, points.at(-1)!];
    const length = betweenM(a, b);
    if (length > 0) [best, turn] = [away, [(b[0] - a[0]) / length, (b[1] - a[1]) / length]];
  }
  return turn;
}

/** Rings of candidates round the wished place, nearest first. */
function* spiral([x, y]: Metres): Generator<Metres> {
  yield [x, y];
  for (let radius = STEP_M; radius <= SEARCH_M; radius += STEP_M) {
    const count = Math.max(6, Math.round((2 * Math.PI * radius) / (STEP_M * 2)));
    for (let i = 0; i < count; i++) {
      const angle = (2 * Math.PI * i) / count + radius;
      yield [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    }
  }
}

/** Takes a plot for every place on the plan, between the streets and before any building; the capacity goes down with the plot. */
export function placeGatherings(graph: Graph, site: Site): PlacedGathering[] {
  return PLACE_PLANS.flatMap(([id, zh, en, kind, east, north, lengthM, depthM, capacity]) => {
    const wish = km([east, north]);
    const along = turnAt(graph, wish);
    for (const size of SHRUNK)
      for (const centre of spiral(wish)) {
        if (size > SHRUNK.at(-1)! && betweenM(centre, wish) > SEARCH_M * 0.45) break;
        const box: OrientedBox = { centre, along, halfLengthM: (lengthM * size) / 2, halfDepthM: (depthM * size) / 2 };
        if (!site.take(box)) continue;
        const place: GatheringPlace = {
          id: `gp-${id}`,
          name: { zh, en },
          kind,
          rings: [ringOf(cornersOf(box))],
          label: lonLatOf(centre),
          capacity: Math.max(80, Math.round((capacity * (0.35 + 0.65 * size)) / 10) * 10),
        };
        return [{ box, place }];
      }
    return [];
  });
}
