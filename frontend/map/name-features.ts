import type { FeatureCollection, Point } from 'geojson';
import { type FleetPicture, HULL } from '../feed/fleet-picture.ts';
import type { NumberedThing } from '../feed/live-store.ts';

/** Ours: with more in view than this, the chart is too full for names at any zoom. */
const MOST_NAMES = 400;
/** Ours: from this zoom on a vessel's name has room. */
const NAMES_FROM_ZOOM = 11;
/** Ours: plates matter only where single vehicles can be told apart. */
const PLATES_FROM_ZOOM = 15;

interface Properties {
  readonly name: string;
  /** A second line, only for what is selected: speed and course. */
  readonly facts: string;
  readonly leading: boolean;
  readonly silent: boolean;
}

/** Names beside hulls; what is selected or part of the open incident is named at every zoom. */
export function nameFeatures(
  picture: FleetPicture,
  roster: ReadonlyMap<number, NumberedThing>,
  leading: ReadonlySet<number>,
  zoom: number,
  [west, south, east, north]: readonly [number, number, number, number],
): FeatureCollection<Point, Properties> {
  const all = zoom >= NAMES_FROM_ZOOM && picture.count <= MOST_NAMES;
  const rows = Array.from({ length: picture.count }, (_, row) => row).filter((row) => all || leading.has(row));
  return {
    type: 'FeatureCollection',
    features: rows.flatMap((row) => {
      const thing = roster.get(picture.number[row]!);
      const [lon, lat] = [picture.lonLat[row * 2]!, picture.lonLat[row * 2 + 1]!];
      if (!thing || lon < west || lon > east || lat < south || lat > north) return [];
      if (!leading.has(row) && isNameless(picture.hull[row]!, zoom)) return [];
      return [
        {
          type: 'Feature',
          geometry: { type: 'Point', coordinates: [lon, lat] },
          properties: {
            name: thing.name,
            facts: leading.has(row) ? factsOf(picture, row) : '',
            leading: leading.has(row),
            silent: picture.hull[row] === HULL.silent,
          },
        },
      ];
    }),
  };
}

const isNameless = (hull: number, zoom: number): boolean =>
  hull === HULL.fixed || (hull === HULL.vehicle && zoom < PLATES_FROM_ZOOM);

/** `14.8 kn · 243°`, the mariner's notation in both languages. */
function factsOf(picture: FleetPicture, row: number): string {
  const speed = picture.speedKn[row]!;
  const course = picture.courseDeg[row]!;
  const parts = [
    ...(Number.isNaN(speed) ? [] : [`${speed.toFixed(1)} kn`]),
    ...(Number.isNaN(course) ? [] : [`${String(Math.round(course) % 360).padStart(3, '0')}°`]),
  ];
  return parts.length > 0 ? `\n${parts.join(' · ')}` : '';
}
