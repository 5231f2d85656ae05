import Flatbush from 'flatbush';
import type { CityModel } from '../../../geodata/city/city-model.ts';
import { boundsOf, type LonLat, polygonContains } from '../../../geodata/model/geometry.ts';
import type { Bilingual } from '../../../geodata/model/text.ts';

/** How people call the place where they are: by street, road or something that everybody knows. */
export interface PlaceNames {
  /** @param share 0–1 chooses the way of saying it. */
  zh(at: LonLat, share: number): string;
  en(at: LonLat, share: number): string;
}

interface Around {
  readonly street?: Bilingual;
  readonly road?: Bilingual;
  readonly known?: Bilingual;
}

const SAID_ZH: readonly ((around: Required<Around>) => string)[] = [
  ({ street, road }) => short(street.zh) + road.zh,
  ({ road, known }) => `${road.zh}靠近${known.zh}`,
  ({ known }) => `${known.zh}旁边`,
  ({ known }) => `${known.zh}对面`,
  ({ road }) => `${road.zh}这边`,
  ({ street, known }) => `${known.zh.startsWith(short(street.zh)) ? '' : short(street.zh)}${known.zh}附近`,
  ({ known, road }) => `${known.zh}出来${road.zh}那个路口`,
  ({ street, road }) => `${street.zh}${road.zh}中段`,
];
const SAID_EN: readonly ((around: Required<Around>) => string)[] = [
  ({ road, known }) => `${road.en} near ${known.en}`,
  ({ known }) => known.en,
  ({ street, road }) => `${road.en}, ${street.en}`,
];

const short = (street: string): string => street.replace(/街道$/, '');

export function createPlaceNames(city: CityModel): PlaceNames {
  const streets = city.streets.map(({ name, rings }) => ({ name, rings, bounds: boundsOf(rings) }));
  const roads = nearestNamed(
    city.roads.edges.flatMap(({ name, line }) => (name ? [{ name, at: line[line.length >> 1]! }] : [])),
  );
  const known = nearestNamed([
    ...city.gatheringPlaces.map(({ name, label }) => ({ name, at: label })),
    ...city.metroStations.map(({ name, position }) => ({ name: station(name), at: position })),
    ...city.labels.filter(({ kind }) => KNOWN_LABELS.has(kind)).map(({ name, position }) => ({ name, at: position })),
  ]);
  const around = (at: LonLat): Required<Around> => {
    const street = streets.find(
      ({ bounds, rings }) =>
        at[0] >= bounds[0] &&
        at[0] <= bounds[2] &&
        at[1] >= bounds[1] &&
        at[1] <= bounds[3] &&
        polygonContains(rings, at),
    )?.name;
    const road = roads(at);
    const place = known(at);
    const otherwise = street ?? road ?? place ?? city.name;
    return { street: street ?? otherwise, road: road ?? otherwise, known: place ?? road ?? otherwise };
  };
  const say = (ways: typeof SAID_ZH) => (at: LonLat, share: number) =>
    ways[Math.floor(share * ways.length)]!(around(at));
  return { zh: say(SAID_ZH), en: say(SAID_EN) };
}

const KNOWN_LABELS: ReadonlySet<string> = new Set(['town', 'village', 'park', 'hospital', 'school', 'pier', 'beach']);

const station = ({ zh, en }: Bilingual): Bilingual => ({
  zh: zh.endsWith('站') ? zh : `${zh}地铁站`,
  en: /station/i.test(en) ? en : `${en} station`,
});

function nearestNamed(places: readonly { readonly name: Bilingual; readonly at: LonLat }[]) {
  if (places.length === 0) return () => undefined;
  const index = new Flatbush(places.length);
  for (const { at } of places) index.add(at[0], at[1], at[0], at[1]);
  index.finish();
  return (at: LonLat): Bilingual | undefined => places[index.neighbors(at[0], at[1], 1)[0] ?? -1]?.name;
}
