import type { CityModel, RoadEdge } from '../city-model.ts';
import { km, type Metres } from '../harbour/frame.ts';
import { motorwayLines } from './motorways.ts';
import { curved, lineOf, lonLatOf, SHEET } from './plane.ts';
import { type Graph, planarGraph, pruned } from './road-graph.ts';
import { ROAD_STANDARDS, type RoadLine, type Structure } from './road-line.ts';
import { ROAD_PLANS, type RoadPlan, VALLEY_PLANS } from './road-plan.ts';
import { SegmentIndex } from './segment-index.ts';
import { settlementStreets } from './street-grid.ts';

const CURVE_STEPS = 6;

const onSheet = ([x, y]: Metres) => x > SHEET.west && x < SHEET.east && y > SHEET.south && y < SHEET.north;

/** A planned road as a line: bored where the plan says so, on a deck where it leaves the land. */
export function plannedLine({ class: roadClass, name, points }: RoadPlan, isDry: (point: Metres) => boolean): RoadLine {
  const curve = curved(
    points.map(([east, north]) => km([east, north])),
    CURVE_STEPS,
  );
  const isAshore = (point: Metres) => !onSheet(point) || isDry(point);
  const carriedBy = curve.slice(1).map((point, segment): Structure | undefined => {
    if (points[Math.floor(segment / CURVE_STEPS)]![2] === 'T') return 'tunnel';
    return isAshore(point) && isAshore(curve[segment]!) ? undefined : 'bridge';
  });
  return { class: roadClass, name, ...ROAD_STANDARDS[roadClass], points: curve, carriedBy };
}

/** Roads that motorways have interchanges with. */
const JOINED: ReadonlySet<RoadEdge['class']> = new Set(['trunk', 'primary', 'secondary']);

export interface RoadGround {
  readonly isDry: (point: Metres) => boolean;
  readonly buildable: (point: Metres) => boolean;
}

export function buildRoadGraph(seed: number, ground: RoadGround): Graph {
  const main = ROAD_PLANS.filter((plan) => plan.class !== 'motorway').map((plan) => plannedLine(plan, ground.isDry));
  const mainRoads = new SegmentIndex<undefined>(150);
  for (const { points } of main)
    for (let i = 1; i < points.length; i++) mainRoads.add(points[i - 1]!, points[i]!, undefined);
  const motorways = ROAD_PLANS.filter((plan) => plan.class === 'motorway').map((plan) =>
    plannedLine(plan, ground.isDry),
  );
  const crossed = main.map((line) => ({ points: line.points, joins: JOINED.has(line.class) }));
  const rivers = VALLEY_PLANS.map(({ points }) => ({ points: curved(points.map(km), CURVE_STEPS), joins: false }));
  const decks = motorwayLines(motorways, [...crossed, ...rivers]);
  const streets = settlementStreets(seed, { buildable: ground.buildable, mainRoads });
  return pruned(planarGraph([...main, ...decks, ...streets]), 70, [km([-6.4, 3.5]), km([4.85, -6.2])]);
}

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
