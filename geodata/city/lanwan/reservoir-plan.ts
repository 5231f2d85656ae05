import { km, type Metres } from '../harbour/frame.ts';
import { hashNoise } from '../seeded-random.ts';
import { betweenM } from './plane.ts';

/** Reservoirs: kilometres, mean radius in metres. Drawn by hand into valleys of the hills; the ground gives way to them. */
export const RESERVOIRS: readonly (readonly [
  slug: string,
  zh: string,
  en: string,
  eastKm: number,
  northKm: number,
  radiusM: number,
])[] = [
  ['sanzhoutian', '三洲田水库', 'Sanzhoutian Reservoir', -11.6, 1.5, 420],
  ['meilin', '梅岭水库', 'Meiling Reservoir', -10.4, 8.9, 380],
  ['longbei', '龙背水库', 'Longbei Reservoir', 7.6, 8.5, 340],
  ['kuixi', '葵溪水库', 'Kuixi Reservoir', 14.6, 9.6, 450],
  ['pengyu', '鹏屿水库', 'Pengyu Reservoir', -17, -5.4, 360],
  ['xichong', '西涌水库', 'Xichong Reservoir', -13.2, -8.6, 260],
  ['maluan', '马峦水库', 'Maluan Reservoir', -19.6, 0.6, 250],
];

/** A lake with arms: a circle whose radius comes and goes. */
export function lakeShore([, , , east, north, radiusM]: (typeof RESERVOIRS)[number], index: number): Metres[] {
  const [x, y] = km([east, north]);
  return Array.from({ length: 40 }, (_, step) => {
    const angle = (2 * Math.PI * step) / 40;
    const arms =
      0.32 * Math.sin(3 * angle + index) +
      0.2 * Math.sin(5 * angle + 2 * index) +
      0.16 * (hashNoise(61 + index, step) - 0.5);
    const radius = radiusM * (0.9 + arms);
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });
}

/** How far the arms of a lake reach, as a share of its mean radius. */
const ARMS = 1.6;

/** Whether a point lies in a reservoir or so near that its dam would keep it free. */
export const nearReservoir = (point: Metres): boolean =>
  RESERVOIRS.some(([, , , east, north, radiusM]) => betweenM(point, km([east, north])) < radiusM * ARMS);
