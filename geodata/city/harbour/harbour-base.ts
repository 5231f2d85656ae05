import type { Feature, FeatureCollection, MultiPolygon, Point, Polygon } from 'geojson';
import type { Bilingual } from '../../model/text.ts';
import { harbourLand } from './coast.ts';
import { harbourSeabed, type Sounding } from './depths.ts';
import { km, type Metres, toLonLat } from './frame.ts';
import { harbourPlaces, type PlaceKind } from './labels.ts';
import { harbourStructures, type StructureKind } from './structures.ts';

interface LabelProperties extends Bilingual {
  readonly id: string;
  readonly kind: PlaceKind | 'sounding';
  /** 1 is shown from afar, 3 only close by. */
  readonly rank: 1 | 2 | 3;
}

/** The chart under everything: GeoJSON in WGS-84, ready for a map engine. */
export interface HarbourBase {
  readonly land: FeatureCollection<Polygon, { readonly id: string }>;
  /** Nested, deepest limit first: paint in order, then the land over it. */
  readonly depths: FeatureCollection<MultiPolygon, { readonly shallowerThanM: number }>;
  readonly structures: FeatureCollection<Polygon, { readonly id: string; readonly kind: StructureKind }>;
  /** Place names in both languages and spot depths. */
  readonly labels: FeatureCollection<Point, LabelProperties>;
}

const positions = (ring: readonly Metres[]) => ring.map((point) => [...toLonLat(point)]);

const collection = <Geometry extends Polygon | MultiPolygon | Point, Properties>(
  features: Feature<Geometry, Properties>[],
): FeatureCollection<Geometry, Properties> => ({ type: 'FeatureCollection', features });

const pointAt = (point: Metres): Point => ({ type: 'Point', coordinates: [...toLonLat(point)] });

function labels(soundings: readonly Sounding[]): HarbourBase['labels'] {
  const places = harbourPlaces.map(({ id, kind, name, rank, eastKm, northKm }) => ({
    type: 'Feature' as const,
    geometry: pointAt(km([eastKm, northKm])),
    properties: { id, kind, rank, ...name } satisfies LabelProperties,
  }));
  const depths = soundings.map(({ at, depthM }, index) => ({
    type: 'Feature' as const,
    geometry: pointAt(at),
    properties: {
      id: `sounding-${index + 1}`,
      kind: 'sounding',
      rank: 2,
      zh: String(depthM),
      en: String(depthM),
    } satisfies LabelProperties,
  }));
  return collection<Point, LabelProperties>([...places, ...depths]);
}

function build(): HarbourBase {
  const seabed = harbourSeabed();
  return {
    land: collection(
      harbourLand().map(({ id, ring }) => ({
        type: 'Feature',
        geometry: { type: 'Polygon', coordinates: [positions(ring)] },
        properties: { id },
      })),
    ),
    depths: collection(
      seabed.areas.map(({ shallowerThanM, polygons }) => ({
        type: 'Feature',
        geometry: { type: 'MultiPolygon', coordinates: polygons.map((rings) => rings.map(positions)) },
        properties: { shallowerThanM },
      })),
    ),
    structures: collection(
      harbourStructures.map(({ id, kind, ring }) => ({
        type: 'Feature',
        geometry: { type: 'Polygon', coordinates: [positions(ring)] },
        properties: { id, kind },
      })),
    ),
    labels: labels(seabed.soundings),
  };
}

let base: HarbourBase | undefined;

/** Built on first use (tens of milliseconds), then shared: do not change it. */
export function harbourBase(): HarbourBase {
  base ??= build();
  return base;
}
