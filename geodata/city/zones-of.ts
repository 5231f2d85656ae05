import { boundsOf, type PolygonRings } from '../model/geometry.ts';
import type { Bilingual } from '../model/text.ts';
import type { Zone, ZoneKind } from '../model/zone.ts';
import { beachZones } from './beach-zones.ts';
import type { CityModel } from './city-model.ts';

const zone = (id: string, name: Bilingual, kind: ZoneKind, rings: PolygonRings): Zone => ({
  id,
  name,
  kind,
  rings,
  bounds: boundsOf(rings),
});

/**
 * The zones of a city that rules know by name: its waters as they are, then each beach's sand (id of the beach), its closed water (`<beach>-closed`) and bathing water
 * (`<beach>-bathing`), then the sites of its works (id of the work area). Ids and order follow the city's.
 */
export function zonesOf({
  seaZones,
  beaches,
  workAreas,
}: Pick<CityModel, 'seaZones' | 'beaches' | 'workAreas'>): readonly Zone[] {
  return [
    ...seaZones.map(({ id, name, kind, rings, speedLimitKn, speedLimitKnByClass }) => ({
      ...zone(id, name, kind, rings),
      ...(speedLimitKn === undefined ? {} : { speedLimitKn }),
      ...(speedLimitKnByClass === undefined ? {} : { speedLimitKnByClass }),
    })),
    ...beachZones(beaches),
    ...workAreas.map(({ id, name, rings }) => zone(id, name, 'work_area', rings)),
  ];
}
