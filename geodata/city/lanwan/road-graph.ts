import type { Metres } from '../harbour/frame.ts';
import { betweenM, blend } from './plane.ts';
import type { RoadLine, Structure } from './road-line.ts';
import { crossing, SegmentIndex, toSegment } from './segment-index.ts';

export interface GraphEdge {
  readonly from: number;
  readonly to: number;
  readonly line: RoadLine;
  readonly points: readonly Metres[];
  readonly structure: Structure | undefined;
}

export interface Graph {
  readonly nodes: readonly Metres[];
  readonly edges: readonly GraphEdge[];
}

/** An end this near another road ends on it; junctions nearer to each other than {@link MERGE_M} are one. Ours: less than a road's width. */
const SNAP_M = 26;
const MERGE_M = 17;

/** A place on a line where an edge ends: segment and share along it. */
interface Cut {
  readonly at: number;
  readonly point: Metres;
  /** On a motorway: never the same junction as one under it. */
  readonly high: boolean;
}

class Junctions {
  readonly nodes: Metres[] = [];
  readonly #squares = new Map<number, number[]>();
  readonly #high: boolean[] = [];

  /** The node within reach, or a new one. */
  of({ point, high }: Cut): number {
    const [column, row] = [Math.floor(point[0] / MERGE_M), Math.floor(point[1] / MERGE_M)];
    for (let i = -1; i <= 1; i++)
      for (let j = -1; j <= 1; j++)
        for (const node of this.#squares.get((row + j + 8192) * 16384 + column + i + 8192) ?? [])
          if (this.#high[node] === high && betweenM(this.nodes[node]!, point) < MERGE_M) return node;
    const node = this.nodes.push(point) - 1;
    this.#high.push(high);
    const key = (row + 8192) * 16384 + column + 8192;
    const square = this.#squares.get(key);
    if (square) square.push(node);
    else this.#squares.set(key, [node]);
    return node;
  }
}

function findCuts(lines: readonly RoadLine[]): Cut[][] {
  const index = new SegmentIndex<readonly [line: number, segment: number]>(150);
  lines.forEach(({ points }, line) => {
    for (let i = 1; i < points.length; i++) index.add(points[i - 1]!, points[i]!, [line, i - 1]);
  });
  const cuts: Cut[][] = lines.map(() => []);
  lines.forEach(({ points, carriedBy, apart, class: roadClass }, line) => {
    const high = roadClass === 'motorway';
    for (let i = 1; i < points.length; i++) {
      const [a, b] = [points[i - 1]!, points[i]!];
      index.near(
        Math.min(a[0], b[0]),
        Math.min(a[1], b[1]),
        Math.max(a[0], b[0]),
        Math.max(a[1], b[1]),
        (c, d, [other, segment]) => {
          const { apart: otherApart, carriedBy: otherCarriedBy } = lines[other]!;
          if (other <= line || apart || otherApart) return;
          if (carriedBy?.[i - 1] === 'tunnel' || otherCarriedBy?.[segment] === 'tunnel') return;
          const hit = crossing(a, b, c, d);
          if (!hit) return;
          const point = blend(a, b, hit[0]);
          cuts[line]!.push({ at: i - 1 + hit[0], point, high: false });
          cuts[other]!.push({ at: segment + hit[1], point, high: false });
        },
      );
      // A deck or a bore begins and ends with an edge of its own.
      if (i < points.length - 1 && carriedBy && carriedBy[i - 1] !== carriedBy[i])
        cuts[line]!.push({ at: i, point: b, high });
    }
    for (const [end, at] of [
      [points[0]!, 0],
      [points.at(-1)!, points.length - 1],
    ] as const) {
      let [best, bestCut, target] = [SNAP_M, undefined as Cut | undefined, -1];
      const [x, y] = end;
      index.near(x - SNAP_M, y - SNAP_M, x + SNAP_M, y + SNAP_M, (c, d, [other, segment]) => {
        if (other === line) return;
        const { apart: otherApart, class: otherClass } = lines[other]!;
        // Streets end under a deck, not on it; a motorway that ends in a street ends there and not in its other carriageway.
        if (otherApart && (!apart || (high && otherClass !== 'motorway'))) return;
        const [away, share] = toSegment(end, c, d);
        const merit = away + (otherClass === 'motorway' ? 1 : otherApart ? 2 : 0);
        if (merit >= best) return;
        const cut = { at: segment + share, point: blend(c, d, share), high: otherClass === 'motorway' };
        [best, bestCut, target] = [merit, cut, other];
      });
      cuts[line]!.push({ at, point: bestCut?.point ?? end, high: bestCut?.high ?? high });
      if (bestCut) cuts[target]!.push(bestCut);
    }
  });
  return cuts;
}

/** The lines cut at every crossing, touch and end into the edges of a planar graph. Edges that merging made equal are kept once, the more important road's. */
export function planarGraph(lines: readonly RoadLine[]): Graph {
  const junctions = new Junctions();
  const edges: GraphEdge[] = [];
  const known = new Set<string>();
  findCuts(lines).forEach((cuts, index) => {
    const line = lines[index]!;
    cuts.sort((a, b) => a.at - b.at);
    let before = cuts[0]!;
    let from = junctions.of(before);
    for (const cut of cuts.slice(1)) {
      const to = junctions.of(cut);
      if (to === from) continue;
      const inner = line.points
        .slice(Math.floor(before.at) + 1, Math.ceil(cut.at))
        .filter((point) => betweenM(point, junctions.nodes[from]!) > 4 && betweenM(point, junctions.nodes[to]!) > 4);
      const key = line.oneWay ? `${from}>${to}` : from < to ? `${from}-${to}` : `${to}-${from}`;
      if (!known.has(key)) {
        known.add(key);
        const structure = line.carriedBy?.[Math.min(line.points.length - 2, Math.floor((before.at + cut.at) / 2))];
        edges.push({ from, to, line, points: [junctions.nodes[from]!, ...inner, junctions.nodes[to]!], structure });
      }
      from = to;
      before = cut;
    }
  });
  return { nodes: junctions.nodes, edges };
}

const lengthM = ({ points }: GraphEdge): number =>
  points.reduce((sum, point, index) => (index === 0 ? 0 : sum + betweenM(points[index - 1]!, point)), 0);

/** Without the dead ends shorter than `stubM`, then without what no longer hangs together with the rest: of each part only the one that holds a node near a seat stays. */
export function pruned(graph: Graph, stubM: number, seats: readonly Metres[]): Graph {
  let edges = graph.edges;
  for (let round = 0; round < 3; round++) {
    const degree = new Int32Array(graph.nodes.length);
    for (const { from, to } of edges) {
      degree[from]!++;
      degree[to]!++;
    }
    edges = edges.filter(
      (edge) => edge.line.name || (degree[edge.from]! > 1 && degree[edge.to]! > 1) || lengthM(edge) > stubM,
    );
  }
  const part = partsOf(graph.nodes.length, edges);
  const kept = new Set(
    seats.map((seat) => {
      let [best, at] = [Number.POSITIVE_INFINITY, -1];
      for (const { from } of edges) {
        const away = betweenM(seat, graph.nodes[from]!);
        if (away < best) [best, at] = [away, part[from]!];
      }
      return at;
    }),
  );
  return { nodes: graph.nodes, edges: edges.filter(({ from }) => kept.has(part[from]!)) };
}

/** Union–find (Tarjan 1975) over undirected edges: the part that each node belongs to. */
function partsOf(count: number, edges: readonly GraphEdge[]): Int32Array {
  const parent = Int32Array.from({ length: count }, (_, index) => index);
  const root = (node: number): number => {
    let at = node;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  for (const { from, to } of edges) parent[root(from)] = root(to);
  return parent.map((_, node) => root(node));
}
