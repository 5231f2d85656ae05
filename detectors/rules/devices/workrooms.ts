import type { CityModel, CitySensor, Enterprise } from '../../../geodata/city/city-model.ts';

/** What people counters and cameras in enterprises look into. */
export interface Workrooms {
  readonly enterprises: ReadonlyMap<string, Enterprise>;
  /** By enterprise: in how many rooms people are counted. */
  readonly rooms: ReadonlyMap<string, number>;
}

const known = new WeakMap<CityModel, Workrooms>();

/** Gathered once for each city. */
export function workroomsOf(city: CityModel): Workrooms {
  const workrooms = known.get(city) ?? gather(city);
  known.set(city, workrooms);
  return workrooms;
}

function gather({ enterprises, sensors }: CityModel): Workrooms {
  const rooms = new Map<string, number>();
  for (const { kind, watches } of sensors)
    if (kind === 'crowd' && watches !== undefined) rooms.set(watches, (rooms.get(watches) ?? 0) + 1);
  return { enterprises: new Map(enterprises.map((enterprise) => [enterprise.id, enterprise])), rooms };
}

export const enterpriseOf = (city: CityModel, { watches = '' }: Pick<CitySensor, 'watches'>): Enterprise | undefined =>
  workroomsOf(city).enterprises.get(watches);
