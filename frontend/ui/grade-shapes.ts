import type { IncidentView } from '../feed/model.ts';

export type Grade = IncidentView['grade'];
/** How a mark stands: the five columns of the drawing standard. */
export type MarkState = 'new' | 'known' | 'shelved' | 'cleared' | 'silent';

/** Corners in a 24-unit square, clockwise. Grade is shape, numeral and colour together. */
export const SHAPES: Readonly<Record<Grade, string>> = {
  1: 'M8.1 2.5h7.8l5.6 5.6v7.8l-5.6 5.6H8.1l-5.6-5.6V8.1z',
  2: 'M12 2.2L22.6 20.8H1.4z',
  3: 'M12 1.2L22.8 12 12 22.8 1.2 12z',
  4: 'M12 2.2a9.8 9.8 0 1 1 0 19.6a9.8 9.8 0 1 1 0-19.6z',
};

export const NUMERALS: Readonly<Record<Grade, string>> = { 1: 'I', 2: 'II', 3: 'III', 4: 'IV' };

const SILENT_KINDS = new Set(['missing', 'stale', 'ais_silence']);

/** Whether what is wrong is that nothing is heard any more. */
export const isSilence = (kind: string): boolean => SILENT_KINDS.has(kind);

/** Silence hatches, clearing ticks, shelving dashes; a frame around it says that nobody has acknowledged it yet. */
export function markStateOf(
  incident: Pick<IncidentView, 'kind' | 'condition' | 'shelved' | 'acknowledged'>,
): MarkState {
  if (incident.shelved) return 'shelved';
  if (incident.condition === 'cleared') return 'cleared';
  if (isSilence(incident.kind)) return 'silent';
  return incident.acknowledged ? 'known' : 'new';
}
