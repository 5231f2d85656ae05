import { contours } from 'd3-contour';
import type { Feature, FeatureCollection, MultiPolygon } from 'geojson';

export interface RainReading {
  readonly lon: number;
  readonly lat: number;
  /** Fallen since the reading before, mm. */
  readonly mm: number;
}

/** Ours: rain that is felt, rain that wets, rain that floods, mm in the five minutes between readings (about 2, 10 and 30 mm/h). */
const RAIN_STEPS_MM = [0.2, 0.8, 2.5] as const;
/** Ours: fine enough that its corners are not seen at the scale of a city. */
const COLUMNS = 72;
const ROWS = 56;
/** Ours: how far a gauge speaks for its surroundings; gauges of a city stand 2–5 km apart. */
const REACH_KM = 6;
const KM_PER_DEG = 111.2;

export type RainField = FeatureCollection<MultiPolygon, { readonly step: number }>;
export const NO_RAIN: RainField = { type: 'FeatureCollection', features: [] };

/**
 * Where it rains now, between gauges by inverse squared distance (Shepard 1968, doi:10.1145/800186.810616), as nested areas above each step.
 * Beyond the reach of all gauges nothing is said.
 */
export function rainField(
  readings: readonly RainReading[],
  [west, south, east, north]: readonly [number, number, number, number],
): RainField {
  if (!readings.some(({ mm }) => mm >= RAIN_STEPS_MM[0])) return NO_RAIN;
  const stepLon = (east - west) / COLUMNS;
  const stepLat = (north - south) / ROWS;
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const values = new Array<number>(COLUMNS * ROWS);
  for (let row = 0; row < ROWS; row++)
    for (let column = 0; column < COLUMNS; column++)
      values[row * COLUMNS + column] = rainAt(
        readings,
        west + (column + 0.5) * stepLon,
        south + (row + 0.5) * stepLat,
        squeeze,
      );
  const place = ([x, y]: number[]): number[] => [west + x! * stepLon, south + y! * stepLat];
  const features = contours()
    .size([COLUMNS, ROWS])
    .thresholds([...RAIN_STEPS_MM])(values)
    .map(
      ({ coordinates }, step): Feature<MultiPolygon, { step: number }> => ({
        type: 'Feature',
        geometry: {
          type: 'MultiPolygon',
          coordinates: coordinates.map((rings) => rings.map((ring) => ring.map(place))),
        },
        properties: { step },
      }),
    );
  return { type: 'FeatureCollection', features };
}

function rainAt(readings: readonly RainReading[], lon: number, lat: number, squeeze: number): number {
  let sum = 0;
  let weights = 0;
  for (const reading of readings) {
    const x = (reading.lon - lon) * KM_PER_DEG * squeeze;
    const y = (reading.lat - lat) * KM_PER_DEG;
    const squared = x * x + y * y;
    if (squared > REACH_KM * REACH_KM) continue;
    const weight = 1 / (squared + 0.05);
    sum += weight * reading.mm;
    weights += weight;
  }
  return weights === 0 ? 0 : sum / weights;
}
