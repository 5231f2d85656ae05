import type { CityModel, GridCell } from '../../../geodata/city/city-model.ts';
import { nameSeed } from '../../../geodata/city/name-seed.ts';
import { hashNoise } from '../../../geodata/city/seeded-random.ts';
import { boundsOf, type LonLat, polygonContains } from '../../../geodata/model/geometry.ts';
import { hourOf } from '../../../geodata/model/local-time.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import { rhythm } from '../world/rhythm.ts';
import type { Setting } from '../world/world.ts';
import { EVERYDAY_MATTERS } from './everyday-matters.ts';
import type { EverydayMatter } from './phrases.ts';
import type { Telling } from './tell.ts';

const PER_DAY = 600;
const DAY_MS = 86_400_000;
const PATROL_SHARE = 0.2;
const SCATTER_M = 40;
/** Tries to find a place within a cell before its corner will do. */
const TRIES = 6;

/** Reports by the hour relative to the busiest: hotlines' published curves have a peak in the morning, another in the afternoon, and a third, of noise, at night. */
const RHYTHM = {
  day: [4, 2, 1, 1, 2, 6, 20, 45, 75, 100, 100, 85, 60, 62, 85, 95, 90, 75, 55, 45, 38, 28, 16, 8],
  evening: [10, 4, 2, 1, 1, 3, 8, 20, 30, 35, 35, 40, 45, 35, 32, 35, 42, 60, 85, 100, 100, 80, 50, 24],
  night: [85, 60, 38, 22, 14, 6, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 4, 14, 40, 75, 100, 100],
  rush: [3, 1, 1, 1, 2, 10, 40, 100, 95, 50, 30, 28, 30, 28, 26, 32, 55, 95, 100, 60, 30, 18, 10, 5],
} as const satisfies Record<EverydayMatter['when'], readonly number[]>;
const WHEN = Object.keys(RHYTHM) as readonly EverydayMatter['when'][];

/** A day's ordinary reports, by time. */
export function everydayTellings({ city, seed, start, end, offsetMs }: Setting, perDay = PER_DAY): Telling[] {
  const cells = peopledCells(city);
  if (cells.length === 0) return [];
  const own = nameSeed(seed, 'everyday reports');
  const lasts = end - start;
  // Drawn evenly and thinned by the hour: a Poisson process whose rate follows the day (Lewis & Shedler 1979).
  const wanted = Math.round((perDay * lasts) / DAY_MS / MEAN_SHARE);
  const tellings: Telling[] = [];
  for (let i = 0; i < wanted; i++) {
    const noise = (salt: number) => hashNoise(own + salt * 7919, i);
    const time = eventTime(start + Math.floor(noise(1) * lasts));
    const matter = pickMatter(noise(2));
    if (noise(3) * 100 >= rhythm(RHYTHM[matter.when], hourOf(time, offsetMs))) continue;
    const cell = pickCell(cells, noise(4));
    tellings.push({
      key: `everyday ${i}`,
      time,
      at: placeIn(cell, (salt) => hashNoise(own + salt, i)),
      scatterM: SCATTER_M,
      phrases: matter,
      patrolShare: matter.when === 'day' ? PATROL_SHARE * 1.4 : PATROL_SHARE / 2,
    });
  }
  return tellings.sort((a, b) => a.time - b.time || (a.key < b.key ? -1 : 1));
}

const TOTAL_WEIGHT = EVERYDAY_MATTERS.reduce((sum, { weight }) => sum + weight, 0);
const meanOf = (hourly: readonly number[]) => hourly.reduce((a, b) => a + b, 0) / hourly.length / 100;
/** What the thinning leaves, over a whole day. */
const MEAN_SHARE = WHEN.reduce((sum, when) => {
  const weight = EVERYDAY_MATTERS.filter((each) => each.when === when).reduce((a, b) => a + b.weight, 0);
  return sum + (weight / TOTAL_WEIGHT) * meanOf(RHYTHM[when]);
}, 0);

function pickMatter(share: number): EverydayMatter {
  let rest = share * TOTAL_WEIGHT;
  for (const matter of EVERYDAY_MATTERS) {
    rest -= matter.weight;
    if (rest < 0) return matter;
  }
  return EVERYDAY_MATTERS[0]!;
}

interface PeopledCell {
  readonly cell: GridCell;
  /** People in it and all before it. */
  readonly upTo: number;
}

export function peopledCells({ gridCells }: CityModel): readonly PeopledCell[] {
  let upTo = 0;
  const peopled: PeopledCell[] = [];
  for (const cell of gridCells) {
    if (cell.people === 0) continue;
    upTo += cell.people;
    peopled.push({ cell, upTo });
  }
  return peopled;
}

/** A cell, the likelier the more people are in it. */
export function pickCell(cells: readonly PeopledCell[], share: number): GridCell {
  const wanted = share * cells.at(-1)!.upTo;
  let [low, high] = [0, cells.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cells[middle]!.upTo > wanted) high = middle;
    else low = middle + 1;
  }
  return cells[low]!.cell;
}

function placeIn({ rings }: GridCell, noise: (salt: number) => number): LonLat {
  const [west, south, east, north] = boundsOf(rings);
  for (let i = 0; i < TRIES; i++) {
    const at: LonLat = [west + (east - west) * noise(100 + i), south + (north - south) * noise(200 + i)];
    if (polygonContains(rings, at)) return at;
  }
  return rings[0]![0]!;
}
