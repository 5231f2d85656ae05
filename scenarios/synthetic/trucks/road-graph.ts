import FlatQueue from 'flatqueue';
import type { CityModel, RoadEdge } from '../../../geodata/city/city-model.ts';
import { distanceM, type LonLat } from '../../../geodata/model/geometry.ts';

/** One edge, travelled one way. */
export interface Arc {
  readonly edge: RoadEdge;
  readonly from: number;
  readonly to: number;
  readonly reversed: boolean;
  readonly seconds: number;
}

/** Quickest ways from one node to all, or from all to one. Nodes are known by their index in the city. */
export interface RoadTree {
  reaches(node: number): boolean;
  /** In order of travel; empty when it is there already. @throws RangeError when there is no way. */
  way(node: number): readonly Arc[];
}

/** The directed graph of a city's roads. Trees instead of A*: a fleet has few gates and many doors. */
export class RoadGraph {
  readonly #positions: readonly LonLat[];
  readonly #outgoing: readonly Arc[][];
  readonly #incoming: readonly Arc[][];
  /** Nodes from which every other of them can be reached, by index. */
  readonly connected: readonly number[];

  constructor({ roads, centre }: CityModel) {
    const index = new Map(roads.nodes.map(({ id }, i) => [id, i]));
    this.#positions = roads.nodes.map(({ position }) => position);
    this.#outgoing = roads.nodes.map(() => []);
    this.#incoming = roads.nodes.map(() => []);
    for (const edge of roads.edges) {
      const [from, to] = [index.get(edge.from), index.get(edge.to)];
      if (from === undefined || to === undefined) continue;
      const seconds = (lineM(edge.line) * 3.6) / edge.speedKmh;
      this.#add({ edge, from, to, reversed: false, seconds });
      if (!edge.oneWay) this.#add({ edge, from: to, to: from, reversed: true, seconds });
    }
    this.connected = this.#connectedAround(centre);
  }

  position(node: number): LonLat {
    return this.#positions[node]!;
  }

  /** The connected node nearest to a place; `undefined` of a city without roads. */
  nearest(place: LonLat): number | undefined {
    return nearestOf(this.connected, (node) => distanceM(this.#positions[node]!, place));
  }

  treeFrom(root: number): RoadTree {
    return this.#tree(root, this.#outgoing, false);
  }

  treeTo(root: number): RoadTree {
    return this.#tree(root, this.#incoming, true);
  }

  #add(arc: Arc): void {
    this.#outgoing[arc.from]!.push(arc);
    this.#incoming[arc.to]!.push(arc);
  }

  /** Dijkstra (1959). */
  #tree(root: number, arcsOf: readonly Arc[][], backwards: boolean): RoadTree {
    const seconds = new Float64Array(this.#positions.length).fill(Number.POSITIVE_INFINITY);
    const via: (Arc | undefined)[] = new Array(this.#positions.length);
    const queue = new FlatQueue<number>();
    seconds[root] = 0;
    queue.push(root, 0);
    while (queue.length > 0) {
      const at = queue.peekValue()!;
      const node = queue.pop()!;
      if (at > seconds[node]!) continue;
      for (const arc of arcsOf[node]!) {
        const next = backwards ? arc.from : arc.to;
        const then = at + arc.seconds;
        if (then >= seconds[next]!) continue;
        seconds[next] = then;
        via[next] = arc;
        queue.push(next, then);
      }
    }
    return {
      reaches: (node) => seconds[node]! < Number.POSITIVE_INFINITY,
      way(node) {
        const arcs: Arc[] = [];
        for (let at = node; at !== root; ) {
          const arc = via[at];
          if (!arc) throw new RangeError(`no way between road nodes ${root} and ${node}`);
          arcs.push(arc);
          at = backwards ? arc.to : arc.from;
        }
        return backwards ? arcs : arcs.reverse();
      },
    };
  }

  /** Of the nodes near the centre, the first whose strong component is a tenth of the city: an isolated car park is no city. */
  #connectedAround(centre: LonLat): readonly number[] {
    const byDistance = this.#positions
      .map((position, node) => ({ node, away: distanceM(position, centre) }))
      .sort((a, b) => a.away - b.away || a.node - b.node);
    let best: readonly number[] = [];
    for (const { node } of byDistance.slice(0, 20)) {
      const [from, to] = [this.treeFrom(node), this.treeTo(node)];
      const component = byDistance.map((each) => each.node).filter((each) => from.reaches(each) && to.reaches(each));
      if (component.length > best.length) best = component;
      if (best.length >= this.#positions.length / 10) break;
    }
    return [...best].sort((a, b) => a - b);
  }
}

const lineM = (line: readonly LonLat[]): number =>
  line.slice(1).reduce((sum, to, i) => sum + distanceM(line[i]!, to), 0);

/** The least of a list; the first of equals. */
export function nearestOf<Item>(items: readonly Item[], costOf: (item: Item) => number): Item | undefined {
  let best: Item | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const item of items) {
    const cost = costOf(item);
    if (cost < least) [best, least] = [item, cost];
  }
  return best;
}
