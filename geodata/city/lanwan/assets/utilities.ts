import type { Main, RoadEdge, UtilityNode } from '../../city-model.ts';
import type { Metres } from '../../harbour/frame.ts';
import type { Random } from '../../seeded-random.ts';
import { betweenM, lineOf, lonLatOf } from '../plane.ts';
import { along, beside, parallel } from './path.ts';
import { Names, type Road, type Surroundings, spread } from './surroundings.ts';

type Medium = Main['medium'];
type RoadClass = RoadEdge['class'];

interface Rule {
  readonly medium: Medium;
  /** Left of the road's middle; negative is right. The order across a street follows GB 50289-2016: power and gas apart, sewers in the carriageway. */
  readonly asideM: number;
  readonly depthM: number;
  /** Diameter by road class; a class that is missing has no main of this kind. */
  readonly diameterMm: Partial<Record<RoadClass, number>>;
}

const RULES: readonly Rule[] = [
  {
    medium: 'gas',
    asideM: 7,
    depthM: 1.1,
    diameterMm: { trunk: 400, primary: 300, secondary: 250, tertiary: 160, residential: 110 },
  },
  {
    medium: 'water',
    asideM: -6,
    depthM: 1.2,
    diameterMm: { trunk: 1000, primary: 600, secondary: 400 },
  },
  {
    medium: 'storm',
    asideM: 2.5,
    depthM: 2.5,
    diameterMm: { trunk: 1500, primary: 1200, secondary: 800, tertiary: 600 },
  },
  {
    medium: 'sewer',
    asideM: -2.5,
    depthM: 3.2,
    diameterMm: { trunk: 800, primary: 600, secondary: 500 },
  },
  { medium: 'power', asideM: -9, depthM: 0.9, diameterMm: { trunk: 150, primary: 150, secondary: 100 } },
];

/** Gauge pressure, kPa. Grades of GB 50028-2006: medium A up to 400, medium B up to 200, low under 10. */
const GAS_KPA: Partial<Record<RoadClass, number>> = {
  trunk: 300,
  primary: 300,
  secondary: 200,
  tertiary: 100,
  residential: 3,
};
const WATER_KPA = 320;

/** Houses within this distance make a street built-up: only there do mains run, the through roads between towns have water and power only. */
const BUILT_UP_M = 120;

/** Shorter stretches have no mains of their own, metres. Ours, to keep the city's document small. */
const SHORTEST_M = 20;
const SHORTEST_LANE_M = 80;

const MEDIUM_ZH: Record<Medium, string> = { gas: '燃气', water: '供水', power: '电力', sewer: '污水', storm: '雨水' };

export interface Piped {
  readonly main: Main;
  readonly road: Road;
  /** What crews call it: 新港路 DN300 燃气管. */
  readonly title: string;
}

export interface Utilities {
  readonly piped: readonly Piped[];
  readonly nodes: readonly UtilityNode[];
}

function isBuiltUp(road: Road, around: Surroundings): boolean {
  const middle = along(road.path, road.path.lengthM / 2).at;
  return around.housesNear(middle, BUILT_UP_M, 1).length > 0;
}

function pipesOf(around: Surroundings): Piped[] {
  const piped: Piped[] = [];
  for (const road of around.roads) {
    const { edge, path } = road;
    if (edge.structure === 'tunnel' || path.lengthM < (edge.class === 'residential' ? SHORTEST_LANE_M : SHORTEST_M))
      continue;
    const builtUp = isBuiltUp(road, around);
    for (const { medium, asideM, depthM, diameterMm } of RULES) {
      const size = diameterMm[edge.class];
      if (size === undefined || (!builtUp && medium !== 'water' && medium !== 'power')) continue;
      const pressureKPa = medium === 'gas' ? GAS_KPA[edge.class] : medium === 'water' ? WATER_KPA : undefined;
      const place = edge.name?.zh ?? around.streetNameAt(path.points[0]!);
      piped.push({
        road,
        title: `${place}DN${size}${MEDIUM_ZH[medium]}管`,
        main: {
          id: `main-${medium}-${edge.id}`,
          medium,
          line: lineOf(parallel(path, asideM)),
          diameterMm: size,
          ...(pressureKPa === undefined ? {} : { pressureKPa }),
          depthM,
        },
      });
    }
  }
  return piped;
}

/** Where things sit on mains, by graph node, so that a valve knows all the mains that meet in it. */
class NodeMaker {
  readonly nodes: UtilityNode[] = [];
  readonly #names = new Names();
  readonly #counts = new Map<string, number>();
  readonly #around: Surroundings;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  add(
    medium: Medium,
    kind: UtilityNode['kind'],
    what: string,
    en: string,
    at: Metres,
    mainIds: readonly string[],
    place?: string,
  ): void {
    const series = `${medium}-${kind}`;
    const number = (this.#counts.get(series) ?? 0) + 1;
    this.#counts.set(series, number);
    this.nodes.push({
      id: `${series}-${String(number).padStart(4, '0')}`,
      name: { zh: this.#names.take(place ?? this.#around.nameAt(at), what), en: `${en} ${number}` },
      medium,
      kind,
      position: lonLatOf(at),
      mainIds,
    });
  }
}

/** Mains of one medium by the road node at which they begin or end. */
function meetings(piped: readonly Piped[], medium: Medium): Map<string, Piped[]> {
  const met = new Map<string, Piped[]>();
  for (const pipe of piped) {
    if (pipe.main.medium !== medium) continue;
    for (const node of [pipe.road.edge.from, pipe.road.edge.to]) {
      const there = met.get(node);
      if (there) there.push(pipe);
      else met.set(node, [pipe]);
    }
  }
  return met;
}

const offsetOf = (medium: Medium): number => RULES.find((rule) => rule.medium === medium)!.asideM;

/** The end of a main at a road node, a few metres in, so that it lies on the main. */
function endAt(pipe: Piped, node: string): Metres {
  const inM = Math.min(8, pipe.road.path.lengthM / 3);
  const chainage = pipe.road.edge.from === node ? inM : pipe.road.path.lengthM - inM;
  return beside(pipe.road.path, chainage, offsetOf(pipe.main.medium));
}

/** Keeps those that stand far enough from all kept before; by a grid of that mesh. */
function thinned<Item>(items: readonly Item[], at: (item: Item) => Metres, apartM: number): Item[] {
  const taken = new Map<string, Metres[]>();
  return items.filter((item) => {
    const point = at(item);
    const [i, j] = [Math.floor(point[0] / apartM), Math.floor(point[1] / apartM)];
    for (let di = -1; di <= 1; di++)
      for (let dj = -1; dj <= 1; dj++)
        if (taken.get(`${i + di},${j + dj}`)?.some((other) => betweenM(other, point) < apartM)) return false;
    const cell = `${i},${j}`;
    const there = taken.get(cell);
    if (there) there.push(point);
    else taken.set(cell, [point]);
    return true;
  });
}

/** Valves at a share of the places where mains meet; with all mains that they can shut off. */
function valves(
  maker: NodeMaker,
  piped: readonly Piped[],
  medium: 'gas' | 'water',
  what: string,
  en: string,
  apartM: number,
): void {
  const met = [...meetings(piped, medium)].filter(([, pipes]) => pipes.length > 1);
  for (const [node, pipes] of thinned(met, ([node, pipes]) => endAt(pipes[0]!, node), apartM))
    maker.add(
      medium,
      'valve',
      what,
      en,
      endAt(pipes[0]!, node),
      pipes.map(({ main }) => main.id),
    );
}

/** Manholes in the middle of mains, `count` over the city. */
function manholes(
  maker: NodeMaker,
  piped: readonly Piped[],
  medium: Medium,
  what: string,
  en: string,
  count: number,
  share: number,
): void {
  const mains = piped.filter(({ main }) => main.medium === medium);
  for (const pipe of spread(mains, count)) {
    const at = beside(pipe.road.path, pipe.road.path.lengthM * share, offsetOf(medium));
    maker.add(medium, 'manhole', what, en, at, [pipe.main.id], pipe.road.edge.name?.zh);
  }
}

/** Regulators bring medium pressure down for the houses round them: where low-pressure mains meet higher ones. */
function regulators(maker: NodeMaker, piped: readonly Piped[], count: number): void {
  const met = [...meetings(piped, 'gas')].filter(([, pipes]) => {
    const low = pipes.filter(({ main }) => (main.pressureKPa ?? 0) < 10).length;
    return low > 0 && low < pipes.length;
  });
  for (const [node, pipes] of spread(
    thinned(met, ([node, pipes]) => endAt(pipes[0]!, node), 350),
    count,
  ))
    maker.add(
      'gas',
      'regulator',
      '调压箱',
      'Gas regulator',
      endAt(pipes[0]!, node),
      pipes.map(({ main }) => main.id),
    );
}

/** Stations stand beside the main nearest to the middle of a settlement, one to each of the largest. */
function stations(maker: NodeMaker, piped: readonly Piped[], around: Surroundings): void {
  const built = [...around.ground.settlements].sort((a, b) => b.alongKm * b.acrossKm - a.alongKm * a.acrossKm);
  const beginningOf = (medium: Medium, at: Metres): Piped | undefined => {
    let best: Piped | undefined;
    let bestM = Number.POSITIVE_INFINITY;
    for (const pipe of piped) {
      if (pipe.main.medium !== medium) continue;
      const away = betweenM(pipe.road.path.points[0]!, at);
      if (away < bestM) [best, bestM] = [pipe, away];
    }
    return best;
  };
  // Each in a quarter of its own, so that a town's stations do not stand on one another.
  const put = (count: number, from: number, medium: Medium, kind: UtilityNode['kind'], what: string, en: string) => {
    const turn = ((2 * Math.PI) / RULES.length) * RULES.findIndex((rule) => rule.medium === medium);
    for (const { eastKm, northKm, acrossKm, name } of built.slice(from, from + count)) {
      const outM = acrossKm * 550;
      const pipe = beginningOf(medium, [eastKm * 1000 + outM * Math.cos(turn), northKm * 1000 + outM * Math.sin(turn)]);
      if (!pipe) continue;
      const at = beside(pipe.road.path, pipe.road.path.lengthM / 2, offsetOf(medium));
      maker.add(medium, kind, what, en, at, [pipe.main.id], name.zh);
    }
  };
  put(7, 0, 'gas', 'station', '燃气门站', 'Gas station');
  put(9, 1, 'water', 'pump', '供水加压泵站', 'Water booster station');
  put(14, 0, 'storm', 'pump', '雨水泵站', 'Storm water pump station');
  put(6, 3, 'sewer', 'pump', '污水提升泵站', 'Sewage lift station');
  put(20, 0, 'power', 'substation', '110kV变电站', '110 kV substation');
}

/** Mains along the roads, and what sits on them. Densities are ours, such that the city's inspectors have a believable round. */
export function buildUtilities(around: Surroundings, random: Random): Utilities {
  const piped = pipesOf(around);
  const maker = new NodeMaker(around);
  valves(maker, piped, 'gas', '燃气阀门井', 'Gas valve', 320);
  valves(maker, piped, 'water', '供水阀门井', 'Water valve', 450);
  regulators(maker, piped, 140);
  manholes(maker, piped, 'gas', '燃气检查井', 'Gas manhole', 320, 0.35 + 0.2 * random());
  manholes(maker, piped, 'storm', '雨水检查井', 'Storm manhole', 900, 0.5);
  manholes(maker, piped, 'sewer', '污水检查井', 'Sewer manhole', 500, 0.55);
  manholes(maker, piped, 'power', '电力井', 'Power manhole', 200, 0.6);
  stations(maker, piped, around);
  return { piped, nodes: maker.nodes };
}
