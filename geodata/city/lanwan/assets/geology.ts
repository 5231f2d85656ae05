import type { Borehole, CityModel, KarstCave } from '../../city-model.ts';
import type { Metres } from '../../harbour/frame.ts';
import { hashNoise, type Random } from '../../seeded-random.ts';
import { lonLatOf } from '../plane.ts';
import type { Metro, Section, StationSite } from './metro.ts';
import { beside, shifted } from './path.ts';

type Stratum = CityModel['strata'][number];
const stratum = (order: number, id: string, zh: string, en: string, lithology: string): Stratum => ({
  id: `stratum-${id}`,
  name: { zh, en },
  order,
  lithology,
});

/** From the top down, as south-coast granite weathers; where marble lies instead, water has dissolved caves into it. */
export const STRATA: readonly Stratum[] = [
  stratum(1, 'fill', '填土', 'Fill', 'fill'),
  stratum(2, 'silty-clay', '粉质黏土', 'Silty clay', 'clay'),
  stratum(3, 'sand', '中粗砂', 'Medium to coarse sand', 'sand'),
  stratum(4, 'residual', '砂质黏性土', 'Residual sandy clay', 'residual soil'),
  stratum(5, 'granite-w4', '全风化花岗岩', 'Completely weathered granite', 'granite'),
  stratum(6, 'granite-w3', '强风化花岗岩', 'Strongly weathered granite', 'granite'),
  stratum(7, 'granite-w2', '中风化花岗岩', 'Moderately weathered granite', 'granite'),
  stratum(8, 'granite-w1', '微风化花岗岩', 'Slightly weathered granite', 'granite'),
  stratum(9, 'marble-w2', '中风化大理岩', 'Moderately weathered marble', 'marble'),
  stratum(10, 'marble-w1', '微风化大理岩', 'Slightly weathered marble', 'marble'),
];

/** Metres between boreholes along a section; GB 50307-2012 asks for 10–50 m in detail surveys, of which these are a selection. */
const BOREHOLE_EVERY_M = 110;
/** Below the axis. */
const BOREHOLE_BELOW_M = 26;

/** Thickness of a layer, metres, with how much it varies over some hundred metres. */
type Layer = readonly [id: string, meanM: number, swing: number];
const GRANITE: readonly Layer[] = [
  ['fill', 3, 0.5],
  ['silty-clay', 4, 0.5],
  ['sand', 2.5, 1],
  ['residual', 6, 0.4],
  ['granite-w4', 5, 0.6],
  ['granite-w3', 7, 0.5],
  ['granite-w2', 6, 0.5],
  ['granite-w1', 60, 0],
];
const MARBLE: readonly Layer[] = [
  ['fill', 3, 0.5],
  ['silty-clay', 5, 0.5],
  ['sand', 4, 0.7],
  ['residual', 7, 0.4],
  ['marble-w2', 3, 0.7],
  ['marble-w1', 60, 0],
];

/** Smooth noise in [-1, 1]: hashed values on a lattice, blended (Perlin 1985, with values for gradients). */
function smooth(seed: number, [x, y]: Metres, cellM: number): number {
  const [u, v] = [x / cellM, y / cellM];
  const [i, j] = [Math.floor(u), Math.floor(v)];
  const ease = (t: number) => t * t * (3 - 2 * t);
  const [fu, fv] = [ease(u - i), ease(v - j)];
  const value = (a: number, b: number) => hashNoise(seed, Math.imul(a, 73_856_093) ^ Math.imul(b, 19_349_663)) * 2 - 1;
  const low = value(i, j) * (1 - fu) + value(i + 1, j) * fu;
  const high = value(i, j + 1) * (1 - fu) + value(i + 1, j + 1) * fu;
  return low * (1 - fv) + high * fv;
}

const tenth = (metres: number): number => Math.round(metres * 10) / 10;

export interface Geology {
  readonly boreholes: readonly Borehole[];
  readonly karstCaves: readonly KarstCave[];
}

/** Where boreholes stand at a site, with the number of the site's axis depth. */
function drillPoints(site: Section | StationSite): Metres[] {
  if (site.kind === 'station')
    return [-1, 0, 1].flatMap((ahead) =>
      [-1, 1].map((side) => shifted(site.centre, site.direction, ahead * 95, side * 16)),
    );
  const count = Math.max(4, Math.round(site.path.lengthM / BOREHOLE_EVERY_M));
  return Array.from({ length: count }, (_, i) =>
    beside(site.path, ((i + 0.5) * site.path.lengthM) / count, i % 2 === 0 ? 14 : -14),
  );
}

function drill(id: string, at: Metres, site: Section | StationSite, groundM: number, seed: number): Borehole {
  const layers: { stratumId: string; baseM: number }[] = [];
  const bottomM = groundM - site.plan.depthM - BOREHOLE_BELOW_M;
  let baseM = groundM;
  (site.karst ? MARBLE : GRANITE).forEach(([stratumId, meanM, swing], index) => {
    const thickM = meanM * (1 + swing * 1.6 * smooth(seed + index, at, 380));
    if (thickM < 0.4 || baseM <= bottomM) return;
    baseM = Math.max(bottomM, baseM - thickM);
    layers.push({ stratumId: `stratum-${stratumId}`, baseM: tenth(baseM) });
  });
  // The water table lies a few metres down and nowhere under the sea's.
  const waterM = Math.max(0.3, groundM - 3.2 - 1.4 * smooth(seed + 50, at, 600));
  return {
    id,
    position: lonLatOf(at),
    groundM: tenth(groundM),
    waterM: tenth(Math.min(waterM, groundM - 0.8)),
    layers,
  };
}

const CAVES_PER_SECTION = 26;
/** The cave of the demonstration day: the 17th of line 3, open and untreated, just ahead of the left shield. */
const OPEN_CAVE = { number: 17, aheadM: 24, roofM: 4.1, heightM: 9.2, radiusM: 7 };

/** Caves round the tunnels of one section. What the shields have passed was found by probing and grouted; ahead there are fillings of every kind. */
function cavesOf(site: Section, heightM: (point: Metres) => number, random: Random): KarstCave[] {
  const lead = site.drives[0]!;
  return Array.from({ length: CAVES_PER_SECTION }, (_, index) => {
    const number = index + 1;
    const open = site.plan.code === '3' && number === OPEN_CAVE.number;
    const chainage = open
      ? lead.faceM + OPEN_CAVE.aheadM
      : ((index + random()) * site.path.lengthM) / CAVES_PER_SECTION;
    const aside = open ? lead.asideM - 1.5 : (random() * 2 - 1) * 24;
    const at = beside(site.path, chainage, aside);
    const invertM = heightM(at) - site.plan.depthM - site.plan.diameterM / 2;
    const underTunnel = Math.abs(Math.abs(aside) - Math.abs(lead.asideM)) < site.plan.diameterM;
    const roofM = open ? OPEN_CAVE.roofM : underTunnel ? 2.5 + 9 * random() : -6 + 15 * random();
    const passed = site.drives.some(({ faceM }) => chainage < faceM + 15);
    const draw = random();
    const filling = draw < 0.22 ? 'void' : draw < 0.5 ? 'water' : draw < 0.82 ? 'clay' : 'grouted';
    return {
      id: `karst-${site.plan.code}-${number}`,
      position: lonLatOf(at),
      topM: tenth(invertM - roofM),
      heightM: open ? OPEN_CAVE.heightM : tenth(1.2 + 6 * random()),
      radiusM: open ? OPEN_CAVE.radiusM : tenth(1 + 4.5 * random() ** 2),
      filling: open ? 'void' : passed ? 'grouted' : filling,
    };
  });
}

/** Layers by boreholes along every site, and caves where there is marble. Heights are metres above mean sea level: `baseM` of a layer's lower face, `topM` of a cave's roof. */
export function buildGeology(metro: Metro, heightM: (point: Metres) => number, random: Random): Geology {
  const boreholes: Borehole[] = [];
  const karstCaves: KarstCave[] = [];
  const seed = Math.floor(random() * 2 ** 31);
  for (const site of metro.sites) {
    for (const at of drillPoints(site)) {
      const id = `borehole-${site.plan.code}-${boreholes.length + 1}`;
      boreholes.push(drill(id, at, site, heightM(at), seed));
    }
    if (site.kind === 'section' && site.karst) karstCaves.push(...cavesOf(site, heightM, random));
  }
  return { boreholes, karstCaves };
}
