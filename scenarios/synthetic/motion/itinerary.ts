import type { Metres } from '../../../geodata/city/harbour/frame.ts';
import type { NavigationStatus } from '../../../ingestion/observation.ts';
import type { Passage } from './passage.ts';

export const DAY_MS = 86_400_000;

/** Where a hull is and what it does at one moment. */
export interface Motion {
  readonly at: Metres;
  readonly speedMps: number;
  readonly courseDeg: number;
  readonly headingDeg: number;
  /** Positive to starboard. */
  readonly turnDegPerMin: number;
  readonly status: NavigationStatus;
}

/** One thing a hull does for a while. Times are milliseconds since the day's start; an end beyond the day runs on into the next. */
export interface Activity {
  readonly startMs: number;
  readonly endMs: number;
  /** Made fast or at anchor: nothing changes that a report every three minutes would miss. */
  readonly still: boolean;
  /** Where it holds by, for one that lies at anchor. */
  readonly anchor?: Metres;
  /** @param ms since the day's start, within `[startMs, endMs]`. */
  motion(ms: number): Motion;
}

export interface UnderWay {
  readonly status?: NavigationStatus;
  /** The bow points here whatever the course: a hull that is pushed, not steered. */
  readonly headingDeg?: number;
}

export function sailing(startMs: number, passage: Passage, { status = 0, headingDeg }: UnderWay = {}): Activity {
  return {
    startMs,
    endMs: startMs + passage.durationMs,
    still: false,
    motion(ms) {
      const { alongM, speedMps } = passage.at(ms - startMs);
      const { at, courseDeg, bendDegPerM } = passage.path.at(alongM);
      return {
        at,
        speedMps,
        courseDeg,
        headingDeg: headingDeg ?? courseDeg,
        turnDegPerMin: headingDeg === undefined ? bendDegPerM * speedMps * 60 : 0,
        status,
      };
    },
  };
}

export const lying = (
  startMs: number,
  endMs: number,
  at: Metres,
  headingDeg: number,
  status: NavigationStatus,
): Activity => ({
  startMs,
  endMs,
  still: status === 1 || status === 5,
  motion: () => ({ at, speedMps: 0, courseDeg: headingDeg, headingDeg, turnDegPerMin: 0, status }),
});

/** The tide turns every six hours here, not every 6.21 (half of the M2 period), so that a day can follow itself without a step. */
const TIDE_MS = DAY_MS / 2;
/** A ship settles on its cable, and shortens it before it leaves, within this time. */
const SETTLE_MS = 12 * 60_000;
/** Widest angle of the swing to either side of the mean stream, radians. */
const SWING_RAD = 1.35;

/** Swinging around the anchor with the tide; `phase` 0–1 makes neighbours differ a little, as they do. */
export function swinging(
  startMs: number,
  endMs: number,
  anchor: Metres,
  cableM: number,
  meanDeg: number,
  phase: number,
): Activity {
  const forever = endMs - startMs >= DAY_MS;
  const stern = (ms: number): { at: Metres; headingDeg: number } => {
    const tide = (2 * Math.PI * ms) / TIDE_MS + phase * 0.6;
    const yaw = 0.07 * Math.sin((2 * Math.PI * ms) / (DAY_MS / 180) + phase * 6);
    const away = (meanDeg * Math.PI) / 180 + SWING_RAD * Math.sin(tide) + yaw;
    const settled = forever ? 1 : Math.max(0, Math.min(1, (ms - startMs) / SETTLE_MS, (endMs - ms) / SETTLE_MS));
    return {
      at: [anchor[0] + Math.sin(away) * cableM * settled, anchor[1] + Math.cos(away) * cableM * settled],
      headingDeg: ((away * 180) / Math.PI + 540) % 360,
    };
  };
  return {
    startMs,
    endMs,
    still: true,
    anchor,
    motion(ms) {
      const [before, now] = [stern(ms - 5000), stern(ms)];
      const [dx, dy] = [now.at[0] - before.at[0], now.at[1] - before.at[1]];
      const turned = ((now.headingDeg - before.headingDeg + 540) % 360) - 180;
      return {
        at: now.at,
        speedMps: Math.hypot(dx, dy) / 5,
        courseDeg: ((Math.atan2(dx, dy) * 180) / Math.PI + 360) % 360,
        headingDeg: now.headingDeg,
        turnDegPerMin: turned * 12,
        status: 1,
      };
    },
  };
}

/** Where an escort keeps, in its lead's own frame. */
export interface Station {
  readonly aheadM: number;
  readonly starboardM: number;
}

/** Keeping station on another hull: at `far` to begin with, closing to `near` over the first `closingMs`. */
export function escorting(
  startMs: number,
  endMs: number,
  lead: Activity,
  stations: { readonly far: Station; readonly near: Station; readonly closingMs: number },
): Activity {
  const { far, near, closingMs } = stations;
  return {
    startMs,
    endMs,
    still: false,
    motion(ms) {
      const motion = lead.motion(ms);
      const share = closingMs === 0 ? 1 : Math.min(1, (ms - startMs) / closingMs);
      const aheadM = far.aheadM + (near.aheadM - far.aheadM) * share;
      const starboardM = far.starboardM + (near.starboardM - far.starboardM) * share;
      return { ...motion, at: abeam(motion, { aheadM, starboardM }), status: 0 };
    },
  };
}

/** The place at `station` beside a hull. */
export function abeam({ at, headingDeg }: Pick<Motion, 'at' | 'headingDeg'>, { aheadM, starboardM }: Station): Metres {
  const bow = (headingDeg * Math.PI) / 180;
  return [
    at[0] + Math.sin(bow) * aheadM + Math.cos(bow) * starboardM,
    at[1] + Math.cos(bow) * aheadM - Math.sin(bow) * starboardM,
  ];
}

/** Activities that follow each other without a gap. */
export interface Itinerary {
  readonly activities: readonly Activity[];
  /** What it is about then, and that moment in the activity's own count. @param ms since the day's start; any number. */
  at(ms: number): { readonly activity: Activity; readonly ms: number };
}

const indexAt = (activities: readonly Activity[], ms: number): number => {
  let [low, high] = [0, activities.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (activities[middle]!.startMs <= ms) low = middle;
    else high = middle - 1;
  }
  return low;
};

/** Activities that follow each other once. @param activities in order of start, without gaps; the first began before the day, the last goes on. */
export const createVoyage = (activities: readonly Activity[]): Itinerary => ({
  activities,
  at: (ms) => ({ activity: activities[indexAt(activities, ms)]!, ms }),
});

/** @param activities in order of start, without gaps; the last ends where the first starts, a day later. */
export function createItinerary(activities: readonly Activity[]): Itinerary {
  const firstMs = activities[0]!.startMs;
  return {
    activities,
    at(ms) {
      const time = firstMs + ((((ms - firstMs) % DAY_MS) + DAY_MS) % DAY_MS);
      return { activity: activities[indexAt(activities, time)]!, ms: time };
    },
  };
}
