import type { LonLat } from '../../../geodata/model/geometry.ts';
import { distanceM } from '../../../geodata/model/geometry.ts';
import type { PlanePoint } from '../../../geodata/model/local-plane.ts';
import type { Bilingual } from '../../../geodata/model/text.ts';
import type { EventTime } from '../../../geodata/model/time.ts';
import type { Evidence, EvidenceProfile, EvidenceShape, ExposedAsset } from '../../finding.ts';
import { exposedNear, peoplePerM2 } from '../../risk/exposure/exposed-near.ts';
import { hazardChainOf } from './hazard-chains.ts';
import { apart, faceOf, type SiteDrive, type SitePoint, type Sites } from './sites.ts';
import { fitTrough, type Trough, troughAt, usualWidthM } from './trough-fit.ts';

/** The trough ends here: 2.5 i holds 99 % of its volume (Attewell & Woodman 1982 draw it to 3 i). */
const TROUGH_WIDTHS = 2.5;
/** Points this far along the drive from the one in question are on its section. Ours: one trough width. */
const SECTION_WIDTHS = 1;
/** Caves nearer than this are told of. Ours: GB 50307-2012 asks for the karst within a few diameters of the tunnel. */
const CAVE_REACH_M = 60;
/** Where no drive says how wide the trough is, in the depth of a pit. Ours: settlement behind a wall reaches two depths, Clough & O'Rourke (1990). */
const PIT_REACH_M = 50;
const MOST_EXPOSED = 30;
const CURVE_POINTS = 25;
const UNNAMED_ROAD: Bilingual = { zh: '道路', en: 'Road' };

const MEDIUM: Readonly<Record<string, Bilingual>> = {
  gas: { zh: '燃气管', en: 'Gas main' },
  water: { zh: '给水管', en: 'Water main' },
  power: { zh: '电力管线', en: 'Power line' },
  sewer: { zh: '污水管', en: 'Sewer' },
  storm: { zh: '雨水管', en: 'Storm drain' },
};

/** Metres, and the ring under the face. A type, so that it goes into evidence as parameters. */
type PointFigures = {
  readonly karstDistanceM?: number;
  readonly faceDistanceM?: number;
  readonly faceRing?: number;
};

/** What is told of a place over works: how far the face and the karst are, what the trough looks like, who stands above. */
export interface PointSurroundings extends Pick<Evidence, 'points' | 'shapes' | 'profile' | 'exposed' | 'hazardChain'> {
  readonly figures: PointFigures;
  readonly trough?: Trough;
  readonly peopleAtRisk: number;
}

/** @param settlementOf newest settlement of a point, millimetres, down positive. */
export function surroundingsOfPoint(
  sites: Sites,
  one: SitePoint,
  works: string,
  time: EventTime,
  settlementOf: (id: string) => number | undefined,
): PointSurroundings {
  const { city } = sites;
  const drive = sites.drives.find(({ drive: { id } }) => id === works) ?? nearestDrive(sites, one);
  const reachM = drive ? TROUGH_WIDTHS * usualWidthM(drive.drive) : PIT_REACH_M;
  const points: NonNullable<Evidence['points']>[number][] = [
    { label: { zh: one.point.name, en: one.point.name }, position: one.point.position },
  ];
  const figures: { -readonly [Name in keyof PointFigures]: number } = {};
  const cave = nearestCave(sites, one.point.position);
  if (cave) {
    figures.karstDistanceM = Math.round(cave.awayM);
    points.push({ label: { zh: `溶洞 ${cave.id}`, en: `Karst cave ${cave.id}` }, position: cave.position });
  }
  const over = drive && overDrive(sites, drive, one, reachM, time, settlementOf);
  if (over) {
    figures.faceDistanceM = Math.round(over.faceDistanceM);
    figures.faceRing = over.ring;
    points.push({ label: { zh: '掘进面（按计划）', en: 'Face (by plan)' }, position: over.face });
  }
  const source = city.riskSources.find(({ id }) => id === one.point.riskSourceId);
  return {
    figures,
    points,
    exposed: standingAbove(sites, one.point.position, reachM),
    peopleAtRisk: Math.round(peoplePerM2(city, one.point.position) * Math.PI * reachM ** 2),
    ...(source && { hazardChain: hazardChainOf(source) }),
    ...(over && { shapes: over.shapes }),
    ...(over?.trough && { trough: over.trough, profile: over.profile }),
  };
}

function nearestDrive({ drives }: Sites, { point, place }: SitePoint): SiteDrive | undefined {
  if (point.pitId !== undefined) return undefined;
  const named = drives.find(({ drive }) => drive.id === point.shieldId);
  if (named) return named;
  return drives
    .map((each) => ({ each, away: each.axis.project(place).acrossM }))
    .filter(({ each, away }) => away <= TROUGH_WIDTHS * usualWidthM(each.drive))
    .sort((a, b) => a.away - b.away)[0]?.each;
}

function nearestCave({ city: { karstCaves } }: Sites, at: LonLat) {
  let nearest: { id: string; position: LonLat; awayM: number } | undefined;
  for (const { id, position, filling } of karstCaves) {
    const awayM = distanceM(position, at);
    if (filling !== 'grouted' && awayM <= CAVE_REACH_M && awayM < (nearest?.awayM ?? Number.POSITIVE_INFINITY))
      nearest = { id, position, awayM };
  }
  return nearest;
}

function overDrive(
  sites: Sites,
  each: SiteDrive,
  { place }: SitePoint,
  reachM: number,
  time: EventTime,
  settlementOf: (id: string) => number | undefined,
) {
  const { drive, axis } = each;
  const { alongM } = axis.project(place);
  const face = faceOf(sites, each, time);
  const half = SECTION_WIDTHS * usualWidthM(drive);
  const measured = [...sites.points.values()].flatMap((other) => {
    if (other.point.kind !== 'settlement_point' || apart(other.place, place) > 3 * reachM) return [];
    const on = axis.project(other.place);
    const settlementMm = settlementOf(other.point.id);
    const isNear = Math.abs(on.alongM - alongM) <= half && on.acrossM <= 2 * reachM;
    return isNear && settlementMm !== undefined ? [{ acrossM: on.sideM, settlementMm, id: other.point.id }] : [];
  });
  const trough = fitTrough(measured, drive);
  return {
    face: face.position,
    faceDistanceM: apart(face.place, place),
    ring: Math.floor(face.alongM / drive.ringM),
    shapes: shapesOf(sites, each, alongM, face.alongM, reachM),
    ...(trough && { trough, profile: profileOf(trough, measured, reachM) }),
  };
}

/** The axis from well behind the point to well before the face, and the band of the trough along it. */
function shapesOf(
  { plane }: Sites,
  { axis, drive }: SiteDrive,
  alongM: number,
  faceM: number,
  reachM: number,
): EvidenceShape[] {
  const clamp = (m: number) => Math.min(axis.lengthM, Math.max(0, m));
  const [from, to] = [clamp(Math.min(alongM, faceM) - reachM), clamp(Math.max(alongM, faceM) + reachM)];
  const at = (m: number, side: number): LonLat => round(plane.toLonLat(axis.beside(m, side) as PlanePoint));
  const stations = Array.from({ length: 9 }, (_, n) => from + ((to - from) * n) / 8);
  const ring = [...stations.map((m) => at(m, reachM)), ...stations.reverse().map((m) => at(m, -reachM))];
  return [
    { label: drive.name, kind: 'line', positions: [...stations].reverse().map((m) => at(m, 0)) },
    {
      label: { zh: '沉降槽影响带', en: 'Band of the settlement trough' },
      kind: 'area',
      positions: [...ring, ring[0]!],
    },
  ];
}

const round = ([lon, lat]: LonLat): LonLat => [Number(lon.toFixed(6)), Number(lat.toFixed(6))];

function profileOf(
  trough: Trough,
  measured: readonly { readonly acrossM: number; readonly settlementMm: number; readonly id: string }[],
  reachM: number,
): EvidenceProfile {
  const { widthM, deepestMm, volumeLoss, residualMm } = trough;
  const figure = (zh: string, en: string, value: number, unit: string) => ({
    label: { zh, en },
    value: Number(value.toFixed(2)),
    unit,
  });
  return {
    x: { label: { zh: '距隧道轴线', en: 'Distance from the axis' }, unit: 'm' },
    y: { label: { zh: '沉降', en: 'Settlement' }, unit: 'mm' },
    measured: [...measured]
      .sort((a, b) => a.acrossM - b.acrossM)
      .map(({ acrossM, settlementMm, id }) => ({
        x: Number(acrossM.toFixed(1)),
        y: -settlementMm,
        thing: id as never,
      })),
    fitted: Array.from({ length: CURVE_POINTS }, (_, n) => {
      const x = reachM * ((2 * n) / (CURVE_POINTS - 1) - 1);
      return { x: Number(x.toFixed(1)), y: Number((-troughAt(trough, x)).toFixed(2)) };
    }),
    figures: [
      figure('地层损失率', 'Volume loss', 100 * volumeLoss, '%'),
      figure('沉降槽宽度 i', 'Trough width i', widthM, 'm'),
      figure('最大沉降', 'Largest settlement', deepestMm, 'mm'),
      figure('拟合残差', 'Residual of the fit', residualMm, 'mm'),
    ],
  };
}

/** Buildings and places above, and the roads and mains that cross, the nearest of each name or size; nearest first. */
function standingAbove({ city, plane }: Sites, at: LonLat, reachM: number): ExposedAsset[] {
  const lines = new Map<string, ExposedAsset>();
  const offer = (kind: 'main' | 'road', id: string, name: Bilingual, line: readonly LonLat[]): void => {
    const distanceM = Math.round(lineAwayM(line, at, plane));
    const key = `${kind}/${name.zh}`;
    if (distanceM <= reachM && distanceM < (lines.get(key)?.distanceM ?? Number.POSITIVE_INFINITY))
      lines.set(key, { kind, id, name, distanceM });
  };
  for (const { id, medium, line, diameterMm } of city.mains) {
    const [name, size] = [MEDIUM[medium]!, diameterMm === undefined ? '' : ` DN${diameterMm}`];
    offer('main', id, { zh: `${name.zh}${size}`, en: `${name.en}${size}` }, line);
  }
  for (const { id, name = UNNAMED_ROAD, line } of city.roads.edges) offer('road', id, name, line);
  return [...exposedNear(city, at, reachM).filter(({ kind }) => kind !== 'road'), ...lines.values()]
    .sort((a, b) => (a.distanceM ?? 0) - (b.distanceM ?? 0))
    .slice(0, MOST_EXPOSED);
}

/** Distance of a place from a line, legs included, metres. */
function lineAwayM(line: readonly LonLat[], at: LonLat, plane: Sites['plane']): number {
  const [x, y] = plane.toMetres(at);
  let least = Number.POSITIVE_INFINITY;
  let [ax, ay] = plane.toMetres(line[0]!);
  for (const corner of line) {
    const [bx, by] = plane.toMetres(corner);
    const [dx, dy] = [bx - ax, by - ay];
    const share = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
    least = Math.min(least, Math.hypot(x - ax - share * dx, y - ay - share * dy));
    [ax, ay] = [bx, by];
  }
  return least;
}
