import type { SeaZone } from '../../city-model.ts';
import { harbourZones } from '../../harbour/harbour-zones.ts';

/** The waters and their rules as the harbour has them, with the same ids. */
export const buildSeaZones = (): SeaZone[] =>
  harbourZones.flatMap(({ id, name, kind, rings, speedLimitKn, speedLimitKnByClass }) => {
    if (kind === 'beach' || kind === 'closed_water' || kind === 'bathing_water' || kind === 'work_area') return [];
    return [
      {
        id,
        name,
        kind,
        rings: rings.map((ring) => ring.map(([lon, lat]) => [lon, lat] as const)),
        ...(speedLimitKn === undefined ? {} : { speedLimitKn }),
        ...(speedLimitKnByClass === undefined ? {} : { speedLimitKnByClass }),
      },
    ];
  });
