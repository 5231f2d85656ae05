/** The stretch of event time that the lanes show, epoch ms. Pure arithmetic. */
export type Window = readonly [from: number, to: number];

/** Ours: closer than this, single messages would be told apart, which the lanes do not show. */
const SHORTEST_MS = 60_000;

/** Moved into `whole`, and never shorter than {@link SHORTEST_MS} nor longer than all of it. */
export function clampWindow([from, to]: Window, whole: Window): Window {
  const span = Math.min(whole[1] - whole[0], Math.max(SHORTEST_MS, to - from));
  const start = Math.min(Math.max(whole[0], from), whole[1] - span);
  return [start, start + span];
}

/** Closer (`factor` < 1) or wider around `at`, which keeps its place on the screen. */
export function zoomWindow([from, to]: Window, at: number, factor: number, whole: Window): Window {
  const span = Math.min(whole[1] - whole[0], Math.max(SHORTEST_MS, (to - from) * factor));
  const share = to === from ? 0 : (at - from) / (to - from);
  return clampWindow([at - share * span, at + (1 - share) * span], whole);
}

export const panWindow = ([from, to]: Window, byMs: number, whole: Window): Window =>
  clampWindow([from + byMs, to + byMs], whole);

/** Turned to the page that holds `time`, when it has left the window. */
export function followTime(window: Window, time: number, whole: Window): Window {
  const [from, to] = window;
  if (time >= from && time <= to) return window;
  const span = to - from;
  // A little of what was is kept in sight.
  return clampWindow([time - span * 0.1, time + span * 0.9], whole);
}
