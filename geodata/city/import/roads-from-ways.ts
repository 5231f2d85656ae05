import type { LonLat } from '../../model/geometry.ts';
import type { CityModel, RoadEdge } from '../city-model.ts';
import { nameOf } from './name-of.ts';
import type { OsmFeature, Tags } from './osm-features.ts';

/** Which `highway` values cars or people on duty can use, as our classes (OSM wiki, Key:highway). */
const CLASSES: Readonly<Record<string, RoadEdge['class']>> = {
  motorway: 'motorway',
  motorway_link: 'motorway',
  trunk: 'trunk',
  trunk_link: 'trunk',
  primary: 'primary',
  primary_link: 'primary',
  secondary: 'secondary',
  secondary_link: 'secondary',
  tertiary: 'tertiary',
  tertiary_link: 'tertiary',
  unclassified: 'residential',
  residential: 'residential',
  living_street: 'residential',
  service: 'service',
  pedestrian: 'service',
  track: 'track',
};

/** Free speeds where no `maxspeed` is given, km/h: the general limits of GB/T 51328-2018 for urban roads by class, rounded. */
const SPEEDS: Readonly<Record<RoadEdge['class'], number>> = {
  motorway: 80,
  trunk: 70,
  primary: 60,
  secondary: 50,
  tertiary: 40,
  residential: 30,
  service: 20,
  track: 15,
};
const KMH_PER_MPH = 1.609344;

const key = ([lon, lat]: LonLat) => `${lon},${lat}`;

/** A routable graph: ways are cut where they share a position with another, or with themselves. */
export function roadsFromWays(features: readonly OsmFeature[]): CityModel['roads'] {
  const ways = features.flatMap(({ id, tags, geometry }) =>
    geometry.type === 'LineString' && CLASSES[tags.highway ?? ''] && tags.area !== 'yes'
      ? [{ id, tags, line: geometry.coordinates as unknown as LonLat[] }]
      : [],
  );
  const visits = new Map<string, number>();
  for (const { line } of ways) {
    line.forEach((at, index) => {
      const isEnd = index === 0 || index === line.length - 1;
      visits.set(key(at), (visits.get(key(at)) ?? 0) + (isEnd ? 2 : 1));
    });
  }
  const nodes = new Map<string, { id: string; position: LonLat }>();
  const nodeAt = (position: LonLat): string => {
    const name = key(position);
    let node = nodes.get(name);
    if (!node) {
      node = { id: `node-${nodes.size + 1}`, position };
      nodes.set(name, node);
    }
    return node.id;
  };
  const edges = ways.flatMap(({ id, tags, line }) => {
    const shared = attributes(tags);
    return cutAt(line, (at) => visits.get(key(at))! > 1).map(
      (part, index): RoadEdge => ({
        id: `${id.replace('/', '-')}-${index + 1}`,
        from: nodeAt(part[0]!),
        to: nodeAt(part.at(-1)!),
        line: part,
        ...shared,
      }),
    );
  });
  return { nodes: [...nodes.values()], edges: edges.map(forwards) };
}

function attributes(tags: Tags) {
  const roadClass = CLASSES[tags.highway!]!;
  const name = nameOf(tags);
  const isRoundabout = tags.junction === 'roundabout';
  return {
    class: roadClass,
    speedKmh: speedOf(tags.maxspeed) ?? SPEEDS[roadClass],
    lanes: Math.max(1, Math.round(Number(tags.lanes)) || 1),
    // -1 is one-way against the drawing: such edges are turned round.
    oneWay:
      tags.oneway === 'yes' || tags.oneway === '1' || tags.oneway === '-1' || isRoundabout || roadClass === 'motorway',
    ...(name && { name }),
    ...(isSet(tags.bridge)
      ? { structure: 'bridge' as const }
      : isSet(tags.tunnel)
        ? { structure: 'tunnel' as const }
        : {}),
    ...(tags.oneway === '-1' && { reversed: true }),
  };
}

function forwards({ reversed, ...edge }: RoadEdge & { reversed?: boolean }): RoadEdge {
  return reversed ? { ...edge, from: edge.to, to: edge.from, line: [...edge.line].reverse() } : edge;
}

const isSet = (value: string | undefined) => value !== undefined && value !== 'no';

function speedOf(maxspeed: string | undefined): number | undefined {
  const [, figure, unit] = /^(\d+(?:\.\d+)?)\s*(mph)?$/.exec(maxspeed ?? '') ?? [];
  if (!figure || Number(figure) === 0) return undefined;
  return Number(figure) * (unit ? KMH_PER_MPH : 1);
}

function cutAt(line: readonly LonLat[], isCrossing: (at: LonLat) => boolean): LonLat[][] {
  const parts: LonLat[][] = [];
  let part: LonLat[] = [line[0]!];
  for (const at of line.slice(1)) {
    part.push(at);
    if (!isCrossing(at)) continue;
    parts.push(part);
    part = [at];
  }
  return part.length > 1 ? [...parts, part] : parts;
}
