import type { EvidenceSample } from '../../finding.ts';

/** What a rule remembers of one condition for its evidence, which may hold 60 samples; this keeps state small. Ours. */
const MOST_KEPT = 20;

/** Keeps the newest few, oldest first, in place. */
export function keepSample(samples: EvidenceSample[], sample: EvidenceSample): void {
  samples.push(sample);
  if (samples.length > MOST_KEPT) samples.shift();
}
