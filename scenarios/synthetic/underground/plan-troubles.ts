import type { CityModel, Pit } from '../../../geodata/city/city-model.ts';
import { hashNoise } from '../../../geodata/city/seeded-random.ts';
import type { LocalPlane, PlanePoint } from '../../../geodata/model/local-plane.ts';
import { type EventTime, eventTime } from '../../../geodata/model/time.ts';
import type { Setting } from '../world/world.ts';
import { GroundTrouble } from './ground-trouble.ts';
import type { UndergroundScript, UndergroundTrouble } from './script.ts';
import type { Shield } from './shield.ts';

const HOUR_MS = 3_600_000;
/** Sizes unless the script says otherwise. Ours, of the order of reported collapses: a karst void takes some ten to a hundred cubic metres, over-excavation a few rings' surplus. */
const KARST = { lostM3: 60, inflowM3s: 0.03, stopsAfterH: 2.5 } as const;
const OVER_EXCAVATION = { lostM3: 18, stopsAfterH: 4 } as const;
const WALL_LEAK = { lostM3: 30, inflowM3s: 0.008, sealedAfterH: 4 } as const;
/** How much farther a cave may be for three more monitoring points near the face. Ours. */
const UNWATCHED_PENALTY_M = 500;
const WATCHED_POINTS = 3;
const WATCHED_WITHIN_M = 40;
/** Of the likeliest so many, the seed picks one. */
const CANDIDATES = 3;

/** Makes a script's troubles concrete. One that finds no shield or pit to happen to is left out. */
export function planTroubles(
  script: UndergroundScript | undefined,
  { city, seed, start }: Setting,
  plane: LocalPlane,
  shields: readonly Shield[],
): GroundTrouble[] {
  return (script?.troubles ?? []).flatMap((trouble, index) => {
    const startsAt = eventTime(start + trouble.atH * HOUR_MS);
    const pick = hashNoise(seed, 7001 + index);
    const made =
      trouble.kind === 'wall_leak'
        ? atPit(trouble, startsAt, choosePit(city, trouble.pit, pick), plane)
        : atFace(trouble, startsAt, chooseShield(trouble, startsAt, { city, plane, shields, pick }));
    return made ? [made] : [];
  });
}

function atFace(
  trouble: Exclude<UndergroundTrouble, { kind: 'wall_leak' }>,
  startsAt: EventTime,
  shield: Shield | undefined,
): GroundTrouble | undefined {
  if (!shield) return undefined;
  const sizes = trouble.kind === 'karst_void' ? KARST : { ...OVER_EXCAVATION, inflowM3s: 0 };
  shield.stop(eventTime(startsAt + (trouble.stopsAfterH ?? sizes.stopsAfterH) * HOUR_MS));
  const faceM = shield.faceM(startsAt);
  return new GroundTrouble({
    id: `${trouble.kind}-${shield.drive.id}`,
    kind: trouble.kind,
    cause: trouble.cause ?? `${trouble.kind}:${shield.drive.id}`,
    at: shield.placeAt(faceM),
    position: shield.lonLatAt(faceM),
    depthM: shield.drive.depthM,
    assetId: shield.drive.id,
    startMs: startsAt,
    lostM3: trouble.lostM3 ?? sizes.lostM3,
    inflowM3s: trouble.kind === 'karst_void' ? (trouble.inflowM3s ?? sizes.inflowM3s) : 0,
    stoppedMs: () => shield.stoppedAt,
  });
}

function atPit(
  trouble: Extract<UndergroundTrouble, { kind: 'wall_leak' }>,
  startsAt: EventTime,
  pit: Pit | undefined,
  plane: LocalPlane,
): GroundTrouble | undefined {
  if (!pit) return undefined;
  const ring = pit.rings[0]!;
  const [a, b] = [ring[0]!, ring[1]!];
  const position = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2] as const;
  const stoppedMs = startsAt + (trouble.sealedAfterH ?? WALL_LEAK.sealedAfterH) * HOUR_MS;
  return new GroundTrouble({
    id: `${trouble.kind}-${pit.id}`,
    kind: trouble.kind,
    cause: trouble.cause ?? `${trouble.kind}:${pit.id}`,
    at: plane.toMetres(position),
    position,
    depthM: Math.max(8, pit.excavatedM),
    assetId: pit.id,
    startMs: startsAt,
    lostM3: trouble.lostM3 ?? WALL_LEAK.lostM3,
    inflowM3s: trouble.inflowM3s ?? WALL_LEAK.inflowM3s,
    stoppedMs: () => stoppedMs,
  });
}

interface ShieldChoice {
  readonly city: CityModel;
  readonly plane: LocalPlane;
  readonly shields: readonly Shield[];
  /** 0–1. */
  readonly pick: number;
}

/** The named one; else one that is driving, watched, and (for a void) near a cave. */
function chooseShield(
  trouble: Exclude<UndergroundTrouble, { kind: 'wall_leak' }>,
  startsAt: EventTime,
  { city, plane, shields, pick }: ShieldChoice,
): Shield | undefined {
  if (trouble.shield !== undefined) return shields.find(({ drive }) => drive.id === trouble.shield);
  const points = city.monitoringPoints
    .filter(({ kind }) => kind === 'settlement_point')
    .map(({ position }) => plane.toMetres(position));
  const caves = city.karstCaves
    .filter(({ filling }) => filling !== 'grouted')
    .map(({ position }) => plane.toMetres(position));
  const ranked = shields
    .filter((shield) => shield.isDriving(startsAt))
    .map((shield) => {
      const face = shield.placeAt(shield.faceM(startsAt));
      const watched = points.filter((point) => apart(point, face) < WATCHED_WITHIN_M).length;
      const caveM = trouble.kind === 'karst_void' ? Math.min(5000, ...caves.map((cave) => apart(cave, face))) : 0;
      return { shield, cost: caveM + UNWATCHED_PENALTY_M * Math.max(0, WATCHED_POINTS - watched) };
    })
    .sort((a, b) => a.cost - b.cost || (a.shield.drive.id < b.shield.drive.id ? -1 : 1));
  return ranked[Math.floor(pick * Math.min(CANDIDATES, ranked.length))]?.shield;
}

/** The named one; else one that is being dug. */
function choosePit(city: CityModel, named: string | undefined, pick: number): Pit | undefined {
  if (named !== undefined) return city.pits.find(({ id }) => id === named);
  const watched = new Set(city.monitoringPoints.map(({ pitId }) => pitId));
  const open = city.pits.filter(({ id, excavatedM }) => excavatedM > 0 && watched.has(id));
  return open[Math.floor(pick * open.length)];
}

const apart = (a: PlanePoint, b: PlanePoint): number => Math.hypot(a[0] - b[0], a[1] - b[1]);
