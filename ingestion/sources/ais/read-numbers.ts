import type { AisTotals } from './intake.ts';

const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((a, b) => a + b, 0);

/** The totals as `SourceStatus.read` has them: flat numbers. */
export const readNumbers = ({
  bytes,
  lines,
  sentences,
  messages,
  assumedTimes,
  other,
  rejected,
  unstored,
}: AisTotals) => ({
  bytes,
  lines,
  sentences,
  messages,
  assumedTimes,
  other: sum(other),
  rejected: sum(rejected),
  unstored: sum(unstored),
});
