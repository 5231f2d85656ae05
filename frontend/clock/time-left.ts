/** How a deadline stands, for the ring beside an incident. */
export interface TimeLeft {
  /** Whole minutes, rounded up while some are left; negative once overdue: whole minutes that have passed, at least one. */
  readonly minutes: number;
  /** Share of the allowed time that is left, 0–1. */
  readonly share: number;
  /** `pressing` below a third left (the drawing standard). */
  readonly mood: 'calm' | 'pressing' | 'overdue';
}

const MINUTE = 60_000;

/** `undefined` without a deadline: no ring is drawn, rather than one that says nothing. */
export function timeLeft(from: number, due: number | undefined, now: number): TimeLeft | undefined {
  if (due === undefined) return undefined;
  const left = due - now;
  if (left < 0) return { minutes: Math.min(-1, Math.ceil(left / MINUTE)), share: 0, mood: 'overdue' };
  const allowed = due - from;
  const share = allowed > 0 ? Math.min(1, left / allowed) : 0;
  return { minutes: Math.ceil(left / MINUTE), share, mood: share < 1 / 3 ? 'pressing' : 'calm' };
}

/** Two or three characters that fit into the ring: `14`, `1h`, `+3`. */
export function ringText({ minutes }: TimeLeft): string {
  const amount = Math.abs(minutes);
  const text =
    amount < 60 ? `${amount}` : amount < 24 * 60 ? `${Math.floor(amount / 60)}h` : `${Math.floor(amount / 1440)}d`;
  return minutes < 0 ? `+${text}` : text;
}
