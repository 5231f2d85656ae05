import type { Building } from '../city-model.ts';
import { km, type Metres } from '../harbour/frame.ts';
import type { Random } from '../seeded-random.ts';
import { boxesMeet, cornersOf, type OrientedBox, segmentMeets } from './oriented-box.ts';
import { betweenM, ringOf } from './plane.ts';
import type { Graph, GraphEdge } from './road-graph.ts';
import { ROAD_WIDTH_M } from './road-line.ts';
import { SegmentIndex } from './segment-index.ts';
import type { Settlement, SettlementKind } from './settlement-plan.ts';
import { depthInside, settlementAt } from './street-grid.ts';

export interface PlacedBuilding {
  readonly box: OrientedBox;
  readonly heightM: number;
  readonly use: Building['use'];
  readonly settlement: Settlement | undefined;
}

interface Fabric {
  /** Metres of street front for one building, before it thins with distance from the bay. */
  readonly pitchM: number;
  readonly lengthM: readonly [number, number];
  readonly depthM: readonly [number, number];
  readonly setbackM: number;
}

/** What stands where. Sizes are of the kind that each fabric has in Shenzhen; one footprint stands for a few of the smaller houses. Ours. */
const FABRICS: Readonly<Record<SettlementKind | 'country', Fabric>> = {
  core: { pitchM: 92, lengthM: [34, 58], depthM: [28, 46], setbackM: 10 },
  town: { pitchM: 205, lengthM: [34, 66], depthM: [15, 24], setbackM: 8 },
  old_town: { pitchM: 108, lengthM: [22, 46], depthM: [13, 20], setbackM: 4 },
  village: { pitchM: 152, lengthM: [20, 40], depthM: [15, 24], setbackM: 2 },
  resort: { pitchM: 150, lengthM: [26, 56], depthM: [14, 22], setbackM: 14 },
  industry: { pitchM: 225, lengthM: [60, 100], depthM: [34, 60], setbackM: 12 },
  port: { pitchM: 180, lengthM: [70, 130], depthM: [30, 46], setbackM: 14 },
  country: { pitchM: 520, lengthM: [14, 30], depthM: [11, 18], setbackM: 9 },
};

const between = (random: Random, [from, to]: readonly [number, number]) => from + random() * (to - from);

interface Kind {
  readonly use: Building['use'];
  readonly heightM: number;
}

const FLOOR_M = 3.1;
const floors = (random: Random, from: number, to: number): number =>
  Math.round(Math.round(between(random, [from, to])) * FLOOR_M * 10) / 10;

/** Use and height: towers where a centre is deepest, 6–8 floors side by side in villages, sheds by the sea. Ours, after what stands in such places. */
function kindOf(settlement: Settlement | undefined, depth: number, random: Random): Kind {
  const pick = random();
  switch (settlement?.kind) {
    case 'core':
      if (depth > 0.62)
        return pick < 0.72
          ? { use: 'office', heightM: floors(random, 24, 78) }
          : { use: 'commercial', heightM: floors(random, 4, 9) };
      if (pick < 0.3) return { use: 'office', heightM: floors(random, 12, 36) };
      return pick < 0.45
        ? { use: 'commercial', heightM: floors(random, 3, 8) }
        : { use: 'residential', heightM: floors(random, 18, 36) };
    case 'town':
      if (pick < 0.1) return { use: 'commercial', heightM: floors(random, 3, 10) };
      if (pick < 0.16) return { use: 'office', heightM: floors(random, 8, 22) };
      if (pick < 0.2) return { use: 'public', heightM: floors(random, 3, 8) };
      return {
        use: 'residential',
        heightM: depth > 0.5 || pick > 0.75 ? floors(random, 14, 33) : floors(random, 6, 12),
      };
    case 'old_town':
      if (pick < 0.25) return { use: 'commercial', heightM: floors(random, 2, 5) };
      return { use: 'residential', heightM: floors(random, 4, 9) };
    case 'village':
      return pick < 0.06
        ? { use: 'commercial', heightM: floors(random, 2, 4) }
        : { use: 'village', heightM: floors(random, 4, 8) };
    case 'resort':
      return pick < 0.5
        ? { use: 'commercial', heightM: floors(random, 2, 9) }
        : { use: 'residential', heightM: floors(random, 3, 11) };
    case 'industry':
      if (pick < 0.12) return { use: 'residential', heightM: floors(random, 5, 8) };
      return { use: pick < 0.3 ? 'warehouse' : 'industrial', heightM: floors(random, 3, 7) };
    case 'port':
      return { use: pick < 0.12 ? 'office' : 'warehouse', heightM: floors(random, 3, 5) };
    default:
      return { use: pick < 0.6 ? 'village' : 'other', heightM: floors(random, 1, 4) };
  }
}

/** Where the city is densest, and how much farther apart buildings stand at the far end of the map. Ours. */
const HEART = km([-4.5, 2.5]);
const thinning = (point: Metres): number => 1 + 0.75 * Math.min(1, betweenM(point, HEART) / 15_000);

export interface BuildingGround {
  /** Dry, clear of rivers and not too steep for walls. */
  readonly buildable: (point: Metres) => boolean;
}

/** Buildings that neither touch each other nor a road: those in the way are not built. */
export class Site {
  readonly #ground: BuildingGround;
  readonly #roads = new SegmentIndex<number>(90);
  readonly #squares = new Map<number, OrientedBox[]>();

  constructor({ edges }: Graph, ground: BuildingGround) {
    this.#ground = ground;
    for (const { line, points, structure } of edges) {
      if (structure === 'tunnel') continue;
      const half = ROAD_WIDTH_M[line.class] / 2 + 2;
      for (let i = 1; i < points.length; i++) this.#roads.add(points[i - 1]!, points[i]!, half);
    }
  }

  take(box: OrientedBox): boolean {
    const corners = cornersOf(box);
    if (!this.#ground.buildable(box.centre) || corners.some((corner) => !this.#ground.buildable(corner))) return false;
    const reach = Math.hypot(box.halfLengthM, box.halfDepthM);
    const [x, y] = box.centre;
    if (
      this.#roads.near(x - reach - 20, y - reach - 20, x + reach + 20, y + reach + 20, (a, b, half) =>
        segmentMeets(box, a, b, half),
      )
    )
      return false;
    const [column, row] = [Math.floor(x / 160), Math.floor(y / 160)];
    for (let i = -1; i <= 1; i++)
      for (let j = -1; j <= 1; j++)
        for (const other of this.#squares.get((row + j + 512) * 1024 + column + i + 512) ?? [])
          if (boxesMeet(box, other, 4)) return false;
    const key = (row + 512) * 1024 + column + 512;
    const square = this.#squares.get(key);
    if (square) square.push(box);
    else this.#squares.set(key, [box]);
    return true;
  }
}

function* alongEdge({ points, line }: GraphEdge, random: Random, site: Site): Generator<PlacedBuilding> {
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1]!, points[i]!];
    const length = betweenM(a, b);
    if (length < 24) continue;
    const [ux, uy] = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
    for (const side of [1, -1]) {
      const settlement = settlementAt([(a[0] + b[0]) / 2 - uy * side * 40, (a[1] + b[1]) / 2 + ux * side * 40]);
      const fabric = FABRICS[settlement?.kind ?? 'country'];
      const pitch = fabric.pitchM * thinning(a);
      for (
        let at = random() * pitch * 0.5 + fabric.lengthM[0] / 2;
        at < length - 10;
        at += pitch * (0.85 + 0.3 * random())
      ) {
        const depth = between(random, fabric.depthM);
        const away = side * (ROAD_WIDTH_M[line.class] / 2 + 2.5 + fabric.setbackM * (0.4 + random()) + depth / 2);
        const box: OrientedBox = {
          centre: [a[0] + ux * at - uy * away, a[1] + uy * at + ux * away],
          along: [ux, uy],
          halfLengthM: between(random, fabric.lengthM) / 2,
          halfDepthM: depth / 2,
        };
        const inside = settlement ? depthInside(settlement, box.centre) : 0;
        const kind = kindOf(settlement, inside, random);
        if (site.take(box)) yield { box, settlement, ...kind };
      }
    }
  }
}

/** Buildings along the streets, main roads first. */
export function placeBuildings(graph: Graph, site: Site, random: Random): PlacedBuilding[] {
  const fronted = graph.edges.filter(
    ({ line, structure }) => line.class !== 'motorway' && line.class !== 'track' && !line.apart && !structure,
  );
  return fronted.flatMap((edge) => [...alongEdge(edge, random, site)]);
}

export const ringOfBox = (box: OrientedBox) => ringOf(cornersOf(box));
