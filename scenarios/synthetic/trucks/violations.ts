import { hashNoise } from '../../../geodata/city/seeded-random.ts';
import { distanceM, type LonLat } from '../../../geodata/model/geometry.ts';
import type { Bilingual } from '../../../geodata/model/text.ts';
import { Corridor } from './corridor.ts';
import { type DaySpan, type Detour, habitsOf } from './day-plan.ts';
import type { Vehicle } from './fleet.ts';
import { Itinerary, type Leg, legFrom } from './itinerary.ts';
import type { RoadGraph } from './road-graph.ts';
import { OFF_ROUTE_M, PERMITS } from './rules.ts';
import type { TrucksScript, TruckViolation } from './script.ts';
import type { WayFinder } from './way-finder.ts';

const HOUR_S = 3600;
const MPS_PER_KMH = 1 / 3.6;
/** A load is off in so long; by day it takes as long where it should not be. Ours. */
const TIPPING_S = 12 * 60;
const HALT_S = 8 * 60;
const PACE = 0.8;
/** What a driver in a hurry makes of a road. Ours. */
const HURRY = { capKmh: 100, pace: 1.15, leastTopMps: 80 * MPS_PER_KMH } as const;
/** Where a truck has no business: off its corridor by so much, and not too far. Ours. */
const ASTRAY = { leastM: 450, nearestM: 1500, farthestM: 9000, candidates: 60 } as const;
const SAMPLE_S = 5;

/** One violation, made concrete: seconds behind the beginning of the day. */
export interface PlannedViolation {
  readonly id: string;
  readonly vehicle: Vehicle;
  readonly fromS: number;
  readonly toS: number;
  readonly position: LonLat;
  readonly cause: string;
  readonly noticed: number;
  readonly description: Bilingual;
  readonly detour: Detour;
}

export interface ViolationWorld {
  readonly graph: RoadGraph;
  readonly ways: WayFinder;
  readonly span: DaySpan;
}

/** Makes a script's violations concrete, each by another truck. What turns out to break no rule is left out. */
export function planViolations(
  script: TrucksScript | undefined,
  vehicles: readonly Vehicle[],
  world: ViolationWorld,
): PlannedViolation[] {
  const trucks = vehicles.filter(({ load, stops }) => load === 'muck' && stops[0] !== stops[1]);
  const taken = new Set<Vehicle>();
  return (script?.violations ?? []).flatMap((violation, index) => {
    const vehicle = chooseTruck(violation, trucks, taken, hashNoise(world.span.seed, 300 + index));
    if (!vehicle) return [];
    taken.add(vehicle);
    const planned = plan(violation, index, vehicle, world);
    return planned ? [planned] : [];
  });
}

function chooseTruck(
  { truck }: TruckViolation,
  trucks: readonly Vehicle[],
  taken: ReadonlySet<Vehicle>,
  share: number,
): Vehicle | undefined {
  if (truck !== undefined) return trucks[truck];
  const free = trucks.filter((vehicle) => !taken.has(vehicle));
  return free[Math.floor(share * free.length)];
}

function plan(
  violation: TruckViolation,
  index: number,
  vehicle: Vehicle,
  world: ViolationWorld,
): PlannedViolation | undefined {
  const { ways } = world;
  const [site, dump] = [vehicle.stops[0]!, vehicle.stops[1]!];
  const out = ways.route(site, dump, 'to', habitsOf(vehicle).capKmh);
  const back = ways.route(dump, site, 'from', habitsOf(vehicle).capKmh);
  if (!out || !back) return undefined;
  const startS = violation.atH * HOUR_S;
  const corridor = new Corridor([out.points, back.points]);
  const legs = legsOf(violation.kind, vehicle, { startS, corridor, ...world });
  if (legs.length === 0) return undefined;
  const detour: Detour = { startS, endS: legs.at(-1)!.endS, legs };
  const breaks = rule(violation.kind, corridor, world.span);
  const span = spanOf(new Itinerary(ways.position(site), legs), detour, breaks);
  if (!span) return undefined;
  return {
    id: `truck-violation-${index + 1}`,
    vehicle,
    ...span,
    cause: violation.cause ?? `${violation.kind}:${vehicle.id}`,
    noticed: NOTICED[violation.kind],
    description: describe(violation.kind, vehicle),
    detour,
  };
}

interface Trip extends ViolationWorld {
  readonly startS: number;
  readonly corridor: Corridor;
}

/** What the truck drives instead of its rounds. */
function legsOf(kind: TruckViolation['kind'], vehicle: Vehicle, { startS, corridor, graph, ways }: Trip): Leg[] {
  const [site, dump] = [vehicle.stops[0]!, vehicle.stops[1]!];
  const { capKmh } = habitsOf(vehicle);
  const then = (legs: Leg[], route: ReturnType<WayFinder['route']>, haltS: number, pace: number) => {
    if (route) legs.push(legFrom(legs.length === 0 ? startS : legs.at(-1)!.endS + haltS, route, pace));
    return legs;
  };
  const home = ways.route(dump, site, 'from', capKmh);
  switch (kind) {
    case 'out_of_hours':
      return then(then([], ways.route(site, dump, 'to', capKmh), 0, PACE), home, HALT_S, PACE);
    case 'overspeed': {
      const route = ways.route(site, dump, 'to', HURRY.capKmh);
      const pace = route ? Math.max(HURRY.pace, HURRY.leastTopMps / route.topMps) : HURRY.pace;
      return then(then([], route, 0, pace), home, HALT_S, PACE);
    }
    case 'off_route':
    case 'unlicensed_tipping': {
      const astray = strayNode(vehicle, corridor, graph, kind === 'unlicensed_tipping');
      if (astray === undefined) return [];
      const there = then([], ways.route(site, astray, 'from', capKmh), 0, PACE);
      if (kind === 'unlicensed_tipping') return then(there, ways.route(astray, site, 'to', capKmh), TIPPING_S, PACE);
      return then(then(there, ways.route(astray, dump, 'from', capKmh), 0, PACE), home, HALT_S, PACE);
    }
  }
}

/** A place off the approved corridor, at a fair distance; for tipping the one nearest to the middle of that distance range among the remote ones. */
function strayNode(vehicle: Vehicle, corridor: Corridor, graph: RoadGraph, remote: boolean): number | undefined {
  const site = graph.position(vehicle.stops[0]!);
  const wantedM = remote ? ASTRAY.farthestM / 2 : ASTRAY.nearestM * 2;
  let best: { readonly node: number; readonly costM: number } | undefined;
  for (let i = 0; i < ASTRAY.candidates; i++) {
    const node = graph.connected[Math.floor(hashNoise(vehicle.seed, 900 + i) * graph.connected.length)]!;
    const place = graph.position(node);
    const away = distanceM(place, site);
    if (corridor.isWithin(place, ASTRAY.leastM)) continue;
    const costM = Math.abs(away - wantedM);
    if (!best || costM < best.costM) best = { node, costM };
  }
  return best?.node;
}

type Rule = (seconds: number, position: LonLat, speedMps: number) => boolean;

function rule(kind: TruckViolation['kind'], corridor: Corridor, { midnightS }: DaySpan): Rule {
  const { fromH, toH, speedLimitKmh } = PERMITS.muck;
  switch (kind) {
    case 'overspeed':
      return (_, __, speedMps) => speedMps > speedLimitKmh * MPS_PER_KMH;
    case 'out_of_hours':
      return (seconds, _, speedMps) => {
        const hour = ((((seconds - midnightS) / HOUR_S) % 24) + 24) % 24;
        return speedMps > 0 && (hour < fromH || hour >= toH);
      };
    case 'off_route':
    case 'unlicensed_tipping':
      return (_, position) => !corridor.isWithin(position, OFF_ROUTE_M);
  }
}

/** First and last moment of a detour at which the rule is broken. */
function spanOf(itinerary: Itinerary, { startS, endS }: Detour, breaks: Rule) {
  let fromS: number | undefined;
  let toS = startS;
  for (let s = startS; s <= endS; s += SAMPLE_S) {
    const { position, speedMps } = itinerary.at(s);
    if (!breaks(s, position, speedMps)) continue;
    fromS ??= s;
    toS = s + SAMPLE_S;
  }
  return fromS === undefined ? undefined : { fromS, toS, position: itinerary.at(fromS).position };
}

/** How strongly people nearby notice: lorries at night and heaps of rubble are what they call about. Ours. */
const NOTICED: Readonly<Record<TruckViolation['kind'], number>> = {
  overspeed: 0.15,
  out_of_hours: 0.45,
  off_route: 0.2,
  unlicensed_tipping: 0.5,
};

function describe(kind: TruckViolation['kind'], { plate }: Vehicle): Bilingual {
  switch (kind) {
    case 'overspeed':
      return { zh: `泥头车 ${plate} 超速行驶`, en: `Muck truck ${plate} is speeding` };
    case 'out_of_hours':
      return { zh: `泥头车 ${plate} 在禁行时段上路`, en: `Muck truck ${plate} is out in forbidden hours` };
    case 'off_route':
      return { zh: `泥头车 ${plate} 偏离核准线路`, en: `Muck truck ${plate} has left its approved route` };
    case 'unlicensed_tipping':
      return { zh: `泥头车 ${plate} 疑似偷倒渣土`, en: `Muck truck ${plate} seems to tip its load without a licence` };
  }
}
