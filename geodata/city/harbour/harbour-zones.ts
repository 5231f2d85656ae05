import { boundsOf, type LonLat } from '../../model/geometry.ts';
import type { Zone, ZoneKind } from '../../model/zone.ts';
import { km, type Metres, toLonLat } from './frame.ts';

type Corner = readonly [eastKm: number, northKm: number];

/** The water inside the breakwaters, kilometres. */
export const BASIN_KM: readonly Corner[] = [
  [-4.3, 1.7],
  [-4.28, 2],
  [-3.4, 2],
  [-3.4, 3],
  [0.6, 3],
  [0.6, 2.6],
  [2.4, 2.6],
  [2.5, 2],
  [2.9, 1.8],
  [2.6, 0.6],
  [1.4, 0.05],
  [0.05, -0.15],
  [-0.85, -0.15],
  [-2.2, 0.05],
  [-3.5, 0.45],
];

/** Centre line of the fairway from the sea buoy to the breakwaters, kilometres. */
export const FAIRWAY_KM: readonly Corner[] = [
  [5.5, -19],
  [2.6, -13.5],
  [1.2, -9],
  [0.3, -4],
  [-0.4, -0.15],
];
const FAIRWAY_HALF_WIDTH_KM = 0.25;

/** Both banks of {@link FAIRWAY_KM}. */
const fairwayCorners = (): Corner[] => {
  const bank = (side: 1 | -1): Corner[] =>
    FAIRWAY_KM.map(([east, north], index) => {
      const before = FAIRWAY_KM[Math.max(0, index - 1)]!;
      const after = FAIRWAY_KM[Math.min(FAIRWAY_KM.length - 1, index + 1)]!;
      const [dx, dy] = [after[0] - before[0], after[1] - before[1]];
      const offset = (side * FAIRWAY_HALF_WIDTH_KM) / Math.hypot(dx, dy);
      return [east - dy * offset, north + dx * offset];
    });
  return [...bank(-1), ...bank(1).reverse()];
};

const around = ([east, north]: Corner, radiusKm: number, corners = 24): Corner[] =>
  Array.from({ length: corners }, (_, index) => {
    const angle = (2 * Math.PI * index) / corners;
    return [east + radiusKm * Math.cos(angle), north + radiusKm * Math.sin(angle)];
  });

const box = (west: number, south: number, east: number, north: number): Corner[] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
];

/** GeoJSON wants outer rings counterclockwise (RFC 7946 §3.1.6) and closed. */
function closedRing(corners: readonly Corner[]): LonLat[] {
  const points: Metres[] = corners.map(km);
  let doubledArea = 0;
  points.forEach(([x, y], index) => {
    const [x2, y2] = points[(index + 1) % points.length]!;
    doubledArea += x * y2 - x2 * y;
  });
  const ring = (doubledArea < 0 ? points.reverse() : points).map(toLonLat);
  return [...ring, ring[0]!];
}

type Limits = Pick<Zone, 'speedLimitKn' | 'speedLimitKnByClass'>;

function zone(
  id: string,
  zh: string,
  en: string,
  kind: ZoneKind,
  corners: readonly Corner[],
  limits: Limits = {},
): Zone {
  const rings = [closedRing(corners)];
  return { id, name: { zh, en }, kind, rings, bounds: boundsOf(rings), ...limits };
}

/** The waters of Lanwan and their rules. Speed limits are ours, of the size that harbour masters set. */
export const harbourZones: readonly Zone[] = [
  zone('harbour-limits', '澜湾港界', 'Lanwan harbour limits', 'harbour', [
    [-7, -10.6],
    [-5.5, -20.5],
    [14.5, -22.5],
    [12.8, -9.5],
    [9.9, -3.7],
    [7.1, -0.6],
    [5.6, 2.4],
    [0, 3.1],
    [-4.4, 2.1],
    [-6.8, 0.1],
    [-8.3, -4],
    [-8.5, -7.2],
  ]),
  zone('lingang-basin', '临港港池', 'Lingang harbour basin', 'speed_limit', BASIN_KM, { speedLimitKn: 8 }),
  zone('main-fairway', '主航道', 'Main fairway', 'fairway', fairwayCorners()),
  zone('main-fairway-speed', '主航道限速', 'Main fairway speed limit', 'speed_limit', fairwayCorners(), {
    speedLimitKn: 15,
    speedLimitKnByClass: { high_speed: 30, passenger: 20, patrol: 30, pilot: 25, search_and_rescue: 30 },
  }),
  zone(
    'baisha-bathing',
    '白沙湾浴场水域',
    'Baisha bathing water',
    'speed_limit',
    [
      [-7.65, -5.95],
      [-8.2, -5],
      [-8.4, -4],
      [-8.1, -3.1],
      [-7.45, -2.45],
      [-7.15, -2.75],
      [-7.35, -4.1],
      [-7.2, -5.9],
    ],
    { speedLimitKn: 5 },
  ),
  zone('lng-terminal', 'LNG 码头禁入区', 'LNG terminal exclusion zone', 'no_go', around([5.55, 1.05], 0.75)),
  zone('anchorage-2', '2 号锚地', 'No.2 anchorage', 'anchorage', box(5, -14.6, 9, -11)),
  zone('dongchong-anchorage', '东涌锚地', 'Dongchong anchorage', 'anchorage', box(-5.6, -12.4, -2.4, -9.6)),
  zone('outer-anchorage', '外锚地', 'Outer anchorage', 'anchorage', box(8.2, -21.8, 13.6, -17.2)),
  zone('container-berths', '集装箱泊位', 'Container berths', 'berth', box(-3.4, 2.82, 0.6, 3)),
  zone('bulk-berths', '散货泊位', 'Bulk berths', 'berth', box(0.6, 2.42, 2.4, 2.6)),
  zone('tug-base', '拖轮基地', 'Tug base', 'berth', box(-3.4, 2, -3.2, 2.75)),
  zone('qingluo-pier', '青螺码头', 'Qingluo pier', 'berth', around([-6.03, 0.3], 0.2, 12)),
  zone('marina', '青螺游艇港', 'Qingluo marina', 'berth', [
    [-5.7, 0.86],
    [-5.48, 0.48],
    [-4.95, 0.38],
    [-4.8, -0.25],
    [-4.35, -0.25],
    [-4.5, 0.9],
    [-4.7, 1.18],
    [-5.15, 1.13],
  ]),
  zone('xiaolu-pier', '小鹭岛码头', 'Xiaolu pier', 'berth', around([4.12, -5.8], 0.2, 12)),
  zone('wanghai-pier', '望海码头', 'Wanghai pier', 'berth', around([7.66, -1.9], 0.2, 12)),
  zone('dongchong-fish-harbour', '东涌渔港', 'Dongchong fishing harbour', 'berth', box(-8.5, -7.75, -8, -7.2)),
];
