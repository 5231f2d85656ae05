import Flatbush from 'flatbush';
import type { CityModel, MonitoringPoint, Pit, ShieldDrive } from '../../../geodata/city/city-model.ts';
import type { LonLat } from '../../../geodata/model/geometry.ts';
import { type LocalPlane, localPlane, type PlanePoint } from '../../../geodata/model/local-plane.ts';
import type { EventTime } from '../../../geodata/model/time.ts';
import { type DriveAxis, driveAxis, faceAlongM } from './drive-axis.ts';

/** Points this near to one another feel the same ground, metres. Ours: ten trough widths of a tunnel twenty metres deep reach as far (O'Reilly & New 1982). */
export const NEIGHBOUR_M = 100;

export interface SitePoint {
  readonly point: MonitoringPoint;
  readonly place: PlanePoint;
  /** The drive or pit that it was set for; the work area where it names none. */
  readonly worksId: string;
  /** Others within {@link NEIGHBOUR_M}. */
  readonly near: readonly SitePoint[];
}

export interface SiteDrive {
  readonly drive: ShieldDrive;
  readonly axis: DriveAxis;
}

/** What the city says of its works below ground, on one plane. */
export interface Sites {
  readonly city: CityModel;
  readonly plane: LocalPlane;
  readonly points: ReadonlyMap<string, SitePoint>;
  /** Those that tell of the groundwater. */
  readonly wells: readonly SitePoint[];
  readonly drives: readonly SiteDrive[];
  readonly pits: readonly { readonly pit: Pit; readonly ring: readonly PlanePoint[] }[];
}

const built = new WeakMap<CityModel, Sites>();

/** Built once per city. */
export function sitesOf(city: CityModel): Sites {
  const known = built.get(city);
  if (known) return known;
  const plane = localPlane(city.centre);
  const points = placePoints(city, plane);
  const sites: Sites = {
    city,
    plane,
    points,
    wells: [...points.values()].filter(({ point: { kind } }) => kind === 'groundwater' || kind === 'pore_pressure'),
    drives: city.shieldDrives.map((drive) => ({ drive, axis: driveAxis(drive.axis.map((at) => plane.toMetres(at))) })),
    pits: city.pits.map((pit) => ({ pit, ring: (pit.rings[0] ?? []).map((at) => plane.toMetres(at)) })),
  };
  built.set(city, sites);
  return sites;
}

function placePoints({ monitoringPoints }: CityModel, plane: LocalPlane): ReadonlyMap<string, SitePoint> {
  if (monitoringPoints.length === 0) return new Map();
  const placed = monitoringPoints.map((point) => ({
    point,
    place: plane.toMetres(point.position),
    worksId: point.shieldId ?? point.pitId ?? point.workAreaId,
    near: [] as SitePoint[],
  }));
  const tree = new Flatbush(placed.length);
  for (const { place } of placed) tree.add(place[0], place[1], place[0], place[1]);
  tree.finish();
  placed.forEach((one, index) => {
    const [east, north] = one.place;
    const found = tree
      .search(east - NEIGHBOUR_M, north - NEIGHBOUR_M, east + NEIGHBOUR_M, north + NEIGHBOUR_M)
      .sort((a, b) => a - b);
    for (const other of found)
      if (other !== index && apart(placed[other]!.place, one.place) <= NEIGHBOUR_M) one.near.push(placed[other]!);
  });
  return new Map(placed.map((one) => [one.point.id, one]));
}

export const apart = (a: PlanePoint, b: PlanePoint): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

export interface Face {
  readonly alongM: number;
  readonly place: PlanePoint;
  readonly position: LonLat;
}

/** Where a shield's face stands by plan. */
export function faceOf({ plane, city }: Sites, { drive, axis }: SiteDrive, time: EventTime): Face {
  const alongM = Math.min(axis.lengthM, Math.max(0, faceAlongM(drive, time, city.timeZone)));
  const place = axis.placeAt(alongM);
  return { alongM, place, position: plane.toLonLat(place) };
}

/** The drive or pit that moves the ground at a place: the nearest face or pit within `reachM`. */
export function worksAt(sites: Sites, place: PlanePoint, reachM: number, time: EventTime): string | undefined {
  let nearest: { id: string; awayM: number } | undefined;
  const offer = (id: string, awayM: number): void => {
    if (awayM <= reachM && awayM < (nearest?.awayM ?? Number.POSITIVE_INFINITY)) nearest = { id, awayM };
  };
  for (const each of sites.drives) offer(each.drive.id, apart(faceOf(sites, each, time).place, place));
  for (const { pit, ring } of sites.pits) if (pit.excavatedM > 0) offer(pit.id, driveAxis(ring).project(place).acrossM);
  return nearest?.id;
}
