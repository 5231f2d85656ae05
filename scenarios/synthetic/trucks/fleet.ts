import type { CityModel } from '../../../geodata/city/city-model.ts';
import { nameSeed } from '../../../geodata/city/name-seed.ts';
import { hashNoise } from '../../../geodata/city/seeded-random.ts';
import { distanceM, type LonLat } from '../../../geodata/model/geometry.ts';
import { type ThingId, thingId } from '../../../geodata/model/ids.ts';
import type { ThingKindName } from '../../../geodata/model/thing-kinds.ts';
import { nearestOf, type RoadGraph } from './road-graph.ts';
import type { Load } from './rules.ts';

/** How many drive about. Ours: what a city of three million licenses for a few dozen sites, and enough of the rest for a living map. */
const MUCK_TRUCKS = 120;
const HAZMAT_TRUCKS = 8;
const BUSES = 24;
const PATROL_CARS = 16;
const DUMPS = 4;
const BUS_HUBS = 6;

/** One vehicle, the same on every day of a city. */
export interface Vehicle {
  readonly id: ThingId;
  readonly kind: Extract<ThingKindName, 'truck' | 'bus' | 'patrol_car'>;
  /** Only of trucks. */
  readonly load?: Load;
  readonly plate: string;
  readonly operator: string;
  /** Where it starts, and what it serves: site and dump, depot and customer, the ends of a line, the corners of a beat. */
  readonly stops: readonly number[];
  /** Draws what differs between vehicles. */
  readonly seed: number;
  readonly index: number;
}

/** Invented hauliers and operators. */
const HAULIERS = ['澜运渣土', '湾通土方', '鹏屿运输', '云岭工程车队', '临港土石方', '福安渣运'];
const HAZMAT_OPERATORS = ['澜湾化运', '临港危货'];
const BUS_OPERATOR = '澜湾公交';
const PATROL_OPERATOR = '城市管理巡查大队';

/** All vehicles of a city; none where it has no roads. */
export function fleetOf(city: CityModel, graph: RoadGraph): readonly Vehicle[] {
  if (graph.connected.length < 2) return [];
  const seed = nameSeed(city.provenance.seed ?? 0, `fleet of ${city.id}`);
  const pick = (index: number, salt: number) => hashNoise(seed + salt, index);
  const dumps = dumpNodes(city, graph);
  const sites = nodesAt(graph, siteLabels(city, graph));
  const hubs = spread(graph, nodesAt(graph, hubPlaces(city, graph)), BUS_HUBS);
  const customers = nodesAt(graph, customerPlaces(city, graph));
  const vehicles: Vehicle[] = [];
  const add = (kind: Vehicle['kind'], operator: string, stops: readonly number[], load?: Load) => {
    const index = vehicles.length;
    vehicles.push({
      id: thingId(`${kind.replace('_', '-')}-${String(index + 1).padStart(4, '0')}`),
      kind,
      ...(load && { load }),
      plate: plate(seed, index, load ? 'D' : 'B'),
      operator,
      stops,
      seed: nameSeed(seed, `vehicle ${index}`),
      index,
    });
  };
  const from = (list: readonly number[], share: number) => list[Math.floor(share * list.length)]!;
  for (let i = 0; i < MUCK_TRUCKS; i++) {
    const site = from(sites, pick(i, 1));
    const dump = from(dumps, pick(i, 2));
    add('truck', nameOf(HAULIERS, pick(i, 3)), [site, dump], 'muck');
  }
  for (let i = 0; i < HAZMAT_TRUCKS; i++)
    add('truck', nameOf(HAZMAT_OPERATORS, pick(i, 4)), [dumps[0]!, from(customers, pick(i, 5))], 'hazmat');
  for (let i = 0; i < BUSES; i++) add('bus', BUS_OPERATOR, [from(hubs, pick(i, 6)), from(customers, pick(i, 7))]);
  for (let i = 0; i < PATROL_CARS; i++)
    add('patrol_car', PATROL_OPERATOR, [
      from(hubs, pick(i, 8)),
      from(customers, pick(i, 9)),
      from(customers, pick(i, 10)),
    ]);
  return vehicles;
}

const nameOf = (list: readonly string[], share: number): string => list[Math.floor(share * list.length)]!;

/** 澜 is the character of no real province: no such plate exists. Unique by its number. */
const plate = (seed: number, index: number, series: string): string =>
  `澜${'ABCEF'[Math.floor(hashNoise(seed, index) * 5)]}·${series}${String(10_000 + ((index * 7919 + (seed % 977)) % 90_000)).padStart(5, '0')}`;

const nodesAt = (graph: RoadGraph, places: readonly LonLat[]): readonly number[] => [
  ...new Set(places.map((place) => graph.nearest(place)!)),
];

const someNodes = (graph: RoadGraph, many: number): readonly LonLat[] =>
  Array.from({ length: many }, (_, i) =>
    graph.position(graph.connected[Math.floor(((i + 0.5) * graph.connected.length) / many)]!),
  );

const siteLabels = (city: CityModel, graph: RoadGraph): readonly LonLat[] =>
  city.workAreas.length > 0 ? city.workAreas.map(({ label }) => label) : someNodes(graph, 8);

const hubPlaces = (city: CityModel, graph: RoadGraph): readonly LonLat[] =>
  city.metroStations.length >= BUS_HUBS ? city.metroStations.map(({ position }) => position) : someNodes(graph, 12);

const customerPlaces = (city: CityModel, graph: RoadGraph): readonly LonLat[] =>
  city.gatheringPlaces.length >= 10 ? city.gatheringPlaces.map(({ label }) => label) : someNodes(graph, 30);

/** Dumps lie far from each other and from the centre: the first is the farthest node, the next the farthest from those. */
function dumpNodes(city: CityModel, graph: RoadGraph): readonly number[] {
  const farthest = nearestOf(graph.connected, (node) => -distanceM(graph.position(node), city.centre))!;
  return spread(graph, [farthest, ...graph.connected.filter((_, i) => i % 7 === 0)], DUMPS);
}

/** So many of `nodes`, the first among them, each the farthest from those before it. */
function spread(graph: RoadGraph, nodes: readonly number[], many: number): readonly number[] {
  const chosen = nodes.slice(0, 1);
  while (chosen.length < Math.min(many, nodes.length)) {
    const apart = (node: number) =>
      Math.min(...chosen.map((other) => distanceM(graph.position(node), graph.position(other))));
    const next = nearestOf(nodes, (node) => -apart(node))!;
    if (chosen.includes(next)) break;
    chosen.push(next);
  }
  return chosen;
}
