import type { AlertDetail } from '../../feed/model.ts';

/** Measures of how long something lasted or how high the sun stands; their samples are the positions' speeds. */
const OTHER_THAN_SAMPLES = new Set(['s', 'deg']);

/** Whether an alert's samples and its limit are of one quantity, and may share an axis. */
export const samplesAreMeasured = ({ measure }: Pick<AlertDetail, 'measure'>): boolean =>
  measure !== undefined && !OTHER_THAN_SAMPLES.has(measure.unit);

/** The unit of an alert's samples; empty where it cannot be known. */
export function sampleUnit(alert: Pick<AlertDetail, 'measure' | 'things'>): string {
  if (samplesAreMeasured(alert)) return alert.measure?.unit ?? '';
  return alert.things[0]?.kind === 'vessel' ? 'kn' : '';
}
