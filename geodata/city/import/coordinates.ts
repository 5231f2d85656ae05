import gcoordModule from 'gcoord';
import type { LonLat } from '../../model/geometry.ts';
import type { COORDINATE_SYSTEMS } from '../city-model.ts';

/** Its types speak of an ES module, its file is CommonJS: what is imported is what they call its default. */
const gcoord = gcoordModule as unknown as typeof gcoordModule.default;

export type CoordinateSystem = (typeof COORDINATE_SYSTEMS)[number];

/** CGCS2000 and WGS-84 differ by centimetres (GB 22021-2008), far below what any asset list is surveyed to: taken as it is. */
const SYSTEMS = { 'GCJ-02': gcoord.GCJ02, 'BD-09': gcoord.BD09 } as const;

/** A position of a declared coordinate system in WGS-84, degrees, to 1e-7°. */
export function toWgs84([lon, lat]: LonLat, from: CoordinateSystem): LonLat {
  if (from === 'WGS-84' || from === 'CGCS2000') return [lon, lat];
  const [east, north] = gcoord.transform([lon, lat], SYSTEMS[from], gcoord.WGS84);
  return [round(east), round(north)];
}

const round = (degrees: number) => Math.round(degrees * 1e7) / 1e7;
