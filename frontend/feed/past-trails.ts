import type { TrackPoint } from '../../backend/api/contract.ts';
import type { View } from '../../backend/push/protocol.ts';
import { getJson } from './rest.ts';

/** As long as wakes are drawn. */
const PAST_MS = 10 * 60_000;
/** Most that the server gives at once. */
const MOST_POINTS = 10_000;

/**
 * Where the things in a view were in the last ten minutes, so that wakes are there when the console opens. By id, as
 * `lon, lat, time` triples, oldest first. Doubtful positions are left out.
 */
export async function fetchPastTrails(
  root: string,
  view: View,
  now: number,
): Promise<ReadonlyMap<string, Float64Array<ArrayBuffer>>> {
  const times = `from=${encodeURIComponent(new Date(now - PAST_MS).toISOString())}&to=${encodeURIComponent(new Date(now).toISOString())}`;
  const path = `${root}/tracks?bbox=${view.bounds.map((side) => side.toFixed(4)).join(',')}&${times}&limit=${MOST_POINTS}`;
  const { items } = await getJson<{ readonly items: readonly TrackPoint[] }>(path);
  const triples = new Map<string, number[]>();
  for (const { thing, lon, lat, time, quality } of items) {
    if (quality !== 'good') continue;
    const points = triples.get(thing);
    if (points) points.push(lon, lat, Date.parse(time));
    else triples.set(thing, [lon, lat, Date.parse(time)]);
  }
  return new Map([...triples].map(([thing, points]) => [thing, Float64Array.from(points)]));
}
