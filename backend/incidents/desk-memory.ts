import type { Report } from '../../ingestion/observation.ts';
import type { StormMemory } from './correlation/storms.ts';

/** What the desk has heard besides alerts and still needs. Plain data: survives JSON. */
export interface DeskMemory {
  readonly warnings: StormMemory;
  readonly reports: readonly Report[];
}
