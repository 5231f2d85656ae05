import type { Beach, CityCamera, Enterprise } from '../../city-model.ts';
import { km, type Metres, toMetres } from '../../harbour/frame.ts';
import type { Random } from '../../seeded-random.ts';
import { betweenM, blend, lonLatOf } from '../plane.ts';
import type { Metro } from './metro.ts';
import { along, headingOf, outerRing, pathOf, sector, shifted, towards } from './path.ts';
import { Names, type Surroundings, spread } from './surroundings.ts';

interface View {
  readonly name: string;
  readonly at: Metres;
  readonly heightM: number;
  readonly headingDeg: number;
  readonly fieldOfViewDeg: number;
  /** Beyond it a person or a car is too small to be told apart; ours, about 20 m for each metre of height with today's 4 MP sensors. */
  readonly rangeM: number;
  readonly watches?: string;
}

/** Straight below a camera it sees nothing: as far out as it is high. */
function cameraOf(view: View, number: number): CityCamera {
  const { name, at, heightM, headingDeg, fieldOfViewDeg, rangeM, watches } = view;
  return {
    id: `camera-${String(number).padStart(3, '0')}`,
    name,
    position: lonLatOf(at),
    heightM,
    headingDeg,
    fieldOfViewDeg,
    footprint: [outerRing(sector(at, headingDeg, fieldOfViewDeg, Math.min(heightM, rangeM / 6), rangeM))],
    ...(watches === undefined ? {} : { watches }),
  };
}

/** A camera `backM` from what it watches, in a direction that is free to choose, looking at it. */
function lookingAt(target: Metres, fromHeadingDeg: number, backM: number): Pick<View, 'at' | 'headingDeg'> {
  const at = shifted(target, towards(fromHeadingDeg), backM, 0);
  return { at, headingDeg: headingOf(at, target) };
}

/** One tower for so much beach, metres; a managed beach has three at least, so that heads can be counted without gaps. */
const TOWER_EVERY_M = 300;
/** How far from the line of the shore towers look out to sea, radians. Ours. */
const TURNED_OUT = (44 * Math.PI) / 180;

function towers(beach: Beach): View[] {
  const shore = pathOf(beach.waterLine.map(toMetres));
  const sand = beach.sand[0]!.map(toMetres);
  const count = beach.managed ? Math.max(3, Math.ceil(shore.lengthM / TOWER_EVERY_M)) : 1;
  return Array.from({ length: count }, (_, index) => {
    const { at: water, direction } = along(shore, (shore.lengthM * index) / count + 12);
    // The back of the beach: the point of the sand furthest from the water hereabouts.
    const backM = Math.max(
      10,
      ...sand.filter((point) => betweenM(point, water) < 120).map((point) => leftOf(water, direction, point)),
    );
    const at = shifted(water, direction, 0, Math.min(backM, 70) + 3);
    // Along the shore and a little out to sea: the strip of sand up to the next tower, and the water before it.
    const ahead = shifted(at, direction, 100 * Math.cos(TURNED_OUT), -100 * Math.sin(TURNED_OUT));
    return {
      name: `${beach.name.zh}${index + 1}号塔`,
      at,
      heightM: beach.managed ? 14 : 9,
      headingDeg: headingOf(at, ahead),
      fieldOfViewDeg: 96,
      rangeM: beach.managed ? 340 : 260,
      watches: beach.id,
    };
  });
}

const leftOf = (from: Metres, direction: Metres, point: Metres): number =>
  (point[1] - from[1]) * direction[0] - (point[0] - from[0]) * direction[1];

/** Two to a site: over the pit or the shaft, and at the gate. */
function atSites(metro: Metro): View[] {
  return metro.sites.flatMap((site) => {
    const middle = toMetres(site.area.label);
    const direction = site.kind === 'station' ? site.direction : along(site.path, site.path.lengthM / 2).direction;
    return [1, -1].map((side, index) => {
      const target = shifted(middle, direction, 60 * side, 0);
      const at = shifted(middle, direction, 100 * side, 24 * side);
      return {
        name: `${site.area.name.zh}${index + 1}号摄像机`,
        at,
        heightM: 12,
        headingDeg: headingOf(at, target),
        fieldOfViewDeg: 84,
        rangeM: 150,
        watches: site.area.id,
      };
    });
  });
}

/** Looking out over water from the shore: long lenses on masts. */
const HARBOUR_VIEWS: readonly (readonly [
  zh: string,
  zone: string,
  atKm: readonly [number, number],
  towardsKm: readonly [number, number],
  rangeM: number,
  fov: number,
])[] = [
  ['西防波堤', 'main-fairway', [-0.87, -0.15], [0.2, -2.2], 2600, 50],
  ['东防波堤', 'main-fairway', [0.07, -0.15], [-0.1, -2.4], 2600, 50],
  ['集装箱码头', 'container-berths', [-2.4, 3.03], [-1.4, 2.8], 1500, 90],
  ['散货码头', 'bulk-berths', [1.5, 2.63], [1.5, 2.2], 900, 100],
  ['临港港池', 'lingang-basin', [-3.42, 2.6], [-1.5, 1.2], 2400, 70],
  ['LNG 码头', 'lng-terminal', [6.12, 1.02], [5.5, 1.05], 1100, 80],
  ['青螺码头', 'qingluo-pier', [-6.2, 0.56], [-6.03, 0.3], 500, 80],
  ['青螺游艇港', 'marina', [-5.2, 1.17], [-5.1, 0.6], 800, 90],
  ['东涌渔港', 'dongchong-fish-harbour', [-8.53, -7.05], [-8.2, -7.45], 800, 70],
  ['望海码头', 'wanghai-pier', [7.93, -1.63], [7.66, -1.9], 600, 80],
  ['小鹭岛码头', 'xiaolu-pier', [4.36, -6.02], [4.12, -5.8], 600, 80],
  ['望鹭角', 'dongchong-anchorage', [-7.25, -10.1], [-4, -11], 5500, 40],
  ['小鹭岛南', 'anchorage-2', [5.3, -7.4], [6.6, -12], 6000, 36],
  ['小鹭岛西', 'main-fairway', [4.6, -6.4], [0.8, -7.2], 5200, 34],
];

function overTheHarbour(): View[] {
  return HARBOUR_VIEWS.map(([zh, zone, from, to, rangeM, fieldOfViewDeg]) => ({
    name: `${zh}瞭望摄像机`,
    at: km(from),
    heightM: rangeM > 2000 ? 45 : 22,
    headingDeg: headingOf(km(from), km(to)),
    fieldOfViewDeg,
    rangeM,
    watches: zone,
  }));
}

/** Road nodes where three or more main roads meet, with what to call them. */
function junctions(around: Surroundings): { readonly at: Metres; readonly id: string; readonly name: string }[] {
  const met = new Map<string, { at: Metres; ids: string[]; names: Set<string> }>();
  for (const { edge, path } of around.roads) {
    if (edge.class !== 'trunk' && edge.class !== 'primary' && edge.class !== 'secondary') continue;
    if (edge.structure !== undefined) continue;
    for (const [node, at] of [
      [edge.from, path.points[0]!],
      [edge.to, path.points.at(-1)!],
    ] as const) {
      const there = met.get(node) ?? { at, ids: [], names: new Set<string>() };
      there.ids.push(edge.id);
      if (edge.name) there.names.add(edge.name.zh);
      met.set(node, there);
    }
  }
  return [...met.values()]
    .filter(({ ids }) => ids.length >= 3)
    .map(({ at, ids, names }) => ({
      at,
      id: ids[0]!,
      name: names.size > 1 ? [...names].slice(0, 2).join('与') : `${[...names][0] ?? around.streetNameAt(at)}`,
    }));
}

/** How many cameras of the kinds that there could be any number of. Ours; with the rest they make about 300. */
const MOST = { lowPoints: 60, gathering: 60, slopes: 10, enterprises: 12 };
const CITY_WIDE = 300;

/** Positions, heights and headings of all cameras, and the ground that each sees. */
export function buildCameras(
  around: Surroundings,
  metro: Metro,
  beaches: readonly Beach[],
  enterprises: readonly Enterprise[],
  random: Random,
): CityCamera[] {
  const { lowPoints, gatheringPlaces, slopes } = around.ground;
  const names = new Names();
  const turn = () => Math.floor(random() * 360);
  const views: View[] = [...beaches.flatMap(towers), ...overTheHarbour(), ...atSites(metro)];
  const street = { heightM: 7, fieldOfViewDeg: 84 };
  for (const point of spread(lowPoints, MOST.lowPoints))
    views.push({
      name: names.take(point.name.zh, '摄像机'),
      ...lookingAt(toMetres(point.position), turn(), 34),
      ...street,
      rangeM: 120,
      watches: point.id,
    });
  for (const hall of spread(gatheringPlaces, MOST.gathering))
    views.push({
      name: names.take(hall.name.zh, '摄像机'),
      ...lookingAt(toMetres(hall.label), turn(), 45),
      heightM: 10,
      fieldOfViewDeg: 96,
      rangeM: 160,
      watches: hall.id,
    });
  for (const slope of spread(slopes, MOST.slopes)) {
    const ring = pathOf(slope.rings[0]!.map(toMetres));
    const centre = blend(ring.points[0]!, ring.points[Math.floor(ring.points.length / 2)]!, 0.5);
    views.push({
      name: names.take(slope.name.zh, '摄像机'),
      ...lookingAt(centre, turn(), 90),
      heightM: 12,
      fieldOfViewDeg: 70,
      rangeM: 220,
      watches: slope.id,
    });
  }
  for (const firm of spread(
    enterprises.filter(({ safetyGrade, hazards }) => safetyGrade === 1 && hazards.length > 0),
    MOST.enterprises,
  ))
    views.push({
      name: names.take(firm.name, '厂区摄像机'),
      ...lookingAt(toMetres(firm.position), turn(), 50),
      heightM: 12,
      fieldOfViewDeg: 90,
      rangeM: 160,
      watches: firm.id,
    });
  for (const crossing of spread(junctions(around), CITY_WIDE - views.length))
    views.push({
      name: names.take(crossing.name, '路口摄像机'),
      ...lookingAt(crossing.at, turn(), 26),
      ...street,
      rangeM: 130,
      watches: crossing.id,
    });
  return views.map((view, index) => cameraOf(view, index + 1));
}
