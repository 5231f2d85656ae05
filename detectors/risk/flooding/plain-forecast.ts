/**
 * The plain forecast of the water at a low point: what a trained model must beat on held-out data before it is used instead.
 *
 * Rational method (Kuichling 1889, "The relation between the rainfall and the discharge of sewers in populous districts", Trans. ASCE 20): what runs off is C·i·A. It passes through
 * one linear reservoir (Zoch 1934; Nash 1957) of the catchment's lag into a pond whose area grows with its depth, V = A₁·d²/2 with A₁ the area at 1 m, from which drains and pumps take what they can.
 * Rain to come is the present rain, fading: extrapolation of convective rain holds for tens of minutes (Germann and Zawadzki 2002, Mon. Wea. Rev. 130).
 * What the drains really take is read off the last rise or fall; where that is not known they are taken to work.
 */

export interface FloodBasin {
  /** Of the catchment, m2. */
  readonly areaM2: number;
  /** Share of the rain that runs off, 0–1. */
  readonly runoff: number;
  /** Area of the pond at 1 m depth, m2. */
  readonly pondM2: number;
  /** What drains and pumps take when they work, m3/s. */
  readonly drainM3s: number;
}

export interface FloodHistory {
  /** Rain over the catchment in equal bins up to now, newest last, mm each. */
  readonly rainMm: readonly number[];
  readonly binS: number;
  /** Depth now, m. */
  readonly depthM: number;
  /** Depth at an earlier reading, where there is one. */
  readonly before?: { readonly depthM: number; readonly secondsAgo: number };
  /** Earlier readings, oldest first; the plain method makes do without. */
  readonly earlier?: readonly { readonly depthM: number; readonly secondsAgo: number }[];
}

/** Depth so many seconds from now, m: expected, and with half and one and a half times the rain. */
export interface FloodPoint {
  readonly inS: number;
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** Concentration of a steep small catchment is minutes, of a square kilometre half an hour. Ours, after Ventura's formula as handbooks have it (t = 0.127 √(A/i), h and km²), a quarter of it for drained streets. */
export const lagS = (areaM2: number): number => Math.max(300, 1800 * Math.sqrt(areaM2 / 1e6));

export const pondVolumeM3 = (depthM: number, pondM2: number): number => (pondM2 * Math.max(0, depthM) ** 2) / 2;
const depthOf = (volumeM3: number, pondM2: number): number => Math.sqrt((2 * Math.max(0, volumeM3)) / pondM2);

/** Rain fades by half in so many seconds. Ours: the life of a cell is 20–60 minutes. */
const HALF_LIFE_S = 1800;
const HORIZON_S = 3600;
const STEP_S = 60;
const TELL_EVERY_S = 300;
/** Share of the expected rain and of the drains, on the low and the high side. Ours: what gauges kilometres apart leave open; nominal, not calibrated. */
const SIDES = { median: 1, low: 0.5, high: 1.5 } as const;
export const COVERAGE = 0.8;

/** Depths of the coming hour, every 5 minutes. */
export function plainForecast(basin: FloodBasin, history: FloodHistory): FloodPoint[] {
  const drainM3s = drainedM3s(basin, history);
  const [median, low, high] = [SIDES.median, SIDES.low, SIDES.high].map((share) =>
    depths(basin, history, drainM3s, share),
  );
  return median!.map((depth, index) => ({
    inS: (index + 1) * TELL_EVERY_S,
    median: depth,
    low: Math.min(depth, low![index]!),
    high: Math.max(depth, high![index]!),
  }));
}

/** When the expected depth reaches a limit, seconds from now: 0 when it stands there already, `undefined` when not within the hour. Between points, linear. */
export function reachesInS(points: readonly FloodPoint[], depthM: number, limitM: number): number | undefined {
  if (depthM >= limitM) return 0;
  let before = { inS: 0, median: depthM };
  for (const point of points) {
    if (point.median >= limitM) {
      const share = (limitM - before.median) / (point.median - before.median);
      return Math.round(before.inS + share * (point.inS - before.inS));
    }
    before = point;
  }
  return undefined;
}

/** On its way to the pond, m3: what each bin brought, less what the reservoir has let go since. */
function onItsWayM3({ areaM2, runoff }: FloodBasin, { rainMm, binS }: FloodHistory): number {
  const lag = lagS(areaM2);
  return rainMm.reduce((stored, mm) => stored * Math.exp(-binS / lag) + (mm / 1000) * runoff * areaM2, 0);
}

/** What the drains took between the two readings: what must have come less what stayed, between nothing and all they can. */
function drainedM3s(basin: FloodBasin, history: FloodHistory): number {
  const { before, depthM } = history;
  if (!before || before.secondsAgo <= 0 || before.depthM <= 0) return basin.drainM3s;
  const stayed = pondVolumeM3(depthM, basin.pondM2) - pondVolumeM3(before.depthM, basin.pondM2);
  const came = onItsWayM3(basin, history) / lagS(basin.areaM2);
  return Math.min(basin.drainM3s, Math.max(0, came - stayed / before.secondsAgo));
}

function depths(basin: FloodBasin, history: FloodHistory, drainM3s: number, share: number): number[] {
  const { areaM2, runoff, pondM2 } = basin;
  const nowMps = (history.rainMm.at(-1) ?? 0) / 1000 / history.binS;
  const release = 1 - Math.exp(-STEP_S / lagS(areaM2));
  let routed = onItsWayM3(basin, history) * share;
  let pond = pondVolumeM3(history.depthM, pondM2);
  const told: number[] = [];
  for (let inS = STEP_S; inS <= HORIZON_S; inS += STEP_S) {
    routed += nowMps * share * 0.5 ** (inS / HALF_LIFE_S) * STEP_S * runoff * areaM2;
    const released = routed * release;
    routed -= released;
    pond = Math.max(0, pond + released - drainM3s * STEP_S);
    if (inS % TELL_EVERY_S === 0) told.push(depthOf(pond, pondM2));
  }
  return told;
}
