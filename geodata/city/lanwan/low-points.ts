import type { Bilingual } from '../../model/text.ts';
import type { Catchment, CityModel, LowPoint, Street } from '../city-model.ts';
import { km, type Metres } from '../harbour/frame.ts';
import { hashNoise, type Random } from '../seeded-random.ts';
import { grow, OUTSIDE } from './growth.ts';
import { betweenM, lonLatOf, ringOf } from './plane.ts';
import { type Relief, reliefAt } from './relief.ts';
import type { Graph } from './road-graph.ts';
import { SETTLEMENTS } from './settlement-plan.ts';
import { cellAt, cellCentre, dryCells, rasterOf } from './shore.ts';
import { settlementAt } from './street-grid.ts';
import { traceAreas } from './trace.ts';

interface Hollow {
  readonly name: Bilingual;
  readonly kind: LowPoint['kind'];
  readonly at: Metres;
}

/** Two hollows are never nearer than this. */
const APART_M = 620;
const COUNT = 42;

/** Where the main roads dip under motorways and rails: the decks' crossings. */
function underpasses(graph: Graph): Hollow[] {
  const hollows: Hollow[] = [];
  const decks = graph.edges.filter(({ line, structure }) => line.class === 'motorway' && structure === 'bridge');
  const below = graph.edges.filter(({ line }) => line.name && !line.apart && line.class !== 'tertiary');
  for (const { points } of decks) {
    const deck = points[Math.floor(points.length / 2)]!;
    let [best, found] = [240, undefined as Hollow | undefined];
    for (const { points: road, line } of below)
      for (const point of road) {
        const away = betweenM(point, deck);
        if (away >= best) continue;
        const name = { zh: `${line.name!.zh}下穿`, en: `${line.name!.en} underpass` };
        [best, found] = [away, { name, kind: 'underpass', at: point }];
      }
    if (found) hollows.push(found);
  }
  return hollows;
}

/** Rail and metro viaducts make underpasses too; these are the ones everybody knows. Kilometres, on their roads. */
const KNOWN: readonly (readonly [zh: string, en: string, kind: LowPoint['kind'], eastKm: number, northKm: number])[] = [
  ['新港路下穿', 'Xingang Road underpass', 'underpass', -3, 5.1],
  ['环湾路沙头下穿', 'Huanwan Road Shatou underpass', 'underpass', 5.2, 3.1],
  ['福安大道下穿', "Fu'an Avenue underpass", 'underpass', -6.3, 5.2],
  ['海滨大道下穿', 'Haibin Avenue underpass', 'underpass', -7.2, 2],
  ['白沙路下穿', 'Baisha Road underpass', 'underpass', -8.9, 0.4],
  ['市民广场地下出入口', "Citizens' Square underground entrance", 'underground_entrance', -6.7, 3.8],
  ['海滨地下商城入口', 'Haibin underground mall entrance', 'underground_entrance', -5.1, 2.5],
  ['云城枢纽地下入口', 'Yuncheng interchange underground entrance', 'underground_entrance', 2.3, 9.2],
  ['澜东站地下车库入口', 'Landong station garage entrance', 'underground_entrance', 14.7, 2.4],
  ['梅川站地铁入口', 'Meichuan station metro entrance', 'underground_entrance', -14.7, 6.3],
];

function villageHollows(): Hollow[] {
  return SETTLEMENTS.filter(({ kind }) => kind === 'village').map(({ name, eastKm, northKm }) => ({
    name: { zh: `${name.zh}低洼处`, en: `${name.en} hollow` },
    kind: 'village',
    at: km([eastKm, northKm]),
  }));
}

/** The lowest junctions of towns. */
function streetHollows(graph: Graph, relief: Relief, random: Random): Hollow[] {
  const lowest = new Map<string, { at: Metres; height: number }>();
  for (const { from, line } of graph.edges) {
    if (line.apart || line.class === 'motorway') continue;
    const at = graph.nodes[from]!;
    const settlement = settlementAt(at);
    if (!settlement || settlement.kind === 'village') continue;
    const height = reliefAt(relief, at) + random() * 1.5;
    const known = lowest.get(settlement.id);
    if (height > 1 && (!known || height < known.height)) lowest.set(settlement.id, { at, height });
  }
  return SETTLEMENTS.flatMap(({ id, name, kind }) => {
    const low = lowest.get(id);
    if (!low) return [];
    const works = kind === 'industry' || kind === 'port';
    return [
      {
        name: {
          zh: `${name.zh}${works ? '洼地' : '路口积水点'}`,
          en: `${name.en} ${works ? 'depression' : 'junction'}`,
        },
        kind: works ? ('depression' as const) : ('street' as const),
        at: low.at,
      },
    ];
  });
}

function chosen(candidates: readonly Hollow[]): Hollow[] {
  const hollows: Hollow[] = [];
  const names = new Set<string>();
  for (const hollow of candidates) {
    if (hollows.length === COUNT) break;
    if (names.has(hollow.name.zh) || hollows.some(({ at }) => betweenM(at, hollow.at) < APART_M)) continue;
    names.add(hollow.name.zh);
    hollows.push(hollow);
  }
  return hollows;
}

const CELL_M = 60;
/** Rain 50 mm in an hour, the capacity that drains of a 3-year design carry in Shenzhen (GB 50014-2021 §4.1.3 asks 3–5 years of big cities). */
const DESIGN_RAIN_M_PER_S = 0.05 / 3600;
/** Depth at which traffic is stopped: 0.27 m is over a car's sill, and where Shenzhen's police close an underpass. */
const CLOSED_AT_M: Readonly<Record<LowPoint['kind'], number>> = {
  underpass: 0.27,
  street: 0.3,
  underground_entrance: 0.15,
  village: 0.35,
  depression: 0.4,
};

/** Hollows where water stands, each with the ground that drains to it: catchments do not overlap and hold their low points. */
export function buildLowPoints(
  graph: Graph,
  relief: Relief,
  streetAt: (point: Metres) => Street | undefined,
  random: Random,
): Pick<CityModel, 'catchments' | 'lowPoints'> {
  const known = KNOWN.map(([zh, en, kind, east, north]): Hollow => ({ name: { zh, en }, kind, at: km([east, north]) }));
  const streets = streetHollows(graph, relief, random);
  const villages = villageHollows();
  const mixed = streets.flatMap((hollow, index) => [hollow, ...(villages[index] ? [villages[index]] : [])]);
  const hollows = chosen([...known, ...underpasses(graph), ...mixed].filter(({ at }) => streetAt(at)));
  const raster = rasterOf(CELL_M);
  const dry = dryCells(raster);
  const cost = new Float32Array(dry.length);
  for (let cell = 0; cell < cost.length; cell++)
    cost[cell] = dry[cell] ? 1 + 0.9 * hashNoise(77, cell) : Number.POSITIVE_INFINITY;
  const reach = hollows.map(() => 9 + random() * 7);
  const seeds = hollows.map(({ at }, label) => ({ cell: cellAt(raster, at), label }));
  const labels = grow(raster, seeds, cost, { reach: (label) => reach[label]! });
  const rings = traceAreas(raster, labels);
  const cells = new Int32Array(hollows.length);
  const heightSum = new Float64Array(hollows.length);
  for (let cell = 0; cell < labels.length; cell++) {
    const label = labels[cell]!;
    if (label === OUTSIDE) continue;
    cells[label]!++;
    heightSum[label]! += reliefAt(relief, cellCentre(raster, cell));
  }
  const catchments = hollows.map(({ name, at }, index): Catchment => {
    const areaM2 = cells[index]! * CELL_M * CELL_M;
    // Hills soak up more than streets: runoff of 0.85 in town and 0.6 on slopes (GB 50014-2021 table 4.1.8).
    const rise = heightSum[index]! / cells[index]! - reliefAt(relief, at);
    const runoff = Math.round(Math.min(0.85, Math.max(0.55, 0.85 - rise / 100)) * 100) / 100;
    return {
      id: `ca-${index + 1}`,
      name: { zh: `${name.zh}汇水区`, en: `${name.en} catchment` },
      rings: [ringOf(rings.get(index)![0]!)],
      areaM2,
      runoff,
      lowPointId: `lp-${index + 1}`,
    };
  });
  const lowPoints = hollows.map(({ name, kind, at }, index): LowPoint => {
    const { areaM2, runoff } = catchments[index]!;
    const designed = areaM2 * runoff * DESIGN_RAIN_M_PER_S;
    return {
      id: `lp-${index + 1}`,
      name,
      kind,
      position: lonLatOf(at),
      catchmentId: `ca-${index + 1}`,
      pondM2: Math.round(areaM2 * (0.012 + 0.02 * random())),
      drainM3s:
        Math.round(designed * (kind === 'village' || kind === 'depression' ? 0.55 : 0.8 + 0.5 * random()) * 100) / 100,
      closedAtM: CLOSED_AT_M[kind],
    };
  });
  return { catchments, lowPoints };
}
