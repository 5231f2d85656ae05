import type { Beach } from '../../city-model.ts';
import { harbourLand } from '../../harbour/coast.ts';
import { km, type Metres } from '../../harbour/frame.ts';
import { betweenM, lonLatOf } from '../plane.ts';
import { along, outerRing, type Path, pathOf, project } from './path.ts';

interface Site {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly managed: boolean;
  readonly island?: string;
  /** The beach is laid on the most even stretch of coast around here. */
  readonly nearKm: readonly [number, number];
  readonly lengthM: number;
  readonly sandM: number;
}

const managed = (
  id: string,
  zh: string,
  en: string,
  nearKm: readonly [number, number],
  lengthM: number,
  sandM: number,
): Site => ({ id, zh, en, managed: true, nearKm, lengthM, sandM });
const wild = (
  id: string,
  zh: string,
  en: string,
  nearKm: readonly [number, number],
  lengthM: number,
  sandM: number,
): Site => ({ id, zh, en, managed: false, nearKm, lengthM, sandM });

/** Names and places are ours; the six with managers have lifeguards, flags and a bathing line, the eight others are visited all the same. */
const SITES: readonly Site[] = [
  managed('baisha', '白沙湾', 'Baisha Beach', [-8.42, -4], 2400, 62),
  managed('jinsha', '金沙滩', 'Jinsha Beach', [-13.6, -12.9], 1300, 55),
  managed('dongchong', '东涌沙滩', 'Dongchong Beach', [-8.75, -7.3], 760, 45),
  managed('wanghai', '望海湾沙滩', 'Wanghai Bay Beach', [11.9, -1.3], 950, 42),
  managed('yinbo', '银波湾', 'Yinbo Bay Beach', [15.9, -0.9], 800, 40),
  { ...managed('xiaolu', '小鹭沙滩', 'Xiaolu Beach', [4.65, -6.9], 520, 36), island: 'xiaolu' },
  wild('kuiao', '葵澳滩', "Kui'ao Strand", [-7.1, -0.7], 330, 26),
  wild('luzui', '鹭咀野滩', 'Luzui Strand', [-7.25, -9.2], 300, 22),
  wild('wanglu-south', '望鹭南滩', 'South Wanglu Strand', [-8.3, -10.6], 360, 24),
  wild('zhukeng', '竹坑湾', 'Zhukeng Cove', [-10.5, -11.9], 420, 28),
  wild('wujiao', '乌礁湾', 'Wujiao Cove', [-15.2, -12.4], 380, 26),
  wild('shizui', '石咀滩', 'Shizui Strand', [7.35, -0.7], 260, 20),
  wild('fengguan', '凤冠湾', 'Fengguan Cove', [13.6, -1.2], 420, 28),
  wild('shuanghao', '双蚝滩', 'Shuanghao Strand', [10.9, -2.6], 300, 22),
];

/** How far the search for an even stretch may go, and its step, metres. Ours: a few coves' widths. */
const SEARCH_M = 700;
const SEARCH_STEP_M = 50;
const SAMPLE_M = 20;
/** Bathing water reaches to the float line, metres off the water line; common practice of managed beaches is about 100 m. */
const FLOAT_LINE_M = 100;
const CLOSED_OUT_M = 150;
/** Share of a managed beach's length where reef or current keeps the water closed at any time. Ours. */
const CLOSED_SHARE = 0.22;
/** Square metres of sand a person; ours, about the daily limits that managers of such beaches publish. */
const SAND_PER_PERSON_M2 = { managed: 8, wild: 30 };
const EXIT_EVERY_M = 420;

/** The stretch of coast from a chainage on: even samples with the direction of the shore as a whole, so that small rocks do not turn the sand over. */
interface Shore {
  readonly water: readonly Metres[];
  readonly landward: readonly Metres[];
}

const sampled = (coast: Path, from: number, lengthM: number): Metres[] => {
  const steps = Math.round(lengthM / SAMPLE_M);
  return Array.from({ length: steps + 1 }, (_, i) => along(coast, from + (lengthM * i) / steps).at);
};

/** Length of the shore against its chord: 1 is straight. A beach lies where the coast is even. */
const unevenness = (coast: Path, from: number, lengthM: number): number => {
  const points = sampled(coast, from, lengthM);
  let worst = 0;
  const reach = Math.min(8, points.length - 1);
  for (let i = reach; i < points.length; i++)
    worst = Math.max(worst, (reach * SAMPLE_M) / (betweenM(points[i - reach]!, points[i]!) + 1));
  return worst;
};

function evenest(coast: Path, centre: number, lengthM: number): number {
  let best = { from: centre - lengthM / 2, cost: Number.POSITIVE_INFINITY };
  for (let aside = -SEARCH_M; aside <= SEARCH_M; aside += SEARCH_STEP_M) {
    const from = centre - lengthM / 2 + aside;
    if (from < 0 || from + lengthM > coast.lengthM) continue;
    // Near where it was drawn, other things being equal.
    const cost = unevenness(coast, from, lengthM) + Math.abs(aside) / 4000;
    if (cost < best.cost) best = { from, cost };
  }
  return best.from;
}

/** Unit vectors to the land, from the shore's general direction over ±120 m. Land lies left of our coasts. */
function landwards(water: readonly Metres[]): Metres[] {
  const reach = 6;
  return water.map((_, i) => {
    const a = water[Math.max(0, i - reach)]!;
    const b = water[Math.min(water.length - 1, i + reach)]!;
    const length = betweenM(a, b) || 1;
    return [-(b[1] - a[1]) / length, (b[0] - a[0]) / length];
  });
}

/** Aside by `metres(share along)`; landward is positive. */
const aside = ({ water, landward }: Shore, metres: (share: number) => number): Metres[] =>
  water.map(([x, y], i) => {
    const d = metres(i / (water.length - 1));
    return [x + landward[i]![0] * d, y + landward[i]![1] * d];
  });

const cut = ({ water, landward }: Shore, from: number, to: number): Shore => {
  const [a, b] = [Math.round(from * (water.length - 1)), Math.round(to * (water.length - 1)) + 1];
  return { water: water.slice(a, b), landward: landward.slice(a, b) };
};

/** Water off the shore out to `metres`; its corners are rounded in so that neighbours do not overlap. */
const waterOff = (shore: Shore, metres: number): Metres[] => [
  ...shore.water,
  ...aside(shore, (share) => -metres * Math.min(1, 6 * Math.min(share, 1 - share) + 0.25)).reverse(),
];

function area(ring: readonly Metres[]): number {
  let doubled = 0;
  ring.forEach(([x, y], i) => {
    const [x2, y2] = ring[(i + 1) % ring.length]!;
    doubled += x * y2 - x2 * y;
  });
  return Math.abs(doubled) / 2;
}

function beachOf(site: Site): Beach {
  const land = harbourLand().find(({ id }) => id === (site.island ?? 'mainland'))!;
  const coast = pathOf(land.ring);
  const from = evenest(coast, project(coast, km(site.nearKm)).chainage, site.lengthM);
  const water = sampled(coast, from, site.lengthM);
  const shore: Shore = { water, landward: landwards(water) };
  // Sand thins out towards the rocks at both ends.
  const back = aside(shore, (share) => site.sandM * (0.3 + 0.7 * Math.sqrt(Math.sin(Math.PI * share))));
  const sand = [...water, ...back.reverse()];
  const closedFrom = site.managed ? 1 - CLOSED_SHARE : 0;
  const exits = Math.max(2, Math.round(site.lengthM / EXIT_EVERY_M));
  return {
    id: `beach-${site.id}`,
    name: { zh: site.zh, en: site.en },
    managed: site.managed,
    sand: [outerRing(sand)],
    waterLine: water.map(lonLatOf),
    closedWater: [outerRing(waterOff(cut(shore, closedFrom, 1), CLOSED_OUT_M))],
    ...(site.managed ? { bathingWater: [outerRing(waterOff(cut(shore, 0, closedFrom), FLOAT_LINE_M))] } : {}),
    exits: Array.from({ length: exits }, (_, i) => {
      const share = (i + 0.5) / exits;
      const index = Math.round(share * (water.length - 1));
      return lonLatOf(back[water.length - 1 - index]!);
    }),
    capacity: Math.round(area(sand) / SAND_PER_PERSON_M2[site.managed ? 'managed' : 'wild'] / 50) * 50,
  };
}

let beaches: readonly Beach[] | undefined;

/** Managed ones first. They follow the harbour's coast, which no seed changes, so they are built once. */
export function lanwanBeaches(): readonly Beach[] {
  beaches ??= SITES.map(beachOf);
  return beaches;
}
