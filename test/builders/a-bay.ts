import { type CityModel, cityModel } from '../../geodata/city/city-model.ts';
import { harbourZones } from '../../geodata/city/harbour/harbour-zones.ts';
import { lanwanBeaches } from '../../geodata/city/lanwan/assets/beaches.ts';
import { buildSeaZones } from '../../geodata/city/lanwan/assets/sea-zones.ts';
import type { LonLat } from '../../geodata/model/geometry.ts';

const around = ([lon, lat]: LonLat, degrees: number): LonLat[][] => [
  [
    [lon - degrees, lat - degrees],
    [lon + degrees, lat - degrees],
    [lon + degrees, lat + degrees],
    [lon - degrees, lat + degrees],
    [lon - degrees, lat - degrees],
  ],
];

const BAISHA = 'beach-baisha';

/** Lanwan's beaches and waters, without the city behind them; every beach has cameras that see all of it, Baisha two counters, the LNG berth a camera. */
export function aBay(changes: Partial<CityModel> = {}): CityModel {
  const beaches = lanwanBeaches();
  const camera = (id: string, position: LonLat, degrees: number, watches: string) => ({
    id,
    name: id,
    position,
    heightM: 12,
    headingDeg: 90,
    fieldOfViewDeg: 90,
    footprint: around(position, degrees),
    watches,
  });
  const lng = harbourZones.find(({ id }) => id === 'lng-terminal')!;
  const baisha = beaches.find(({ id }) => id === BAISHA)!;
  return {
    ...cityModel.parse({
      version: 1,
      id: 'bay',
      name: { zh: '澜湾', en: 'Lanwan bay' },
      timeZone: 'Asia/Shanghai',
      bounds: [114.3, 22.2, 114.8, 22.6],
      centre: [114.5, 22.43],
      provenance: { source: 'generated', seed: 1 },
      roads: {},
      beaches,
      seaZones: buildSeaZones(),
      cameras: [
        ...beaches.flatMap(({ id, waterLine }) => [
          camera(`${id}-tower`, waterLine[Math.floor(waterLine.length / 2)]!, 0.02, id),
        ]),
        camera(`${BAISHA}-south`, baisha.waterLine[10]!, 0.004, BAISHA),
        camera('lng-eye', lng.rings[0]![0]!, 0.02, lng.id),
      ],
      sensors: ['north', 'south'].map((end, index) => ({
        id: `counter-${end}`,
        kind: 'crowd',
        name: `counter ${end}`,
        position: baisha.exits[index]!,
        intervalS: 60,
        watches: BAISHA,
      })),
    }),
    ...changes,
  };
}
