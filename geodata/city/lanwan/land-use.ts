import type { LandArea } from '../city-model.ts';
import { km, type Metres } from '../harbour/frame.ts';
import { hashNoise } from '../seeded-random.ts';
import type { Site } from './buildings.ts';
import { grow } from './growth.ts';
import type { OrientedBox } from './oriented-box.ts';
import { ringOf } from './plane.ts';
import { PEAKS, type Relief, reliefAt } from './relief.ts';
import { lakeShore, RESERVOIRS } from './reservoir-plan.ts';
import { SETTLEMENTS } from './settlement-plan.ts';
import { cellAt, cellCentre, dryCells, rasterOf } from './shore.ts';
import { settlementAt } from './street-grid.ts';
import { traceAreas } from './trace.ts';

const PARKS: readonly (readonly [
  slug: string,
  zh: string,
  en: string,
  eastKm: number,
  northKm: number,
  lengthM: number,
  depthM: number,
])[] = [
  ['fuan', '福安中心公园', "Fu'an Central Park", -6.9, 3.9, 300, 150],
  ['beihu', '北湖公园', 'Beihu Park', -6, 6.6, 260, 160],
  ['haibin', '海滨公园', 'Haibin Park', -5.6, 1.7, 320, 90],
  ['qingluo', '青螺山公园', 'Qingluo Hill Park', -7.9, 1.2, 220, 150],
  ['xingang', '新港公园', 'Xingang Park', -2, 6.2, 220, 130],
  ['jiangbin', '江滨公园', 'Jiangbin Park', 2.1, 4.4, 260, 90],
  ['yuncheng', '云城湿地公园', 'Yuncheng Wetland Park', 1.9, 10.6, 260, 130],
  ['pinggang', '坪岗公园', 'Pinggang Park', 5.8, 10.9, 200, 130],
  ['landong', '澜东湾公园', 'Landong Bay Park', 15.6, 0.8, 280, 100],
  ['meichuan', '梅川人民公园', "Meichuan People's Park", -15.2, 7.2, 240, 150],
  ['longtang', '龙塘公园', 'Longtang Park', -19.3, 7.7, 200, 130],
  ['nanyu', '南屿公园', 'Nanyu Park', -9.8, -0.7, 200, 120],
];

/** Green rectangles between the streets, taken before anything is built on them. */
export function placeParks(site: Site): LandArea[] {
  return PARKS.flatMap(([slug, zh, en, east, north, lengthM, depthM]) => {
    const [x, y] = km([east, north]);
    const turn = ((settlementAt([x, y])?.turnDeg ?? 0) * Math.PI) / 180;
    for (const size of [1, 0.75, 0.55, 0.4])
      for (let step = 0; step < 90; step++) {
        const [radius, angle] = [step * 8, step * 2.4];
        const box: OrientedBox = {
          centre: [x + radius * Math.cos(angle), y + radius * Math.sin(angle)],
          along: [Math.cos(turn), Math.sin(turn)],
          halfLengthM: (lengthM * size) / 2,
          halfDepthM: (depthM * size) / 2,
        };
        if (site.take(box))
          return [
            { id: `park-${slug}`, kind: 'park' as const, name: { zh, en }, rings: [ringOf(roundedCorners(box))] },
          ];
      }
    return [];
  });
}

function roundedCorners({ centre: [x, y], along: [ux, uy], halfLengthM: l, halfDepthM: d }: OrientedBox): Metres[] {
  const radius = d * 0.6;
  return Array.from({ length: 20 }, (_, step) => {
    const angle = (2 * Math.PI * (step + 0.5)) / 20;
    const [cx, cy] = [Math.sign(Math.cos(angle)) * (l - radius), Math.sign(Math.sin(angle)) * (d - radius)];
    const [u, v] = [cx + radius * Math.cos(angle), cy + radius * Math.sin(angle)];
    return [x + u * ux - v * uy, y + u * uy + v * ux];
  });
}

const CELL_M = 120;
/** Above this the hills are protected: Shenzhen's ecological line keeps building below about the 80 m contour. Ours. */
const FOREST_FROM_M = 95;

/** A country park round every peak: the high ground that is nearer to it than to the others. */
function forests(relief: Relief): LandArea[] {
  const raster = rasterOf(CELL_M);
  const cost = new Float32Array(raster.columns * raster.rows);
  for (let cell = 0; cell < cost.length; cell++)
    cost[cell] =
      reliefAt(relief, cellCentre(raster, cell)) > FOREST_FROM_M ? 1 + hashNoise(71, cell) : Number.POSITIVE_INFINITY;
  const seeds = PEAKS.map(([, , , east, north], label) => ({ cell: cellAt(raster, km([east, north])), label }));
  const rings = traceAreas(raster, grow(raster, seeds, cost, { reach: () => 46 }));
  return PEAKS.flatMap(([slug, zh, en], label) => {
    const area = rings.get(label);
    if (!area || area[0]!.length < 6) return [];
    const name = { zh: `${zh}郊野公园`, en: `${en} Country Park` };
    return [{ id: `forest-${slug}`, kind: 'forest' as const, name, rings: area.map(ringOf) }];
  });
}

/** Works and the port's yards, as far as their settlements go on dry land. */
function industries(): LandArea[] {
  const raster = rasterOf(CELL_M / 2);
  const dry = dryCells(raster);
  const labels = new Int32Array(dry.length).fill(-1);
  SETTLEMENTS.forEach((settlement, label) => {
    if (settlement.kind !== 'industry' && settlement.kind !== 'port') return;
    const reach = Math.max(settlement.alongKm, settlement.acrossKm) * 1300;
    const [x, y] = km([settlement.eastKm, settlement.northKm]);
    for (let north = y - reach; north < y + reach; north += raster.cellM)
      for (let east = x - reach; east < x + reach; east += raster.cellM) {
        const cell = cellAt(raster, [east, north]);
        if (cell >= 0 && dry[cell] && settlementAt(cellCentre(raster, cell)) === settlement) labels[cell] = label;
      }
  });
  return [...traceAreas(raster, labels)].flatMap(([label, rings]) => {
    const { id, name } = SETTLEMENTS[label]!;
    // A settlement may come in pieces where a village lies inside it: each outer ring is an area of its own.
    const outers = rings.filter((ring) => ring.length > 5 && isOuter(ring));
    return outers.map((ring, piece) => ({
      id: `industry-${id}${piece === 0 ? '' : `-${piece + 1}`}`,
      kind: 'industrial' as const,
      name,
      rings: [ringOf(ring)],
    }));
  });
}

function isOuter(ring: readonly Metres[]): boolean {
  let sum = 0;
  for (let i = 1; i < ring.length; i++) sum += ring[i - 1]![0] * ring[i]![1] - ring[i]![0] * ring[i - 1]![1];
  return sum > 0;
}

/** Country parks, reservoirs and industrial land. */
export const buildLandUse = (relief: Relief): LandArea[] => [
  ...forests(relief),
  ...industries(),
  ...RESERVOIRS.map((reservoir, index) => ({
    id: `reservoir-${reservoir[0]}`,
    kind: 'reservoir' as const,
    name: { zh: reservoir[1], en: reservoir[2] },
    rings: [ringOf(lakeShore(reservoir, index))],
  })),
];
