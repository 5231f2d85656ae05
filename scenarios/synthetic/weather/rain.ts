import { nameSeed } from '../../../geodata/city/name-seed.ts';
import { seededRandom } from '../../../geodata/city/seeded-random.ts';
import type { BoundingBox, LonLat } from '../../../geodata/model/geometry.ts';
import { METERS_PER_DEGREE, planeDistanceSquared } from '../world/plane.ts';

/** A time of rain: a veil over everything, and cells that are born, cross the city and die. */
export interface RainSpell {
  readonly fromH: number;
  readonly toH: number;
  /** Of the veil, mm/h; it comes and goes within half an hour. */
  readonly veilMmPerH?: number;
  /** Cells born over the city per hour, and the hardest rain in the middle of a usual one. */
  readonly cellsPerH?: number;
  readonly peakMmPerH?: number;
  readonly radiusKm?: number;
  /** Over which quarters they are born, one after the other like the cars of a train; absent: anywhere over the city. */
  readonly around?: { readonly at: LonLat; readonly km: number };
  /** Where they drift to. */
  readonly courseDeg?: number;
  readonly speedMps?: number;
}

/** One cell told by the script itself. */
export interface RainCell {
  readonly fromH: number;
  readonly toH: number;
  /** Its middle when it is at its worst, half way through its life. */
  readonly at: LonLat;
  readonly peakMmPerH: number;
  /** Standard deviation of its Gaussian footprint (Northrop 1998, Proc. R. Soc. A 454). */
  readonly radiusKm: number;
  readonly courseDeg: number;
  readonly speedMps: number;
}

const RADIANS = Math.PI / 180;
/** The veil's rise and fall, hours. Ours. */
const FADE_H = 0.5;
/** Life of a convective cell, hours: 20–60 minutes (Chisholm and Renick 1972; the usual figures for single cells). */
const LIFE_H = [0.35, 1] as const;
/** Cells end at so many standard deviations: 1 % of the peak. */
const REACH = 3;

/** The cells that a spell brings over an area. The same seed and name give the same cells. */
export function cellsOf(spell: RainSpell, area: BoundingBox, seed: number, name: string): RainCell[] {
  const { cellsPerH = 0, peakMmPerH = 40, radiusKm = 2.5, courseDeg = 300, speedMps = 8 } = spell;
  const random = seededRandom(nameSeed(seed, name));
  const cells: RainCell[] = [];
  const [west, south, east, north] = spell.around ? boxAround(spell.around.at, spell.around.km) : area;
  const birthplace = (x: number, y: number): LonLat => [west + (east - west) * x, south + (north - south) * y];
  // Waiting times of a Poisson process.
  for (let hour = spell.fromH; cellsPerH > 0; ) {
    hour += -Math.log(1 - random()) / cellsPerH;
    if (hour >= spell.toH) break;
    const life = LIFE_H[0] + (LIFE_H[1] - LIFE_H[0]) * random();
    cells.push({
      fromH: hour,
      toH: hour + life,
      at: birthplace(random(), random()),
      // Exponential peaks are usual in cell models (Rodríguez-Iturbe, Cox and Isham 1987); kept within a factor of 2.5 of the usual one.
      peakMmPerH: peakMmPerH * Math.min(2.5, 0.4 - 0.6 * Math.log(1 - random())),
      radiusKm: radiusKm * (0.6 + 0.8 * random()),
      courseDeg: courseDeg + 30 * (random() - 0.5),
      speedMps: speedMps * (0.7 + 0.6 * random()),
    });
  }
  return cells;
}

function boxAround([lon, lat]: LonLat, km: number): BoundingBox {
  const dLat = (km * 1000) / METERS_PER_DEGREE;
  const dLon = dLat / Math.cos(lat * RADIANS);
  return [lon - dLon, lat - dLat, lon + dLon, lat + dLat];
}

export const veilOf = ({ fromH, toH, veilMmPerH = 0 }: RainSpell, hour: number): number =>
  veilMmPerH * Math.max(0, Math.min(1, (hour - fromH) / FADE_H, (toH - hour) / FADE_H));

/** A cell as it is at one moment. */
export interface CellNow {
  readonly centre: LonLat;
  readonly mmPerH: number;
  readonly twoRadiiSquared: number;
  readonly reachSquared: number;
}

export function cellAt(cell: RainCell, hour: number): CellNow | undefined {
  if (hour <= cell.fromH || hour >= cell.toH) return undefined;
  const travelled = (hour - (cell.fromH + cell.toH) / 2) * 3600 * cell.speedMps;
  const north = travelled * Math.cos(cell.courseDeg * RADIANS);
  const east = travelled * Math.sin(cell.courseDeg * RADIANS);
  const radius = cell.radiusKm * 1000;
  return {
    centre: [
      cell.at[0] + east / (METERS_PER_DEGREE * Math.cos(cell.at[1] * RADIANS)),
      cell.at[1] + north / METERS_PER_DEGREE,
    ],
    mmPerH: cell.peakMmPerH * Math.sin((Math.PI * (hour - cell.fromH)) / (cell.toH - cell.fromH)),
    twoRadiiSquared: 2 * radius * radius,
    reachSquared: (REACH * radius) ** 2,
  };
}

export function cellRainAt(cell: CellNow, at: LonLat): number {
  const squared = planeDistanceSquared(cell.centre, at);
  return squared > cell.reachSquared ? 0 : cell.mmPerH * Math.exp(-squared / cell.twoRadiiSquared);
}
