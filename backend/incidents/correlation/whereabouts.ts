import type { CityModel } from '../../../geodata/city/city-model.ts';
import { distanceM, type LonLat } from '../../../geodata/model/geometry.ts';
import type { ThingId } from '../../../geodata/model/ids.ts';
import type { Thing } from '../../../ingestion/thing.ts';
import type { Alert } from '../../alerts/alert.ts';

/** Where an alert is in the city, as far as the city knows. */
export interface Whereabouts {
  readonly at?: LonLat;
  /** The asset that it is about: its zone, or what its leading thing watches. */
  readonly asset?: string;
  /** Gas mains at that asset. */
  readonly mains: ReadonlySet<string>;
  /** The shield drive or the pit that its monitoring point belongs to. */
  readonly works?: string;
  /** The kind of the place where people gather. */
  readonly gathering?: string;
}

interface CityIndex {
  /** Of things: what they watch, and where they stand. */
  readonly watches: ReadonlyMap<string, string>;
  readonly positions: ReadonlyMap<string, LonLat>;
  readonly mainsOf: ReadonlyMap<string, ReadonlySet<string>>;
  readonly worksOf: ReadonlyMap<string, string>;
  readonly gatherings: ReadonlyMap<string, string>;
}

/** The city never changes while the desks work: it is looked through once. */
const indexes = new WeakMap<CityModel, CityIndex>();

function indexOf(city: CityModel): CityIndex {
  const known = indexes.get(city);
  if (known) return known;
  const { sensors, cameras, monitoringPoints, utilityNodes, enterprises, gatheringPlaces, lowPoints } = city;
  const watching = [...sensors, ...cameras];
  const placed: readonly { readonly id: string; readonly position: LonLat }[] = [
    ...watching,
    ...monitoringPoints,
    ...utilityNodes,
    ...enterprises,
    ...lowPoints,
  ];
  const index: CityIndex = {
    watches: new Map(watching.flatMap(({ id, watches }) => (watches === undefined ? [] : [[id, watches] as const]))),
    positions: new Map(placed.map(({ id, position }) => [id, position])),
    mainsOf: new Map(
      utilityNodes.flatMap(({ id, medium, mainIds }) => (medium === 'gas' ? [[id, new Set(mainIds)] as const] : [])),
    ),
    worksOf: new Map(
      monitoringPoints.flatMap(({ id, shieldId, pitId }) => {
        const works = shieldId ?? pitId;
        return works === undefined ? [] : [[id, works] as const];
      }),
    ),
    gatherings: new Map(gatheringPlaces.map(({ id, kind }) => [id, kind])),
  };
  indexes.set(city, index);
  return index;
}

const NO_MAINS: ReadonlySet<string> = new Set();

/** Finds where alerts are. */
export function locating(city: CityModel, thing: (id: ThingId) => Thing | undefined): (alert: Alert) => Whereabouts {
  const index = indexOf(city);
  const standing = (id: ThingId): LonLat | undefined => {
    const { lon, lat } = thing(id) ?? {};
    return lon === undefined || lat === undefined ? index.positions.get(id) : [lon, lat];
  };
  return ({ things: [lead], zone, position }) => {
    const asset = zone ?? index.watches.get(lead);
    const at = position ?? standing(lead) ?? (asset === undefined ? undefined : index.positions.get(asset));
    const works = index.worksOf.get(lead);
    const gathering = asset === undefined ? undefined : index.gatherings.get(asset);
    const watched = index.watches.get(lead) ?? asset;
    return {
      mains: (watched === undefined ? undefined : index.mainsOf.get(watched)) ?? NO_MAINS,
      ...(at && { at }),
      ...(asset !== undefined && { asset }),
      ...(works !== undefined && { works }),
      ...(gathering !== undefined && { gathering }),
    };
  };
}

/** Metres between two; infinite where either is nowhere. */
export const apartM = (a: Whereabouts, b: Whereabouts): number =>
  a.at && b.at ? distanceM(a.at, b.at) : Number.POSITIVE_INFINITY;
