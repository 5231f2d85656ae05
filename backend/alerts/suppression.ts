import type { Bilingual } from '../../geodata/model/text.ts';
import type { EventTime } from '../../geodata/model/time.ts';

/**
 * Why an alert asks nobody. `rule`: suppressed by design (ISA-18.2 state H); `maintenance`: out of service (state I); `diagnostic`: speaks of an instrument;
 * `first_out`: follows another alert that is shown; `chattering`, `fleeting`: comes and goes (ISA-18.2-2016 §3.1); `on_delay`: watched for a moment before it is shown, because
 * too many come at once.
 */
const SUPPRESSION_CAUSES = [
  'rule',
  'maintenance',
  'diagnostic',
  'first_out',
  'chattering',
  'fleeting',
  'on_delay',
] as const;
export type SuppressionCause = (typeof SUPPRESSION_CAUSES)[number];

/** In force over an alert, with all that somebody needs who asks why. */
export interface Suppression {
  readonly cause: SuppressionCause;
  readonly reason: Bilingual;
  /** Who answers for it; absent where the desk's own rules decided. */
  readonly owner?: string;
  /** The suppression rule or maintenance window. */
  readonly arrangement?: string;
  /** The alert that is shown in its place. */
  readonly leader?: string;
  /** When it is looked at again; absent: until something changes. */
  readonly until?: EventTime;
}

/** True when nothing changed that anybody would want to read of. */
export const isSameSuppression = (a: Suppression | undefined, b: Suppression | undefined): boolean =>
  a === b ||
  (a !== undefined &&
    b !== undefined &&
    a.cause === b.cause &&
    a.arrangement === b.arrangement &&
    a.leader === b.leader &&
    a.until === b.until);
