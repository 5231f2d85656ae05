import type { LonLat } from '../../../geodata/model/geometry.ts';
import type { RoadGraph, RoadTree } from './road-graph.ts';
import { Route } from './route.ts';

/** Ways between nodes, each looked for once. Trees are kept for the nodes that many set out from or make for. */
export class WayFinder {
  readonly #graph: RoadGraph;
  readonly #known: WayFinder | undefined;
  readonly #from = new Map<number, RoadTree>();
  readonly #to = new Map<number, RoadTree>();
  readonly #routes = new Map<string, Route>();

  /** @param known what others have found already; it is not added to. */
  constructor(graph: RoadGraph, known?: WayFinder) {
    this.#graph = graph;
    this.#known = known;
  }

  /** `undefined` where both are one place. `hub` says which end others use too. */
  route(from: number, to: number, hub: 'from' | 'to', capKmh: number): Route | undefined {
    if (from === to) return undefined;
    const key = `${from}>${to}@${capKmh}`;
    const known = this.#routes.get(key) ?? this.#known?.knownRoute(key);
    if (known) return known;
    const arcs = hub === 'from' ? this.#treeFrom(from).way(to) : this.#treeTo(to).way(from);
    const route = new Route(arcs, capKmh);
    this.#routes.set(key, route);
    return route;
  }

  knownRoute(key: string): Route | undefined {
    return this.#routes.get(key);
  }

  knownTree(end: 'from' | 'to', root: number): RoadTree | undefined {
    return (end === 'from' ? this.#from : this.#to).get(root);
  }

  position(node: number): LonLat {
    return this.#graph.position(node);
  }

  #treeFrom(root: number): RoadTree {
    const known = this.#from.get(root) ?? this.#known?.knownTree('from', root) ?? this.#graph.treeFrom(root);
    this.#from.set(root, known);
    return known;
  }

  #treeTo(root: number): RoadTree {
    const known = this.#to.get(root) ?? this.#known?.knownTree('to', root) ?? this.#graph.treeTo(root);
    this.#to.set(root, known);
    return known;
  }
}
