/** Where a replay's clock stood, when this computer learnt it, and how fast it runs from there. */
export interface ClockAnchor {
  /** Event time, epoch ms. */
  readonly position: number;
  /** performance.now at which it stood there. */
  readonly at: number;
  /** Milliseconds of event time in one of this computer; 0 while paused. */
  readonly rate: number;
}

/** Where the clock stands at `now` (performance.now); it never runs beyond `end`. */
export const positionAt = ({ position, at, rate }: ClockAnchor, now: number, end: number): number =>
  rate === 0 ? position : Math.min(end, position + Math.max(0, now - at) * rate);

/**
 * The anchor after the server said where it stands. Small differences come from the way the answer took and are not followed while
 * it runs, or the cursor would tremble; while it stands, the server's word holds.
 */
export function heard(
  anchor: ClockAnchor,
  said: { readonly position: number; readonly rate: number },
  now: number,
  end: number,
): ClockAnchor {
  const ours = positionAt(anchor, now, end);
  const runs = said.rate > 0;
  const off = Math.abs(ours - said.position);
  if (runs && anchor.rate === said.rate && off <= TREMBLE_MS * Math.max(1, said.rate)) return anchor;
  return { position: said.position, at: now, rate: said.rate };
}

/** Ours: one and a half times the interval at which the server is asked. */
const TREMBLE_MS = 1500;

/** `1:56:40`, of any length of time; hours are not folded into days. Negative ones have a minus. */
export function durationText(durationMs: number): string {
  const seconds = Math.round(Math.abs(durationMs) / 1000);
  const two = (amount: number) => String(amount).padStart(2, '0');
  const text = `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return durationMs < 0 && seconds > 0 ? `−${text}` : text;
}
