import type { Input } from '../../../detectors/detector.ts';
import type { World } from '../detection.ts';

/** A stretch of messages in which a detector has something to find, and in which it ends. In order of time. */
export interface Occasion {
  readonly world: World;
  readonly messages: readonly Input[];
}
