import type { CityModel } from '../../../geodata/city/city-model.ts';
import { distanceM, type LonLat } from '../../../geodata/model/geometry.ts';
import type { AlertDetail } from '../../api/contract.ts';
import { type NoticeLocale, WORDS } from '../wording.ts';
import { area, type Drawing, INK, line, type Mark, type Spot, text } from './drawing.ts';
import { type MapFrame, mapFrame } from './map-frame.ts';
import { groundMarks } from './map-ground.ts';

const WIDTH = 440;
const HEIGHT = 228;
const SHAPE = '#3f6fb5';
const MAIN_COLORS: Readonly<Record<string, string>> = {
  gas: '#a8741a',
  water: '#2b6ea3',
  power: '#7a3f8a',
  sewer: '#6b5b4b',
  storm: '#4b7a7a',
};
/** Ours: the longest of 1, 2 and 5 that takes at most this much of the width. */
const SCALE_BAR_PT = 90;
const NAME_ROADS = 4;
/** Ours. */
const WIDE = 2;

const reachM = (from: LonLat, positions: readonly LonLat[]): number =>
  Math.max(0, ...positions.map((position) => distanceM(from, position)));

/** The surroundings of an alert from the city model: what stands above and around, its own shapes, the nearest `most` assets in harm's way by number, north and scale. */
export function mapFigure(
  city: CityModel,
  alert: AlertDetail,
  most: number,
  locale: NoticeLocale,
): Drawing | undefined {
  const { position, evidence, grade, family } = alert;
  if (!position) return undefined;
  const exposed = (evidence.exposed ?? []).slice(0, most).map((each, index) => ({ ...each, number: index + 1 }));
  const placed = exposed.flatMap((each) => (each.position ? [each.position] : []));
  const shapes = evidence.shapes ?? [];
  const areas = shapes.filter(({ kind }) => kind === 'area').flatMap(({ positions }) => positions);
  // A catchment or a beach may be far larger than what is in harm's way: that decides then.
  const worth =
    placed.length > 0 && reachM(position, areas) > WIDE * reachM(position, placed) ? placed : [...placed, ...areas];
  const frame = mapFrame(position, family === 'vessel' ? tracksOf(alert) : worth, WIDTH, HEIGHT);
  const at = (each: LonLat): Spot => frame.at(each);
  const ids = new Set(exposed.flatMap(({ id }) => id ?? []));
  const below = family === 'underground';
  return {
    width: WIDTH,
    height: HEIGHT,
    marks: [
      ...groundMarks(city, frame),
      ...exposedBuildings(city, frame, ids),
      ...mainMarks(city, frame, ids),
      ...(below ? worksMarks(city, frame) : []),
      ...shapes.map(({ kind, positions }) =>
        kind === 'area'
          ? area([positions.map(at)], '#6ea8fe', { color: SHAPE, width: 0.8, dash: [4, 2.5] }, 0.22)
          : line(positions.map(at), { color: SHAPE, width: 1.3 }),
      ),
      ...shapes.flatMap(({ kind, positions }) =>
        kind === 'area' ? [line(positions.map(at), { color: SHAPE, width: 0.8, dash: [4, 2.5] })] : [],
      ),
      ...roadNames(city, frame, locale),
      ...tracks(alert, at),
      ...exposed.flatMap(({ position: own, number }) => (own ? numbered(at(own), number) : [])),
      ...subject(at(position), INK.grade[grade]),
      ...furniture(frame, locale),
    ],
  };
}

const tracksOf = ({ evidence }: AlertDetail): LonLat[] => [
  ...evidence.samples.flatMap(({ position }) => (position ? [position] : [])),
  ...(evidence.points ?? []).map(({ position }) => position),
];

function tracks({ evidence, family }: AlertDetail, at: (position: LonLat) => Spot): Mark[] {
  if (family !== 'vessel') return [];
  const own = evidence.samples.flatMap(({ position }) => (position ? [at(position)] : []));
  return [
    ...(own.length > 1 ? [line(own, { color: INK.text, width: 1 })] : []),
    ...(evidence.points ?? []).map(
      ({ position }): Mark => ({
        kind: 'circle',
        at: at(position),
        radius: 2.4,
        fill: INK.paper,
        stroke: { color: INK.text, width: 0.9 },
      }),
    ),
  ];
}

const exposedBuildings = (city: CityModel, frame: MapFrame, ids: ReadonlySet<string>): Mark[] =>
  city.buildings.flatMap(({ id, ring }) =>
    ids.has(id) && frame.reaches(ring)
      ? [area([ring.map((position) => frame.at(position))], '#cfc5b4', { color: '#6f6552', width: 0.8 })]
      : [],
  );

/** Mains in harm's way, in the usual colours of their media. */
const mainMarks = (city: CityModel, frame: MapFrame, ids: ReadonlySet<string>): Mark[] =>
  city.mains.flatMap(({ id, line: course, medium }) =>
    ids.has(id) && frame.reaches(course)
      ? [
          line(
            course.map((position) => frame.at(position)),
            {
              color: MAIN_COLORS[medium] ?? INK.soft,
              width: 1.4,
              dash: [6, 2],
            },
          ),
        ]
      : [],
  );

/** What is being built below: drives at their true width, pits, caves that are known. */
const worksMarks = (city: CityModel, frame: MapFrame): Mark[] => [
  ...city.shieldDrives.flatMap(({ axis, diameterM }) =>
    frame.reaches(axis)
      ? [
          line(
            axis.map((position) => frame.at(position)),
            { color: '#b9bfc6', width: diameterM / frame.metresPerPoint },
          ),
          line(
            axis.map((position) => frame.at(position)),
            { color: INK.soft, width: 0.6, dash: [8, 2, 1.5, 2] },
          ),
        ]
      : [],
  ),
  ...city.pits.flatMap(({ rings }) =>
    frame.reaches(rings[0] ?? [])
      ? [
          area(
            rings.map((ring) => ring.map((position) => frame.at(position))),
            '#e2d9c8',
            { color: INK.soft, width: 0.8 },
          ),
        ]
      : [],
  ),
  ...city.karstCaves.flatMap(({ position, radiusM }): Mark[] =>
    frame.reaches([position])
      ? [
          {
            kind: 'circle',
            at: frame.at(position),
            radius: Math.max(2.5, radiusM / frame.metresPerPoint),
            fill: INK.paper,
            stroke: { color: INK.text, width: 0.8, dash: [2, 1.5] },
          },
        ]
      : [],
  ),
];

/** The few largest roads by name, each once, where it passes nearest to the middle. */
function roadNames(city: CityModel, frame: MapFrame, locale: NoticeLocale): Mark[] {
  const RANK = ['motorway', 'trunk', 'primary', 'secondary', 'tertiary'];
  const named = new Map<string, { readonly spot: Spot; readonly rank: number; readonly off: number }>();
  for (const edge of city.roads.edges) {
    const rank = RANK.indexOf(edge.class);
    if (!edge.name || rank < 0 || edge.structure === 'tunnel' || !frame.reaches(edge.line)) continue;
    const name = locale === 'en' ? edge.name.en : edge.name.zh;
    for (const position of edge.line) {
      const spot = frame.at(position);
      const off = Math.hypot(spot[0] - frame.width / 2, spot[1] - frame.height / 2);
      const inside = spot[0] > 40 && spot[0] < frame.width - 60 && spot[1] > 20 && spot[1] < frame.height - 30;
      // The middle belongs to what the notice is about.
      if (inside && off > 45 && off < (named.get(name)?.off ?? Number.POSITIVE_INFINITY))
        named.set(name, { spot, rank, off });
    }
  }
  return [...named]
    .sort(([, a], [, b]) => a.rank - b.rank || a.off - b.off)
    .slice(0, NAME_ROADS)
    .map(([name, { spot }]) => text(spot, name, { size: 7.5, anchor: 'middle', halo: INK.paper }));
}

const numbered = (at: Spot, number: number): Mark[] => [
  { kind: 'circle', at, radius: 5.6, fill: INK.paper, stroke: { color: INK.text, width: 0.8 } },
  text([at[0], at[1] + 2.4], String(number), { size: 7, color: INK.text, anchor: 'middle' }),
];

const subject = (at: Spot, color: string): Mark[] => [
  { kind: 'circle', at, radius: 7, stroke: { color, width: 1.4 } },
  { kind: 'circle', at, radius: 3, fill: color },
];

function furniture({ width, height, metresPerPoint }: MapFrame, locale: NoticeLocale): Mark[] {
  const most = SCALE_BAR_PT * metresPerPoint;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = power * ([5, 2, 1].find((factor) => factor * power <= most) ?? 1);
  const bar = metres / metresPerPoint;
  const y = height - 12;
  const label = metres >= 1000 ? `${metres / 1000} km` : `${metres} m`;
  const x = width - 20;
  return [
    line(
      [
        [12, y - 3],
        [12, y],
        [12 + bar, y],
        [12 + bar, y - 3],
      ],
      { color: INK.text, width: 0.9 },
    ),
    text([12 + bar / 2, y - 4], label, { anchor: 'middle', color: INK.text, halo: INK.paper }),
    area(
      [
        [
          [x, 12],
          [x + 5, 27],
          [x, 23.5],
          [x - 5, 27],
        ],
      ],
      INK.text,
    ),
    text([x, 37], locale === 'en' ? WORDS.north.en : WORDS.north.zh, {
      anchor: 'middle',
      color: INK.text,
      halo: INK.paper,
    }),
    line(
      [
        [0, 0],
        [width, 0],
        [width, height],
        [0, height],
        [0, 0],
      ],
      { color: INK.soft, width: 1 },
    ),
  ];
}
