import type { LonLat } from '../../../geodata/model/geometry.ts';
import type { RoadGraph, RoadTree } from './road-graph.ts';
import { Route } from './route.ts';

/** Ways between nodes, each looked for once. Trees are kept for the nodes that many set out from or make for. */
export class WayFinder {
  readonly #graph: RoadGraph;
  readonly #from = new Map<number, RoadTree>();
  readonly #to = new Map<number, RoadTree>();
  readonly #routes = new Map<string, Route>();

  constructor(graph: RoadGraph) {
    this.#graph = graph;
  }

  /** `undefined` where both are one place. `hub` says which end others use too. */
  route(from: number, to: number, hub: 'from' | 'to', capKmh: number): Route | undefined {
    if (from === to) return undefined;
    const key = `${from}>${to}@${capKmh}`;
    const known = this.#routes.get(key);
    if (known) return known;
    const arcs = hub === 'from' ? this.#treeFrom(from).way(to) : this.#treeTo(to).way(from);
    const route = new Route(arcs, capKmh);
    this.#routes.set(key, route);
    return route;
  }

  position(node: number): LonLat {
    return this.#graph.position(node);
  }

  #treeFrom(root: number): RoadTree {
    const known = this.#from.get(root) ?? this.#graph.treeFrom(root);
    this.#from.set(root, known);
    return known;
  }

  #treeTo(root: number): RoadTree {
    const known = this.#to.get(root) ?? this.#graph.treeTo(root);
    this.#to.set(root, known);
    return known;
  }
}
