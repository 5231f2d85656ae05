import type { GatheringPlace, LandArea, PlaceLabel } from '../city-model.ts';
import { km } from '../harbour/frame.ts';
import type { Landmark } from './landmarks.ts';
import { lonLatOf } from './plane.ts';
import { PEAKS } from './relief.ts';
import { SETTLEMENTS } from './settlement-plan.ts';

/** Hills that the harbour's chart names already. */
const CHARTED = new Set(['pengyu', 'fengguan']);
/** Towns that a chart of the whole city names. */
const SEATS = new Set(['meichuan', 'yuncheng', 'landong', 'nanyu', 'fuan-centre', 'xingang']);
const CHARTED_PLACES = new Set(['wanghai', 'dongchong', 'lng', 'port', 'baisha', 'xiaolu']);

const settlementLabels = (): PlaceLabel[] =>
  SETTLEMENTS.filter(({ id }) => !CHARTED_PLACES.has(id)).map(({ id, name, kind, eastKm, northKm }) => ({
    id: `label-place-${id}`,
    kind: kind === 'village' || kind === 'resort' ? ('village' as const) : ('town' as const),
    name,
    rank: SEATS.has(id) ? 2 : 3,
    position: lonLatOf(km([eastKm, northKm])),
  }));

const hillLabels = (): PlaceLabel[] =>
  PEAKS.filter(([id]) => !CHARTED.has(id)).map(([id, zh, en, east, north, heightM]) => ({
    id: `label-hill-${id}`,
    kind: 'hill',
    name: { zh: `${zh} ${heightM} m`, en: `${en} ${heightM} m` },
    rank: heightM > 400 ? 2 : 3,
    position: lonLatOf(km([east, north])),
  }));

/** Bays and capes of the outer coast, which the harbour's chart leaves out. Kilometres. */
const SHORES: readonly (readonly [
  slug: string,
  kind: 'bay' | 'cape',
  zh: string,
  en: string,
  eastKm: number,
  northKm: number,
])[] = [
  ['guanhu', 'bay', '官湖湾', 'Guanhu Bay', 12.4, -1.5],
  ['jinsha', 'bay', '金沙湾', 'Jinsha Bay', 19.6, 0.6],
  ['xichong', 'bay', '西涌湾', 'Xichong Bay', -13.6, -13.4],
  ['shatou', 'bay', '沙头湾', 'Shatou Bay', 4.3, 1.4],
  ['dongchong', 'bay', '东涌湾', 'Dongchong Bay', -7.7, -8.4],
];

const centreOf = (ring: LandArea['rings'][number]): readonly [number, number] => {
  const open = ring.slice(1);
  const mean = (axis: 0 | 1) =>
    Math.round((open.reduce((sum, point) => sum + point[axis], 0) / open.length) * 1e6) / 1e6;
  return [mean(0), mean(1)];
};

const landLabels = (land: readonly LandArea[]): PlaceLabel[] =>
  land.flatMap(({ id, kind, name, rings }) =>
    name && (kind === 'park' || kind === 'reservoir')
      ? [{ id: `label-${id}`, kind: 'park' as const, name, rank: 3 as const, position: centreOf(rings[0]!) }]
      : [],
  );

const LABELLED: Partial<Record<GatheringPlace['kind'], PlaceLabel['kind']>> = {
  station: 'station',
  school: 'school',
  scenic: 'park',
};

const gatheringLabels = (places: readonly GatheringPlace[]): PlaceLabel[] =>
  places.flatMap(({ id, kind, name, label }) => {
    const labelled = LABELLED[kind];
    return labelled ? [{ id: `label-${id}`, kind: labelled, name, rank: 3 as const, position: label }] : [];
  });

/** What the land's part of the map says: towns and villages, hills, bays, parks and reservoirs, stations, schools, hospitals. */
export const buildLabels = (
  land: readonly LandArea[],
  places: readonly GatheringPlace[],
  landmarks: readonly Landmark[],
): PlaceLabel[] => [
  ...settlementLabels(),
  ...hillLabels(),
  ...SHORES.map(([slug, kind, zh, en, east, north]) => ({
    id: `label-shore-${slug}`,
    kind,
    name: { zh, en },
    rank: 2 as const,
    position: lonLatOf(km([east, north])),
  })),
  ...landLabels(land),
  ...gatheringLabels(places),
  ...landmarks
    .filter(({ use }) => use === 'hospital')
    .map(({ slug, name, box }) => ({
      id: `label-${slug}`,
      kind: 'hospital' as const,
      name,
      rank: 3 as const,
      position: lonLatOf(box.centre),
    })),
];
