import type { CityModel, RoadEdge } from '../city-model.ts';
import { km, type Metres } from '../harbour/frame.ts';
import { motorwayLines } from './motorways.ts';
import { curved, lineOf, lonLatOf, SHEET, spaced } from './plane.ts';
import { type Graph, planarGraph, pruned } from './road-graph.ts';
import { ROAD_STANDARDS, type RoadLine, type Structure } from './road-line.ts';
import { ROAD_PLANS, type RoadPlan, VALLEY_PLANS } from './road-plan.ts';
import { SegmentIndex } from './segment-index.ts';
import { settlementStreets } from './street-grid.ts';

const CURVE_STEPS = 6;
/** Length of a deck over a river, at least. */
const DECK_STEP_M = 90;

const onSheet = ([x, y]: Metres) => x > SHEET.west && x < SHEET.east && y > SHEET.south && y < SHEET.north;

export interface RoadGround {
  /** Whether a stretch of road passes over a river. */
  readonly crossesRiver: (from: Metres, to: Metres) => boolean;
  readonly isDry: (point: Metres) => boolean;
  readonly buildable: (point: Metres) => boolean;
}

/** A planned road as a line: bored where the plan says so, on a deck where it leaves the land. */
function plannedLine({ class: roadClass, name, points }: RoadPlan, { isDry, crossesRiver }: RoadGround): RoadLine {
  const isAshore = (point: Metres) => !onSheet(point) || isDry(point);
  const line: Metres[] = [km([points[0]![0], points[0]![1]])];
  const carriedBy: (Structure | undefined)[] = [];
  const curve = curved(
    points.map(([east, north]) => km([east, north])),
    CURVE_STEPS,
  );
  for (let segment = 0; segment + 1 < curve.length; segment++) {
    const bored = points[Math.floor(segment / CURVE_STEPS)]![2] === 'T';
    for (const point of spaced([curve[segment]!, curve[segment + 1]!], DECK_STEP_M).slice(1)) {
      const before = line.at(-1)!;
      const decked = !isAshore(point) || !isAshore(before) || crossesRiver(before, point);
      carriedBy.push(bored ? 'tunnel' : decked ? 'bridge' : undefined);
      line.push(point);
    }
  }
  return { class: roadClass, name, ...ROAD_STANDARDS[roadClass], points: line, carriedBy };
}

/** Roads that motorways have interchanges with. */
const JOINED: ReadonlySet<RoadEdge['class']> = new Set(['trunk', 'primary', 'secondary']);

export function buildRoadGraph(seed: number, ground: RoadGround): Graph {
  const main = ROAD_PLANS.filter((plan) => plan.class !== 'motorway').map((plan) => plannedLine(plan, ground));
  const mainRoads = new SegmentIndex<undefined>(150);
  for (const { points } of main)
    for (let i = 1; i < points.length; i++) mainRoads.add(points[i - 1]!, points[i]!, undefined);
  const motorways = ROAD_PLANS.filter((plan) => plan.class === 'motorway').map((plan) => plannedLine(plan, ground));
  const crossed = main.map((line) => ({ points: line.points, joins: JOINED.has(line.class) }));
  const rivers = VALLEY_PLANS.map(({ points }) => ({ points: curved(points.map(km), CURVE_STEPS), joins: false }));
  const decks = motorwayLines(motorways, [...crossed, ...rivers]);
  const streets = settlementStreets(seed, { buildable: ground.buildable, mainRoads });
  const graph = pruned(planarGraph([...main, ...decks, ...streets]), 70, [km([-6.4, 3.5]), km([4.85, -6.2])]);
  return withBridges(graph, ground);
}

/** Streets that cross a river do so on a bridge from corner to corner. */
const withBridges = ({ nodes, edges }: Graph, { crossesRiver }: RoadGround): Graph => ({
  nodes,
  edges: edges.map((edge) =>
    edge.structure ||
    edge.line.name ||
    !edge.points.some((point, index) => index > 0 && crossesRiver(edge.points[index - 1]!, point))
      ? edge
      : { ...edge, structure: 'bridge' },
  ),
});

export function roadsOf({ nodes, edges }: Graph): CityModel['roads'] {
  const used = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const ids = new Map([...used].sort((a, b) => a - b).map((node, index) => [node, `rn-${index + 1}`]));
  return {
    nodes: [...ids].map(([node, id]) => ({ id, position: lonLatOf(nodes[node]!) })),
    edges: edges.map(
      ({ from, to, line, points, structure }, index): RoadEdge => ({
        id: `re-${index + 1}`,
        from: ids.get(from)!,
        to: ids.get(to)!,
        class: line.class,
        ...(line.name && { name: line.name }),
        speedKmh: line.speedKmh,
        lanes: line.lanes,
        oneWay: line.oneWay ?? false,
        ...(structure && { structure }),
        line: lineOf(points),
      }),
    ),
  };
}
