import type { CityCamera, CityModel, GatheringPlace, LowPoint, RoadEdge } from '../../../geodata/city/city-model.ts';
import { polygonContains } from '../../../geodata/model/geometry.ts';
import { nearest } from '../world/plane.ts';
import type { World } from '../world/world.ts';
import type { InView } from './optics.ts';

/** How much road a street camera sees, km. Ours. */
const SEEN_KM = 0.11;
/** Slower than this counts as this: cars stand bumper to bumper at some 130 a km and lane, and no more fit. */
const SLOWEST_KMH = 4;
const JAM_PER_KM_LANE = 130;

type View = (world: World) => InView[];

function cars(edge: RoadEdge | undefined): View {
  if (!edge) return () => [];
  return ({ traffic }) => {
    const perKm = traffic.flowVehPerH(edge.id) / Math.max(SLOWEST_KMH, traffic.speedKmh(edge.id));
    const n = Math.round(Math.min(perKm, JAM_PER_KM_LANE * edge.lanes) * SEEN_KM);
    return n > 0 ? [{ class: 'car', n }] : [];
  };
}

/** Over an underpass or a street that floods: cars, until water stops them. */
export function lowPointView(point: LowPoint, { roads }: CityModel): View {
  const seen = cars(nearest(roads.edges, ({ line }) => line[Math.floor(line.length / 2)]!, point.position));
  return (world) => (world.water.depthM(point.id) >= point.closedAtM ? [] : seen(world));
}

export const roadView = (edge: RoadEdge): View => cars(edge);

/** One camera's picture holds so many heads. Ours. */
const MOST_HEADS = 300;

/** Over a square or a station hall: the share of its people that stand in view. */
export function gatheringView({ footprint }: CityCamera, place: GatheringPlace): View {
  const corners = place.rings[0]!;
  const seen = corners.filter((at) => polygonContains(footprint, at)).length / corners.length;
  const share = Math.min(0.9, Math.max(0.25, seen));
  const isCarPark = place.kind === 'car_park';
  return ({ crowds }) => {
    const n = Math.min(MOST_HEADS, Math.round(crowds.people(place.id) * share));
    return n > 0 ? [{ class: isCarPark ? 'car' : 'person', n, zone: place.id }] : [];
  };
}
