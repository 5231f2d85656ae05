import { type FloodBasin, pondVolumeM3 } from './plain-forecast.ts';

/** What is known of one level gauge. Plain data. */
export interface GaugeState {
  /** The last reading that was believed. */
  at: number | null;
  depthM: number;
  /** The believed one before it. */
  before: { readonly at: number; readonly depthM: number } | null;
  /** Readings in a row that were not believed, oldest first. */
  readonly doubted: { readonly at: number; readonly depthM: number }[];
}

export const newGauge = (): GaugeState => ({ at: null, depthM: 0, before: null, doubted: [] });

/** What the gauges for rain allow. */
export interface RainSeen {
  readonly wet: boolean;
  /** The hardest rain that may have fallen on the catchment, mm/h. */
  readonly mostMmPerH: number;
}

/** Waves, and the gauge's own noise, m. Ours. */
const WAVE_M = 0.05;
/** Doubted readings that agree lie within so much of each other, m, or rise and fall as water can. Ours. */
const SAME_M = 0.3;
/** Longest time over which a change is put down to rain, s. Ours: after that the gauge starts anew. */
const LONGEST_S = 3600;

/**
 * Takes a reading: believed when water can have come or gone so fast, else when `need` readings in a row agree among themselves. Returns whether the believed depth is new.
 */
export function take(
  state: GaugeState,
  reading: { readonly at: number; readonly depthM: number },
  basin: FloodBasin,
  rain: RainSeen,
  need: number,
): boolean {
  if (state.at !== null && reading.at <= state.at) return false;
  if (isPossible(state, reading, basin, rain)) return believe(state, reading);
  const last = state.doubted.at(-1);
  if (last && reading.at <= last.at) return false;
  if (last && Math.abs(last.depthM - reading.depthM) > SAME_M) state.doubted.length = 0;
  state.doubted.push(reading);
  return state.doubted.length >= need && believe(state, reading);
}

function believe(state: GaugeState, { at, depthM }: { readonly at: number; readonly depthM: number }): boolean {
  state.before = state.at === null ? null : { at: state.at, depthM: state.depthM };
  state.at = at;
  state.depthM = depthM;
  state.doubted.length = 0;
  return true;
}

function isPossible(
  { at, depthM: before }: GaugeState,
  reading: { readonly at: number; readonly depthM: number },
  basin: FloodBasin,
  rain: RainSeen,
): boolean {
  const { depthM } = reading;
  const seconds = Math.min(LONGEST_S, at === null ? LONGEST_S : (reading.at - at) / 1000);
  const volume = (depth: number): number => pondVolumeM3(depth, basin.pondM2);
  if (depthM > before + WAVE_M) {
    if (!rain.wet) return false;
    const mostM3 = basin.runoff * basin.areaM2 * (rain.mostMmPerH / 1000 / 3600) * seconds;
    return volume(depthM - WAVE_M) - volume(before) <= mostM3;
  }
  if (depthM >= before - WAVE_M) return true;
  // Twice what the drains can: mobile pumps help, and some of it runs on.
  return volume(before - WAVE_M) - volume(depthM) <= 2 * basin.drainM3s * seconds;
}
