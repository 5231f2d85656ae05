import type { Feature, FeatureCollection, LineString, Point } from 'geojson';
import type { BoundingBox } from '../../geodata/model/geometry.ts';

/** Whole and broken degrees that charts use, from 30° to 10″. */
const STEPS_DEG = [30, 10, 5, 2, 1, 30 / 60, 10 / 60, 5 / 60, 2 / 60, 1 / 60, 30 / 3600, 10 / 3600];
/** Ours: about this many meridians across the screen. */
const WANTED = 4;

/** The coarsest step that still gives about {@link WANTED} lines over `spanDeg`. */
export const graticuleStep = (spanDeg: number): number =>
  STEPS_DEG.find((step) => spanDeg / step >= WANTED - 0.5) ?? STEPS_DEG.at(-1)!;

/** `114°30′E`, with seconds only where the step needs them. */
export function degreeText(degrees: number, hemispheres: 'NS' | 'EW', stepDeg: number): string {
  const seconds = Math.round(Math.abs(degrees) * 3600);
  const d = Math.floor(seconds / 3600);
  const m = Math.floor((seconds % 3600) / 60);
  const s = seconds % 60;
  const parts = [`${d}°`, ...(stepDeg < 1 ? [`${String(m).padStart(2, '0')}′`] : [])];
  if (stepDeg < 1 / 60) parts.push(`${String(s).padStart(2, '0')}″`);
  return parts.join('') + (seconds === 0 ? '' : hemispheres[degrees < 0 ? 1 : 0]);
}

type Properties = { readonly text: string; readonly anchor: string } | Record<string, never>;

/** Meridians and parallels over the view and a margin around it, with their names at the bottom and the right edge. */
export function graticule(bounds: BoundingBox): FeatureCollection<LineString | Point, Properties> {
  const [west, south, east, north] = bounds;
  const step = graticuleStep(east - west);
  const margin = Math.max(east - west, north - south);
  const features: Feature<LineString | Point, Properties>[] = [];
  const line = (coordinates: number[][]) =>
    features.push({ type: 'Feature', geometry: { type: 'LineString', coordinates }, properties: {} });
  const text = (coordinates: number[], words: string, anchor: string) =>
    features.push({ type: 'Feature', geometry: { type: 'Point', coordinates }, properties: { text: words, anchor } });
  const low = Math.max(-85, south - margin);
  const high = Math.min(85, north + margin);
  for (const lon of multiples(Math.max(-180, west - margin), Math.min(180, east + margin), step)) {
    line([
      [lon, low],
      [lon, high],
    ]);
    if (lon > west && lon < east) text([lon, north], degreeText(lon, 'EW', step), 'top');
  }
  for (const lat of multiples(low, high, step)) {
    line([
      [Math.max(-180, west - margin), lat],
      [Math.min(180, east + margin), lat],
    ]);
    if (lat > south && lat < north) text([east, lat], degreeText(lat, 'NS', step), 'right');
  }
  return { type: 'FeatureCollection', features };
}

/** Counted in whole steps: adding a fraction again and again would drift. */
function* multiples(from: number, to: number, step: number): Generator<number> {
  for (let index = Math.ceil(from / step); index * step <= to; index++) yield index * step;
}
