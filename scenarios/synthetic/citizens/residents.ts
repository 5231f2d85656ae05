import Flatbush from 'flatbush';
import type { CityModel } from '../../../geodata/city/city-model.ts';
import { boundsOf, destination, type LonLat, polygonContains } from '../../../geodata/model/geometry.ts';
import { localPlane } from '../../../geodata/model/local-plane.ts';

/** Places at which a disc is sampled: its middle and two rings of eight. */
const RINGS: readonly (readonly [share: number, places: number])[] = [
  [0, 1],
  [0.5, 8],
  [0.85, 8],
];
const SAMPLES = RINGS.reduce((sum, [, places]) => sum + places, 0);

/** Where people live and work, by the grid cells' counts, spread evenly within each. */
export interface Residents {
  /** Per square metre. */
  density(at: LonLat): number;
  /** Within a circle, by sampling. */
  within(at: LonLat, radiusM: number): number;
}

export function createResidents(city: CityModel): Residents {
  const { toMetres } = localPlane(city.centre);
  const cells = city.gridCells.map(({ rings, people }) => {
    const area = rings.reduce((sum, ring, index) => sum + (index === 0 ? 1 : -1) * areaM2(ring.map(toMetres)), 0);
    return { rings, perM2: area > 0 ? people / area : 0 };
  });
  if (cells.length === 0) return { density: () => 0, within: () => 0 };
  const index = new Flatbush(cells.length);
  for (const { rings } of cells) index.add(...boundsOf(rings));
  index.finish();
  const density = (at: LonLat): number => {
    const found = index.search(at[0], at[1], at[0], at[1]).sort((a, b) => a - b);
    const cell = found.find((candidate) => polygonContains(cells[candidate]!.rings, at));
    return cell === undefined ? 0 : cells[cell]!.perM2;
  };
  return {
    density,
    within(at, radiusM) {
      let sum = 0;
      for (const [share, places] of RINGS)
        for (let i = 0; i < places; i++) sum += density(destination(at, (360 * i) / places, share * radiusM));
      return (sum / SAMPLES) * Math.PI * radiusM ** 2;
    },
  };
}

function areaM2(ring: readonly (readonly [number, number])[]): number {
  let twice = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++)
    twice += ring[j]![0] * ring[i]![1] - ring[i]![0] * ring[j]![1];
  return Math.abs(twice) / 2;
}
