import type { ScoredRun } from '../../scenarios/scoring.ts';
import { IsolatedWalk, type WalkOutcome, type WalkParts } from './isolated-walk.ts';
import { type PlayOptions, playStretch } from './play-stretch.ts';
import { scoredAlerts } from './scored-alerts.ts';
import type { Stretch } from './stretch.ts';

export interface ScoredStretch {
  readonly run: ScoredRun;
  readonly outcome: WalkOutcome;
}

const HOUR_MS = 3_600_000;

/**
 * Plays a stretch through the whole walk, then, when all is told, asks its author for the truth and puts both side by side.
 * @throws TypeError for a stretch whose truth nobody knows.
 */
export async function scoreStretch(
  parts: WalkParts,
  stretch: Stretch,
  options: Pick<PlayOptions, 'signal' | 'onProgress' | 'waiter'>,
): Promise<ScoredStretch> {
  if (!stretch.outcome) throw new TypeError('the truth of this stretch is not known');
  const outcome = await playStretch(new IsolatedWalk(parts), stretch, { ...options, speed: 'max' });
  const hours = (stretch.to - stretch.from) / HOUR_MS;
  return { run: { truth: stretch.outcome().truth, alerts: scoredAlerts(outcome), hours }, outcome };
}
