import { useCallback } from 'react';
import { type Features, useCityChoices } from '../../../feed/replays.ts';
import { type ChangeKind, fitsKind, LAYERS_OF } from './interventions.ts';

/** What a change of this kind can be made to, from the city. */
export function useChoices(kind: ChangeKind) {
  const fits = useCallback((properties: Features) => fitsKind(kind, properties), [kind]);
  return useCityChoices(LAYERS_OF[kind], fits);
}
