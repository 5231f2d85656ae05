import type { EvidenceSample } from '../../finding.ts';

/** Evidence keeps at most this many samples (see `Evidence`). */
export const MOST_SAMPLES = 60;

/** What a rule remembers for its evidence: the newest few, oldest first, in place. */
export function keepSample(samples: EvidenceSample[], sample: EvidenceSample, most = 20): void {
  samples.push(sample);
  if (samples.length > most) samples.splice(0, samples.length - most);
}
