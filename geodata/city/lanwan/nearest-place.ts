import type { Bilingual } from '../../model/text.ts';
import { km, type Metres } from '../harbour/frame.ts';
import { betweenM } from './plane.ts';
import { SETTLEMENTS } from './settlement-plan.ts';

/** The town or village that a place is named after. */
export function nearestPlace(point: Metres): Bilingual {
  let [best, name] = [Number.POSITIVE_INFINITY, SETTLEMENTS[0]!.name];
  for (const settlement of SETTLEMENTS) {
    const away = betweenM(point, km([settlement.eastKm, settlement.northKm]));
    if (away < best) [best, name] = [away, settlement.name];
  }
  return name;
}
