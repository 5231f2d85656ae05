import type { CityModel, CitySensor, RoadEdge } from '../../../geodata/city/city-model.ts';
import { nameSeed } from '../../../geodata/city/name-seed.ts';
import { hashNoise } from '../../../geodata/city/seeded-random.ts';
import { planeDistanceSquared } from '../world/plane.ts';
import { rhythm } from '../world/rhythm.ts';
import type { Calendar, Process, Setting, Traffic, World } from '../world/world.ts';

export interface TrafficScript {
  /** A road that is fuller than usual, or blocked: `share` of its free speed is left. */
  readonly jams?: readonly {
    readonly edge: string;
    readonly fromH: number;
    readonly toH: number;
    readonly share: number;
  }[];
}

type RoadClass = RoadEdge['class'];

/** Of a lane, veh/h: HCM 2016 exhibits 12-4 and 16, rounded down for signals and side friction. */
const LANE_CAPACITY: Readonly<Record<RoadClass, number>> = {
  motorway: 1900,
  trunk: 1400,
  primary: 900,
  secondary: 700,
  tertiary: 500,
  residential: 300,
  service: 150,
  track: 60,
};

/** Share of the day's peak by hour: two peaks on workdays, one broad one else (shape as in urban loop counts; ours). */
const DAILY: Readonly<Record<Calendar, readonly number[]>> = {
  workday: [
    0.12, 0.08, 0.06, 0.06, 0.09, 0.2, 0.45, 0.85, 1, 0.82, 0.7, 0.68, 0.66, 0.64, 0.68, 0.72, 0.8, 0.95, 1, 0.82, 0.62,
    0.5, 0.36, 0.22,
  ],
  weekend: [
    0.18, 0.12, 0.09, 0.08, 0.09, 0.14, 0.25, 0.4, 0.55, 0.68, 0.78, 0.8, 0.78, 0.76, 0.78, 0.82, 0.86, 0.88, 0.84,
    0.76, 0.66, 0.55, 0.42, 0.28,
  ],
  holiday: [
    0.2, 0.14, 0.1, 0.09, 0.11, 0.18, 0.36, 0.6, 0.82, 0.98, 1, 0.96, 0.9, 0.88, 0.92, 1, 1.05, 1, 0.92, 0.8, 0.7, 0.58,
    0.44, 0.3,
  ],
};

/** Rain slows: light 2–13 %, heavy 6–17 % of free speed (HCM 2016 exhibit 11-20); cloudbursts more (ours). Capacity falls alike. */
const rainShare = (mmPerH: number): number => 1 - Math.min(0.4, 0.05 * Math.log1p(mmPerH));
/** Length of a queueing car with its gap, m: turns density into occupancy. */
const CAR_M = 7;
/** Roads within so many metres of a low point are the ones that go through it. Ours. */
const THROUGH_M = 60;

interface Edge {
  readonly edge: RoadEdge;
  readonly capacity: number;
  /** How full it is at the peak. */
  readonly peak: number;
  readonly lowPoints: readonly { readonly id: string; readonly closedAtM: number }[];
  readonly seed: number;
}

class CityTraffic implements Process<Traffic>, Traffic {
  readonly id = 'traffic';
  readonly slice: Traffic = this;
  readonly #script: TrafficScript;
  readonly #edges: ReadonlyMap<string, Edge>;
  #world: World | undefined;
  #daily = 0;
  #rain = 1;

  constructor(script: TrafficScript, { city, seed }: Setting) {
    this.#script = script;
    const lowPoints = edgesThroughLowPoints(city);
    this.#edges = new Map(
      city.roads.edges.map((edge) => {
        const own = nameSeed(seed, edge.id);
        const capacity = LANE_CAPACITY[edge.class] * edge.lanes;
        return [
          edge.id,
          { edge, capacity, peak: 0.55 + 0.5 * hashNoise(own, 0), lowPoints: lowPoints.get(edge.id) ?? [], seed: own },
        ];
      }),
    );
  }

  step(world: World): void {
    this.#world = world;
    this.#daily = rhythm(DAILY[world.calendar], world.hour);
    this.#rain = rainShare(world.weather.rainMmPerH(world.city.centre));
  }

  speedKmh(edgeId: string): number {
    const known = this.#edges.get(edgeId);
    return known ? this.#speedKmh(known) : 0;
  }

  flowVehPerH(edgeId: string): number {
    const known = this.#edges.get(edgeId);
    return known ? this.#flowVehPerH(known) : 0;
  }

  probe(sensor: CitySensor, datastream: string): ((world: World) => number) | undefined {
    const { kind, watches } = sensor;
    if (kind !== 'traffic' || watches === undefined) return undefined;
    const edge = this.#edges.get(watches);
    if (!edge) return () => 0;
    if (datastream === 'flow') return () => this.#flowVehPerH(edge);
    if (datastream === 'speed') return () => this.#speedKmh(edge);
    const { lanes } = edge.edge;
    return () => {
      const speed = this.#speedKmh(edge);
      return speed <= 0 ? 0 : Math.min(1, (this.#flowVehPerH(edge) / lanes / speed) * (CAR_M / 1000));
    };
  }

  #speedKmh(known: Edge): number {
    if (this.#closed(known)) return 0;
    const free = known.edge.speedKmh * this.#rain;
    // Bureau of Public Roads 1964: t = t0 (1 + 0.15 (v/c)^4); beyond capacity traffic stands rather than crawls (ours: bounded at a tenth).
    return Math.max(free * 0.1, free / (1 + 0.15 * this.#load(known) ** 4)) * this.#jammed(known);
  }

  #flowVehPerH(known: Edge): number {
    if (this.#closed(known)) return 0;
    const load = this.#load(known);
    return known.capacity * this.#rain * Math.min(1, load) * Math.min(1, this.#jammed(known) * 1.5);
  }

  /** Volume over capacity. */
  #load({ peak, seed }: Edge): number {
    const minute = this.#world ? Math.floor(this.#world.now / 300_000) : 0;
    return (peak * this.#daily * (0.9 + 0.2 * hashNoise(seed, minute))) / this.#rain;
  }

  #jammed({ edge }: Edge): number {
    const { jams = [] } = this.#script;
    if (jams.length === 0 || !this.#world) return 1;
    const hour = (this.#world.now - this.#world.start) / 3_600_000;
    let share = 1;
    for (const jam of jams)
      if (jam.edge === edge.id && hour >= jam.fromH && hour < jam.toH) share = Math.min(share, jam.share);
    return share;
  }

  #closed({ lowPoints }: Edge): boolean {
    const world = this.#world;
    if (lowPoints.length === 0 || !world) return false;
    return lowPoints.some(
      ({ id, closedAtM }) =>
        world.water.depthM(id) >= closedAtM ||
        world.interventions.some((each) => each.kind === 'close_road' && each.lowPoint === id),
    );
  }
}

type Flooded = ReadonlyMap<string, readonly { readonly id: string; readonly closedAtM: number }[]>;
const floodedByCity = new WeakMap<CityModel, Flooded>();

/** Which edges lead through which low points; looked for once in each city. */
function edgesThroughLowPoints(city: CityModel): Flooded {
  const known = floodedByCity.get(city) ?? findEdgesThroughLowPoints(city);
  floodedByCity.set(city, known);
  return known;
}

function findEdgesThroughLowPoints(city: CityModel): Flooded {
  const through = new Map<string, { id: string; closedAtM: number }[]>();
  for (const { id, position, closedAtM } of city.lowPoints) {
    for (const edge of city.roads.edges) {
      if (!edge.line.some((point) => planeDistanceSquared(position, point) < THROUGH_M ** 2)) continue;
      const known = through.get(edge.id);
      if (known) known.push({ id, closedAtM });
      else through.set(edge.id, [{ id, closedAtM }]);
    }
  }
  return through;
}

/** How full and how fast the roads are. */
export const createTraffic = (script: TrafficScript | undefined, setting: Setting): Process<Traffic> =>
  new CityTraffic(script ?? {}, setting);
