import Flatbush from 'flatbush';
import { EARTH_RADIUS_M } from '../../../geodata/model/geometry.ts';
import { type Approach, closestApproach, type EncounterLimits, isEncounter, type Motion } from './approach.ts';

const RADIANS = Math.PI / 180;
const METERS_PER_DEGREE = EARTH_RADIUS_M * RADIANS;

/** Nearer to a pole longitudes lose their meaning; the pair is then judged as if it were here. */
const HIGHEST_COSINE_LATITUDE = 89;

/** West, south, east, north for each vessel, degrees; longitudes may reach beyond ±180. */
type Boxes = Float64Array;

/**
 * Every pair that will pass closer than `dcpaM` within `tcpaS`, both keeping course and speed. The same pairs as asking
 * {@link closestApproach} for all of them, without the quadratic cost: each vessel's way within `tcpaS`, widened by half of `dcpaM`,
 * is a box, and only vessels whose boxes touch are asked. `found` is called once per pair with indexes into `fleet`, in no
 * particular order. `mayMeet` leaves out pairs before anything is computed.
 */
export function findEncounters(
  fleet: readonly Motion[],
  limits: EncounterLimits,
  found: (a: number, b: number, approach: Approach) => void,
  mayMeet: (a: number, b: number) => boolean = () => true,
): void {
  if (fleet.length < 2) return;
  const boxes = sweptBoxes(fleet, limits);
  const tree = new Flatbush(fleet.length);
  for (let i = 0; i < fleet.length; i++)
    tree.add(boxes[4 * i]!, boxes[4 * i + 1]!, boxes[4 * i + 2]!, boxes[4 * i + 3]!);
  tree.finish();
  for (let a = 0; a < fleet.length; a++) {
    const seen = search(tree, boxes, a);
    for (const b of seen) {
      if (!isTurnOf(a, b, boxes) || !mayMeet(a, b)) continue;
      const approach = closestApproach(fleet[a]!, fleet[b]!);
      if (isEncounter(approach, limits)) found(a, b, approach);
    }
  }
}

/** A box that reaches over the antimeridian is looked up one turn further on each side as well. */
function search(tree: Flatbush, boxes: Boxes, index: number): Iterable<number> {
  const [west, south, east, north] = [
    boxes[4 * index]!,
    boxes[4 * index + 1]!,
    boxes[4 * index + 2]!,
    boxes[4 * index + 3]!,
  ];
  const near = tree.search(west, south, east, north);
  if (!crosses(index, boxes)) return near;
  const there = tree.search(west - 360, south, east - 360, north);
  const back = tree.search(west + 360, south, east + 360, north);
  return new Set([...near, ...there, ...back]);
}

const crosses = (index: number, boxes: Boxes): boolean => boxes[4 * index]! < -180 || boxes[4 * index + 2]! > 180;

/** So that each pair is asked once, by the side that surely sees the other: the one that crosses the antimeridian, else the first. */
function isTurnOf(a: number, b: number, boxes: Boxes): boolean {
  if (a === b) return false;
  const [aCrosses, bCrosses] = [crosses(a, boxes), crosses(b, boxes)];
  return aCrosses === bCrosses ? a < b : aCrosses;
}

/**
 * Boxes that surely touch when the pair comes close. A pair is judged in the plane at its mean latitude, so a metre east may be
 * more degrees than at the vessel's own latitude: boxes are stretched as far as the most poleward mean that can come about.
 */
function sweptBoxes(fleet: readonly Motion[], { dcpaM, tcpaS }: EncounterLimits): Boxes {
  let fastestMps = 0;
  for (const { eastMps, northMps } of fleet) fastestMps = Math.max(fastestMps, Math.hypot(eastMps, northMps));
  const reachDeg = (2 * fastestMps * tcpaS + dcpaM) / METERS_PER_DEGREE;
  const boxes = new Float64Array(4 * fleet.length);
  // Half of the distance on each side, and a hair more against rounding.
  const marginM = (dcpaM / 2) * (1 + 1e-9) + 1e-3;
  fleet.forEach(({ lon, lat, eastMps, northMps }, i) => {
    const mostPoleward = Math.min(HIGHEST_COSINE_LATITUDE, Math.abs(lat) + reachDeg / 2);
    const metersPerDegreeEast = METERS_PER_DEGREE * Math.cos(mostPoleward * RADIANS);
    const east = eastMps * tcpaS;
    const north = northMps * tcpaS;
    boxes[4 * i] = lon + (Math.min(0, east) - marginM) / metersPerDegreeEast;
    boxes[4 * i + 1] = lat + (Math.min(0, north) - marginM) / METERS_PER_DEGREE;
    boxes[4 * i + 2] = lon + (Math.max(0, east) + marginM) / metersPerDegreeEast;
    boxes[4 * i + 3] = lat + (Math.max(0, north) + marginM) / METERS_PER_DEGREE;
  });
  return boxes;
}
