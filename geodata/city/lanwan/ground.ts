import type { LonLat } from '../../model/geometry.ts';
import type { CityModel, GridCell, Street } from '../city-model.ts';
import type { Metres } from '../harbour/frame.ts';
import type { Random } from '../seeded-random.ts';
import type { Settlement } from './settlement-plan.ts';

/** The parts of the city that are its ground: everything that was there before anybody watched it. */
type GroundModel = Pick<
  CityModel,
  | 'districts'
  | 'streets'
  | 'gridCells'
  | 'terrain'
  | 'land'
  | 'depths'
  | 'labels'
  | 'buildings'
  | 'roads'
  | 'rivers'
  | 'catchments'
  | 'lowPoints'
  | 'slopes'
  | 'gatheringPlaces'
>;

/** What builders of the city's assets stand on. Positions are `[lon, lat]`; the plane is in metres in the harbour's frame round [114.55, 22.45]. */
export interface Ground extends GroundModel {
  readonly seed: number;
  /** Towns, villages, works and the port, with what they are; their centres and half axes in kilometres of the plane. */
  readonly settlements: readonly Settlement[];
  /** Rounded to 1e-6 degrees. */
  readonly toLonLat: (point: Metres) => LonLat;
  readonly toMetres: (position: LonLat) => Metres;
  /** Metres above mean sea level, between the terrain's grid points by bilinear interpolation. Negative in the sea. */
  readonly heightAt: (position: LonLat) => number;
  /** Of the ground over 200 m, degrees. */
  readonly steepnessAt: (position: LonLat) => number;
  /** On the mainland or an island by the exact coast line; breakwaters and piers do not count. False outside the sheet that the city is drawn on. */
  readonly isLand: (position: LonLat) => boolean;
  /** Distance to the nearest water, metres (within 100 m); 0 on water. */
  readonly inlandM: (position: LonLat) => number;
  /** The street that governs a position, up to 75 m off the shore; undefined at sea and beyond the city's border. By a raster of 60 m: borders may be 40 m off the polygons. */
  readonly streetAt: (position: LonLat) => Street | undefined;
  readonly gridCellAt: (position: LonLat) => GridCell | undefined;
  /** A stream of numbers of its own for each builder, by seed and name. */
  readonly random: (name: string) => Random;
}
