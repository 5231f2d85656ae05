import type { MonitoringPoint, RiskSource } from '../../city-model.ts';
import { type Metres, toMetres } from '../../harbour/frame.ts';
import { betweenM, lonLatOf } from '../plane.ts';
import {
  BUILDING,
  type Control,
  convergence,
  GROUNDWATER,
  SURFACE_BY_PIT,
  strutForce,
  surfaceOverTunnel,
  wallDisplacement,
} from './control-values.ts';
import type { Drive, Metro, Section, StationSite } from './metro.ts';
import { beside, shifted } from './path.ts';

/**
 * Codes as they are painted on site, item, kind of thing, and how often it is read, seconds. Automatic stations near works read surface points every 10–30 minutes and the
 * rest every half or full hour; ours, denser than the daily rounds that GB 50911-2013 asks for at least.
 */
const ITEMS = {
  DBC: { item: '地表沉降', kind: 'settlement_point', intervalS: 1800 },
  JGC: { item: '建筑物沉降', kind: 'settlement_point', intervalS: 3600 },
  GJJ: { item: '收敛', kind: 'convergence', intervalS: 3600 },
  DSW: { item: '地下水位', kind: 'groundwater', intervalS: 1800 },
  ZCL: { item: '轴力', kind: 'axial_force', intervalS: 1800 },
  ZQT: { item: '墙体水平位移', kind: 'inclinometer', intervalS: 3600 },
} as const;
type Code = keyof typeof ITEMS;

/** Round the face points are read more often. */
const FACE_INTERVAL_S = 600;
/** Offsets of a cross-section from the line's middle: over both axes, between and beyond them, into the trough's flanks. */
const CROSS_SECTION_M = [-28, -14, -7, 0, 7, 14, 28];
/** Chainage of cross-sections and of single points over a drive's axis, metres ahead of the leading face. */
const CROSS_SECTIONS_AHEAD_M = [-30, 30, 90];
const OVER_AXIS_AHEAD_M = { from: -120, to: 330, every: 30 };
/** Where along a drive buildings matter most: a little ahead of its face, metres. */
const FACE_LEAD_M = 60;
const RINGS_BEHIND_FACE = [6, 16, 36, 76, 136];

/** How a point is placed: below ground, and what it belongs to. */
type Belongs = Partial<Pick<MonitoringPoint, 'shieldId' | 'pitId' | 'depthM' | 'intervalS'>>;

class Points {
  readonly all: MonitoringPoint[] = [];
  readonly #counts = new Map<string, number>();

  add(site: Section | StationSite, code: Code, at: Metres, control: Control, belongs: Belongs): void {
    const series = `${code}-${site.plan.code}`;
    const number = (this.#counts.get(series) ?? 0) + 1;
    this.#counts.set(series, number);
    const name = `${series}-${String(number).padStart(3, '0')}`;
    const { item, kind, intervalS } = ITEMS[code];
    this.all.push({
      id: name.toLowerCase(),
      name,
      item,
      kind,
      workAreaId: site.area.id,
      position: lonLatOf(at),
      depthM: 0,
      controlCumulative: control.cumulative,
      ...(control.ratePerDay === undefined ? {} : { controlRatePerDay: control.ratePerDay }),
      intervalS,
      ...belongs,
    });
  }
}

const within = (path: Section['path'], chainage: number): number => Math.min(path.lengthM - 5, Math.max(5, chainage));

function overTunnels(points: Points, site: Section): void {
  const control = surfaceOverTunnel(site.karst);
  const lead = site.drives[0]!;
  for (const ahead of CROSS_SECTIONS_AHEAD_M) {
    const chainage = within(site.path, lead.faceM + ahead);
    for (const aside of CROSS_SECTION_M) {
      const shieldId = site.drives[aside >= 0 ? 0 : 1]!.shield.id;
      points.add(site, 'DBC', beside(site.path, chainage, aside), control, { shieldId, intervalS: FACE_INTERVAL_S });
    }
  }
  for (const drive of site.drives) overAxis(points, site, drive, control);
}

function overAxis(points: Points, site: Section, drive: Drive, control: Control): void {
  const { from, to, every } = OVER_AXIS_AHEAD_M;
  for (let ahead = from; ahead < to; ahead += every) {
    // Staggered against the cross-sections, so that no two points stand on one spot.
    const chainage = drive.faceM + ahead + every / 2;
    if (chainage < 5 || chainage > drive.path.lengthM - 5) continue;
    points.add(site, 'DBC', beside(drive.path, chainage, 0), control, { shieldId: drive.shield.id });
  }
  for (const behind of RINGS_BEHIND_FACE) {
    const ring = drive.shield.ring - behind;
    if (ring < 2) continue;
    points.add(site, 'GJJ', beside(drive.path, ring * drive.shield.ringM, 0), convergence(drive.shield.diameterM), {
      shieldId: drive.shield.id,
      depthM: drive.shield.depthM,
    });
  }
}

/** Buildings that a trough could reach: of those along a section the ones nearest to the leading face, of those round a pit the nearest. */
function onBuildings(points: Points, site: Section | StationSite, footings: readonly Metres[], most: number): void {
  const lead = site.kind === 'section' ? site.drives[0]! : undefined;
  const face = lead && beside(lead.path, lead.faceM + FACE_LEAD_M, 0);
  const nearest = face ? [...footings].sort((a, b) => betweenM(a, face) - betweenM(b, face)) : footings;
  const belongs: Belongs = site.kind === 'section' ? { shieldId: site.drives[0]!.shield.id } : { pitId: site.pit.id };
  for (const at of nearest.slice(0, most)) points.add(site, 'JGC', at, BUILDING, belongs);
}

function wellsAlong(points: Points, site: Section): void {
  const lead = site.drives[0]!;
  for (const [ahead, aside] of [
    [-60, 16],
    [20, -16],
    [80, 16],
    [200, -16],
  ] as const)
    points.add(site, 'DSW', beside(site.path, within(site.path, lead.faceM + ahead), aside), GROUNDWATER, {
      shieldId: lead.shield.id,
      depthM: site.plan.depthM,
    });
}

/** Along a pit's walls `outM` outside them, `count` in all, evenly round. */
function aroundPit(site: StationSite, outM: number, count: number, phase = 0): Metres[] {
  const ring = site.pit.rings[0]!.map(toMetres);
  const lengths = ring.slice(1).map((b, i) => Math.hypot(b[0] - ring[i]![0], b[1] - ring[i]![1]));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  return Array.from({ length: count }, (_, index) => {
    let rest = (((index + 0.5 + phase) % count) / count) * total;
    let side = 0;
    while (side < lengths.length - 1 && rest > lengths[side]!) rest -= lengths[side++]!;
    const [a, b] = [ring[side]!, ring[side + 1]!];
    const direction: Metres = [(b[0] - a[0]) / lengths[side]!, (b[1] - a[1]) / lengths[side]!];
    // Rings run counterclockwise: outside is on the right.
    return shifted(a, direction, rest, -outM);
  });
}

function roundPit(points: Points, site: StationSite): void {
  const { pit } = site;
  const pitId = pit.id;
  for (const at of aroundPit(site, 3, 10)) points.add(site, 'DBC', at, SURFACE_BY_PIT, { pitId });
  for (const at of aroundPit(site, 12, 6, 0.3)) points.add(site, 'DBC', at, SURFACE_BY_PIT, { pitId });
  for (const at of aroundPit(site, 0.5, 8)) points.add(site, 'ZQT', at, wallDisplacement(pit.depthM), { pitId });
  for (const at of aroundPit(site, 5, 5, 0.4)) points.add(site, 'DSW', at, GROUNDWATER, { pitId, depthM: pit.depthM });
  for (const [level, depthM] of [1.5, 7, 12.5].entries())
    for (const ahead of [-66, -22, 22, 66]) {
      if (depthM > pit.excavatedM) continue;
      points.add(site, 'ZCL', shifted(site.centre, site.direction, ahead, 0), strutForce(level), { pitId, depthM });
    }
}

/**
 * Every point that measures the works. Surface points over tunnels stand in cross-sections round the leading face and over the axes ahead of and behind it; convergence is read in
 * rings that stand; round pits there are surface points, wall inclinometers, wells and strut forces. Controls are those of `control-values.ts`.
 * @param footings where buildings near a site stand, nearest first
 */
export function buildMonitoring(
  metro: Metro,
  footings: (site: Section | StationSite) => readonly Metres[],
): MonitoringPoint[] {
  const points = new Points();
  for (const site of metro.sites) {
    if (site.kind === 'section') {
      overTunnels(points, site);
      onBuildings(points, site, footings(site), 8);
      wellsAlong(points, site);
    } else {
      roundPit(points, site);
      onBuildings(points, site, footings(site), 6);
    }
  }
  return points.all;
}

/** Ties each point to the risk source of its site that it stands nearest to. */
export function tiedToRisks(points: readonly MonitoringPoint[], risks: readonly RiskSource[]): MonitoringPoint[] {
  const bySite = new Map<string, { readonly id: string; readonly at: Metres }[]>();
  for (const { id, workAreaId, position } of risks) {
    const there = bySite.get(workAreaId);
    const risk = { id, at: toMetres(position) };
    if (there) there.push(risk);
    else bySite.set(workAreaId, [risk]);
  }
  return points.map((point) => {
    const at = toMetres(point.position);
    const nearest = (bySite.get(point.workAreaId) ?? []).reduce<{ id: string; offM: number } | undefined>(
      (best, risk) => {
        const offM = betweenM(risk.at, at);
        return best === undefined || offM < best.offM ? { id: risk.id, offM } : best;
      },
      undefined,
    );
    return nearest ? { ...point, riskSourceId: nearest.id } : point;
  });
}
