import type { CityModel, Main, UtilityNode } from '../../../geodata/city/city-model.ts';
import { distanceM, type LonLat } from '../../../geodata/model/geometry.ts';
import { localPlane } from '../../../geodata/model/local-plane.ts';

/** How gas may spread: along its own mains, and through sewers and drains that it finds its way into. */
const SPREADS = new Set(['gas', 'sewer', 'storm']);

interface Net {
  readonly nodes: ReadonlyMap<string, UtilityNode>;
  readonly byMain: ReadonlyMap<string, readonly UtilityNode[]>;
  readonly gasMains: readonly Main[];
}
const known = new WeakMap<CityModel, Net>();

function netOf(city: CityModel): Net {
  const net = known.get(city) ?? build(city);
  known.set(city, net);
  return net;
}

function build({ mains, utilityNodes }: CityModel): Net {
  const byMain = new Map<string, UtilityNode[]>();
  const spreading = utilityNodes.filter(({ medium }) => SPREADS.has(medium));
  for (const node of spreading) for (const main of node.mainIds) byMain.set(main, [...(byMain.get(main) ?? []), node]);
  return {
    nodes: new Map(spreading.map((node) => [node.id, node])),
    byMain,
    gasMains: mains.filter(({ medium }) => medium === 'gas'),
  };
}

/** Whether two nodes hang together along mains within `reachM`: shortest path over the nodes in between. */
export function hangTogether(city: CityModel, from: string, to: string, reachM: number): boolean {
  const { nodes, byMain } = netOf(city);
  const start = nodes.get(from);
  if (!start || !nodes.has(to)) return false;
  const best = new Map<string, number>([[from, 0]]);
  const open = [start];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.id === to) return true;
    const soFar = best.get(node.id)!;
    for (const main of node.mainIds)
      for (const next of byMain.get(main) ?? []) {
        const length = soFar + distanceM(node.position, next.position);
        if (length > reachM || length >= (best.get(next.id) ?? Number.POSITIVE_INFINITY)) continue;
        best.set(next.id, length);
        open.push(next);
      }
  }
  return false;
}

/** The gas main that passes nearest to a place, and where on it; `undefined` when none is within `reachM`. Looks at all gas mains: for what happens seldom. */
export function nearestGasMain(
  city: CityModel,
  at: LonLat,
  reachM: number,
): { readonly main: Main; readonly position: LonLat; readonly distanceM: number } | undefined {
  const plane = localPlane(at);
  let best: { main: Main; position: LonLat; distanceM: number } | undefined;
  for (const main of netOf(city).gasMains) {
    const points = main.line.map((each) => plane.toMetres(each));
    for (let i = 1; i < points.length; i++) {
      const [ax, ay] = points[i - 1]!;
      const [dx, dy] = [points[i]![0] - ax, points[i]![1] - ay];
      const length2 = dx * dx + dy * dy;
      const share = length2 === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length2));
      const [x, y] = [ax + share * dx, ay + share * dy];
      const away = Math.hypot(x, y);
      if (away <= reachM && away < (best?.distanceM ?? Number.POSITIVE_INFINITY))
        best = { main, position: plane.toLonLat([x, y]), distanceM: away };
    }
  }
  return best;
}

/** Gas mains that meet a main at its nodes: where its gas may run. */
export function mainsAround(city: CityModel, main: Main): readonly Main[] {
  const { byMain, gasMains } = netOf(city);
  const ids = new Set([main.id, ...(byMain.get(main.id) ?? []).flatMap(({ mainIds }) => mainIds)]);
  return gasMains.filter(({ id }) => ids.has(id));
}
