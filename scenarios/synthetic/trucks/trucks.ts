import type { CityModel } from '../../../geodata/city/city-model.ts';
import { nameSeed } from '../../../geodata/city/name-seed.ts';
import { hashNoise } from '../../../geodata/city/seeded-random.ts';
import { DAY_MS } from '../../../geodata/model/local-time.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import { MPS_PER_KNOT } from '../../../geodata/model/units.ts';
import type { Attributes, Message, Position, ThingDescription } from '../../../ingestion/observation.ts';
import { type Process, type Setting, STEP_MS, type Utterance, type World } from '../world/world.ts';
import { type DaySpan, habitsOf, planItinerary } from './day-plan.ts';
import { encodeLine, simplifyLine } from './encode-route.ts';
import { fleetOf, type Vehicle } from './fleet.ts';
import type { Itinerary } from './itinerary.ts';
import { RoadGraph } from './road-graph.ts';
import { PERMITS } from './rules.ts';
import type { TrucksScript } from './script.ts';
import { type PlannedViolation, planViolations } from './violations.ts';
import { WayFinder } from './way-finder.ts';

export type { TrucksScript } from './script.ts';

/** A tracker tells its place every so many seconds while it moves, and once in so many turns while it stands. JT/T 808-2019 leaves both to the platform; usual values. */
const EVERY_S = 30;
const STANDING_TURNS = 10;
/** Of a satellite fix in streets, standard deviation about a half of it, metres of latitude. */
const FIX_ERROR_DEG = 4 / 111_000;
/** An approved route is told to within so much, metres. */
const ROUTE_TOLERANCE_M = 15;
const STEP_S = STEP_MS / 1000;

interface Tracked {
  readonly vehicle: Vehicle;
  readonly itinerary: Itinerary;
  /** Whether it breaks a rule on this drive. */
  watched(seconds: number): boolean;
}

interface MotorPool {
  readonly graph: RoadGraph;
  readonly vehicles: readonly Vehicle[];
  readonly ways: WayFinder;
}
const motorPools = new WeakMap<CityModel, MotorPool>();

/** Vehicles and the ways that they drive are the same on every day of a city: they are worked out once. */
function motorPoolOf(city: CityModel): MotorPool {
  const known = motorPools.get(city);
  if (known) return known;
  const graph = new RoadGraph(city);
  const pool = { graph, vehicles: fleetOf(city, graph), ways: new WayFinder(graph) };
  motorPools.set(city, pool);
  return pool;
}

/** Muck trucks, hazardous goods, buses and patrol cars: they tell where they are, and some break the rules. */
export function createTrucks(
  script: TrucksScript | undefined,
  setting: Setting,
  { thin = 1 }: { readonly thin?: number } = {},
): Process<undefined> {
  const { city, start } = setting;
  const { graph, vehicles, ways } = motorPoolOf(city);
  const span = spanOf(setting);
  // What one day's offenders drive is of no use to the next day.
  const violations = planViolations(script, vehicles, { graph, ways: new WayFinder(graph, ways), span });
  const tracked = vehicles.map((vehicle) => {
    const detours = violations.filter((each) => each.vehicle === vehicle).map(({ detour }) => detour);
    return {
      vehicle,
      itinerary: planItinerary(vehicle, ways, span, detours),
      watched: (seconds: number) => detours.some(({ startS, endS }) => seconds >= startS && seconds <= endS),
    };
  });
  const byPhase = Array.from({ length: EVERY_S }, (_, phase) =>
    tracked.filter(({ vehicle }) => phaseOf(vehicle) === phase),
  );
  return {
    id: 'trucks',
    slice: undefined,
    step(world) {
      for (const violation of violations) follow(world, violation, start);
    },
    *utter(world) {
      const fromS = (world.now - STEP_MS - start) / 1000;
      if (fromS <= 0) yield { time: start, messages: vehicles.map((vehicle) => describe(vehicle, ways, setting)) };
      for (let s = Math.max(0, fromS); s < fromS + STEP_S; s++) {
        const messages = told(byPhase[s % EVERY_S]!, s, { start, seed: span.seed, thin });
        if (messages.length > 0) yield { time: eventTime(start + s * 1000), messages } satisfies Utterance;
      }
    },
  };
}

const phaseOf = ({ seed }: Vehicle): number => Math.floor(hashNoise(seed, 77) * EVERY_S);

function spanOf({ seed, start, end, offsetMs }: Setting): DaySpan {
  const sinceMidnightMs = (((start + offsetMs) % DAY_MS) + DAY_MS) % DAY_MS;
  return { midnightS: -sinceMidnightMs / 1000, endS: (end - start) / 1000, seed: nameSeed(seed, 'trucks') };
}

/** When, in what noise, and how many times more seldom those tell who do nothing wrong. */
interface Telling {
  readonly start: number;
  readonly seed: number;
  readonly thin: number;
}

function told(vehicles: readonly Tracked[], seconds: number, { start, seed, thin }: Telling): Message[] {
  const turn = Math.floor(seconds / EVERY_S);
  const messages: Message[] = [];
  for (const { vehicle, itinerary, watched } of vehicles) {
    if (thin > 1 && (turn + vehicle.index) % thin !== 0 && !watched(seconds)) continue;
    if ((turn + vehicle.index) % STANDING_TURNS !== 0 && !itinerary.isMoving(seconds)) continue;
    const { position, speedMps, courseDeg, moving } = itinerary.at(seconds);
    const noise = (salt: number) => (hashNoise(vehicle.seed ^ seed, seconds * 2 + salt) - 0.5) * FIX_ERROR_DEG;
    messages.push({
      kind: 'position',
      thing: vehicle.id,
      time: eventTime(start + seconds * 1000),
      lon: rounded(position[0] + noise(0), 1e6),
      lat: rounded(position[1] + noise(1), 1e6),
      speedKn: rounded(speedMps / MPS_PER_KNOT, 10),
      ...(moving && { courseDeg: rounded(courseDeg, 10) % 360 }),
      quality: 'good',
    } satisfies Position);
  }
  return messages;
}

const rounded = (value: number, perUnit: number): number => Math.round(value * perUnit) / perUnit;

function describe(vehicle: Vehicle, ways: WayFinder, { start }: Setting): ThingDescription {
  return {
    kind: 'thing',
    thing: vehicle.id,
    time: start,
    thingKind: vehicle.kind,
    name: vehicle.plate,
    attrs: { operator: vehicle.operator, ...permitOf(vehicle, ways) },
  };
}

/** What a truck's permit says; its route is both ways, as encoded polylines. */
function permitOf(vehicle: Vehicle, ways: WayFinder): Attributes {
  const { load, stops } = vehicle;
  if (!load) return {};
  const { fromH, toH, speedLimitKmh } = PERMITS[load];
  const { capKmh } = habitsOf(vehicle);
  const line = (from: number, to: number, hub: 'from' | 'to') =>
    encodeLine(simplifyLine(ways.route(from, to, hub, capKmh)?.points ?? [ways.position(from)], ROUTE_TOLERANCE_M));
  const [out, back] = load === 'muck' ? (['to', 'from'] as const) : (['from', 'to'] as const);
  return {
    load,
    permittedFromH: fromH,
    permittedToH: toH,
    speedLimitKmh,
    routeOut: line(stops[0]!, stops[1]!, out),
    routeBack: line(stops[1]!, stops[0]!, back),
  };
}

function follow(world: World, violation: PlannedViolation, start: number): void {
  const { id, vehicle, fromS, toS } = violation;
  const nowS = (world.now - start) / 1000;
  if (nowS < fromS) return;
  const phase = phaseOf(vehicle);
  const firstToldS = Math.ceil((fromS - phase) / EVERY_S) * EVERY_S + phase;
  if (nowS < toS + STEP_S)
    world.truth.open(
      {
        id,
        family: 'city',
        kind: 'truck_violation',
        grade: 3,
        things: [vehicle.id],
        position: violation.position,
        from: eventTime(start + fromS * 1000),
        visibleFrom: eventTime(start + firstToldS * 1000),
        cause: violation.cause,
        description: violation.description,
      },
      violation.noticed,
    );
  if (nowS >= toS) world.truth.close(id, eventTime(start + toS * 1000));
}
