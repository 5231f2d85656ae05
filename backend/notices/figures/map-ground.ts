import type { CityModel } from '../../../geodata/city/city-model.ts';
import type { PolygonRings } from '../../../geodata/model/geometry.ts';
import { area, line, type Mark, type Stroke } from './drawing.ts';
import type { MapFrame } from './map-frame.ts';

/** Tints that stay apart in greyscale and leave the foreground its room. */
const TINT = {
  sea: '#eaf1f5',
  land: '#fbfaf7',
  green: '#edf2ea',
  industry: '#f3f2f0',
  water: '#d5e5ee',
  sand: '#f3ead2',
  building: '#e4e4e1',
  buildingEdge: '#c9c9c5',
  road: '#ffffff',
  roadEdge: '#cfd3d6',
} as const;

const GREEN = new Set(['park', 'forest']);
const WIDTH_M: Readonly<Record<string, number>> = {
  motorway: 24,
  trunk: 22,
  primary: 18,
  secondary: 14,
  tertiary: 11,
  residential: 8,
  service: 5,
  track: 3,
};
/** Ours: beyond this scale houses are dust and the smallest roads a web. */
const COARSE_M_PER_PT = 6;

/** The city itself, pale: sea, land, water, sand, roads and houses within the frame. */
export function groundMarks(city: CityModel, frame: MapFrame): Mark[] {
  const inFrame = (rings: PolygonRings): boolean => frame.reaches(rings[0] ?? []);
  const onPaper = (rings: PolygonRings) => rings.map((ring) => ring.map((position) => frame.at(position)));
  const flat = (rings: PolygonRings, fill: string, edge?: Stroke): Mark[] =>
    inFrame(rings) ? [area(onPaper(rings), fill, edge)] : [];
  const coarse = frame.metresPerPoint > COARSE_M_PER_PT;
  const roads = city.roads.edges.filter(
    (edge) => frame.reaches(edge.line) && edge.structure !== 'tunnel' && !(coarse && (WIDTH_M[edge.class] ?? 0) < 10),
  );
  const roadWidth = (kind: string): number => Math.max(0.8, (WIDTH_M[kind] ?? 6) / frame.metresPerPoint);
  return [
    ...(city.land.length > 0
      ? [
          area(
            [
              [
                [0, 0],
                [frame.width, 0],
                [frame.width, frame.height],
                [0, frame.height],
              ],
            ],
            TINT.sea,
          ),
        ]
      : []),
    ...city.land.flatMap(({ kind, rings }) =>
      flat(
        rings,
        kind === 'reservoir'
          ? TINT.water
          : GREEN.has(kind)
            ? TINT.green
            : kind === 'industrial'
              ? TINT.industry
              : TINT.land,
      ),
    ),
    ...city.beaches.flatMap(({ sand }) => flat(sand, TINT.sand)),
    ...city.rivers.flatMap(({ line: course, widthM, kind }) =>
      kind !== 'culvert' && frame.reaches(course)
        ? [
            line(
              course.map((position) => frame.at(position)),
              { color: TINT.water, width: Math.max(0.8, widthM / frame.metresPerPoint) },
            ),
          ]
        : [],
    ),
    ...roads.map((edge) =>
      line(
        edge.line.map((position) => frame.at(position)),
        { color: TINT.roadEdge, width: roadWidth(edge.class) + 0.8 },
      ),
    ),
    ...roads.map((edge) =>
      line(
        edge.line.map((position) => frame.at(position)),
        { color: TINT.road, width: roadWidth(edge.class) },
      ),
    ),
    ...(coarse
      ? []
      : city.buildings.flatMap(({ ring }) => flat([ring], TINT.building, { color: TINT.buildingEdge, width: 0.4 }))),
  ];
}
