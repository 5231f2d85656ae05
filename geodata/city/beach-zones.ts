import { boundsOf } from '../model/geometry.ts';
import type { Zone } from '../model/zone.ts';
import type { Beach } from './city-model.ts';

/** A beach's parts as zones: the sand has the beach's own id. */
export const beachZoneIds = (beachId: string) =>
  ({ sand: beachId, bathing: `${beachId}-bathing`, closed: `${beachId}-closed` }) as const;

/** The sand and the waters of beaches, for whoever asks where somebody is. */
export function beachZones(beaches: readonly Beach[]): Zone[] {
  return beaches.flatMap(({ id, name, sand, bathingWater, closedWater }) => {
    const ids = beachZoneIds(id);
    const zone = (zoneId: string, kind: Zone['kind'], rings: Zone['rings'], zh: string, en: string): Zone => ({
      id: zoneId,
      name: { zh: `${name.zh}${zh}`, en: `${name.en}${en}` },
      kind,
      rings,
      bounds: boundsOf(rings),
    });
    return [
      zone(ids.sand, 'beach', sand, '', ''),
      ...(bathingWater ? [zone(ids.bathing, 'bathing_water', bathingWater, '浴场水域', ' bathing water')] : []),
      ...(closedWater ? [zone(ids.closed, 'closed_water', closedWater, '禁泳水域', ' closed water')] : []),
    ];
  });
}
