import type { BoundingBox, LonLat } from '../../model/geometry.ts';

/**
 * Land polygons inside `bounds` from coastlines as OpenStreetMap draws them: land on the left, water on the right. Lines are joined, cut at the bounds, and
 * closed along their edge counter-clockwise. A line that ends inside (a torn coast) is drawn on to the nearest edge. Without any coastline all is land.
 */
export function landFromCoast(coast: readonly (readonly LonLat[])[], bounds: BoundingBox): LonLat[][] {
  const pieces = join(coast.filter(({ length }) => length > 1)).flatMap((line) => cut(line, bounds));
  const rings = pieces.filter(isClosed);
  const open = pieces.filter((piece) => !isClosed(piece)).map((piece) => reachEdges(piece, bounds));
  if (rings.length === 0 && open.length === 0) return [corners(bounds)];
  return [...rings.filter(isLand), ...closeAlongEdges(open, bounds)];
}

const same = (a: LonLat, b: LonLat) => a[0] === b[0] && a[1] === b[1];
const isClosed = (line: readonly LonLat[]) => line.length > 3 && same(line[0]!, line.at(-1)!);

/** A closed coastline that runs clockwise holds water (a lagoon); one that runs counter-clockwise is an island. */
const isLand = (ring: readonly LonLat[]) => {
  let twice = 0;
  for (let i = 1; i < ring.length; i++) twice += ring[i - 1]![0] * ring[i]![1] - ring[i]![0] * ring[i - 1]![1];
  return twice > 0;
};

const corners = ([west, south, east, north]: BoundingBox): LonLat[] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];

/** Ways that continue one another become one line. */
function join(ways: readonly (readonly LonLat[])[]): LonLat[][] {
  const key = ([lon, lat]: LonLat) => `${lon},${lat}`;
  const byStart = new Map(ways.map((way) => [key(way[0]!), way]));
  const isContinued = new Set(ways.flatMap((way) => (isClosed(way) ? [] : [key(way.at(-1)!)])));
  const used = new Set<readonly LonLat[]>();
  const follow = (first: readonly LonLat[]): LonLat[] => {
    const line = [...first];
    used.add(first);
    for (let next = byStart.get(key(line.at(-1)!)); next && !used.has(next); next = byStart.get(key(line.at(-1)!))) {
      used.add(next);
      line.push(...next.slice(1));
    }
    return line;
  };
  const lines = ways.filter((way) => !isContinued.has(key(way[0]!))).map(follow);
  // What is left belongs to rings of several ways, which begin nowhere.
  return [...lines, ...ways.filter((way) => !used.has(way)).flatMap((way) => (used.has(way) ? [] : [follow(way)]))];
}

/** The parts of a line that lie inside the bounds (Liang–Barsky 1984, segment by segment). A closed line that is inside stays closed. */
function cut(line: readonly LonLat[], bounds: BoundingBox): LonLat[][] {
  const parts: LonLat[][] = [];
  let part: LonLat[] = [];
  for (let i = 1; i < line.length; i++) {
    const inside = clip(line[i - 1]!, line[i]!, bounds);
    if (!inside) continue;
    const [from, to] = inside;
    if (part.length === 0 || !same(part.at(-1)!, from)) {
      if (part.length > 1) parts.push(part);
      part = [from];
    }
    part.push(to);
  }
  if (part.length > 1) parts.push(part);
  return mergeEnds(parts);
}

/** A ring that was cut begins somewhere inside: its last part and its first are one. */
function mergeEnds(parts: LonLat[][]): LonLat[][] {
  const [first, last] = [parts[0], parts.at(-1)];
  if (!first || !last || first === last || !same(first[0]!, last.at(-1)!)) return parts;
  return [[...last, ...first.slice(1)], ...parts.slice(1, -1)];
}

function clip(a: LonLat, b: LonLat, [west, south, east, north]: BoundingBox): readonly [LonLat, LonLat] | undefined {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  let [enter, leave] = [0, 1];
  const limits: readonly (readonly [number, number])[] = [
    [-dx, a[0] - west],
    [dx, east - a[0]],
    [-dy, a[1] - south],
    [dy, north - a[1]],
  ];
  for (const [rate, room] of limits) {
    if (rate === 0) {
      if (room < 0) return undefined;
    } else if (rate < 0) enter = Math.max(enter, room / rate);
    else leave = Math.min(leave, room / rate);
  }
  if (enter >= leave) return undefined;
  const at = (t: number): LonLat => (t === 0 ? a : t === 1 ? b : [a[0] + t * dx, a[1] + t * dy]);
  return [at(enter), at(leave)];
}

function reachEdges(line: LonLat[], bounds: BoundingBox): LonLat[] {
  return [toEdge(line[0]!, bounds), ...line, toEdge(line.at(-1)!, bounds)];
}

function toEdge([lon, lat]: LonLat, [west, south, east, north]: BoundingBox): LonLat {
  const ways: readonly (readonly [number, LonLat])[] = [
    [lon - west, [west, lat]],
    [east - lon, [east, lat]],
    [lat - south, [lon, south]],
    [north - lat, [lon, north]],
  ];
  return [...ways].sort(([a], [b]) => a - b)[0]![1];
}

/** How far along the edge from the south-west corner a point on it lies, counter-clockwise, [0, 4). */
function along([lon, lat]: LonLat, [west, south, east, north]: BoundingBox): number {
  if (lat === south && lon < east) return (lon - west) / (east - west);
  if (lon === east && lat < north) return 1 + (lat - south) / (north - south);
  if (lat === north && lon > west) return 2 + (east - lon) / (east - west);
  return (3 + (north - lat) / (north - south)) % 4;
}

function closeAlongEdges(open: readonly LonLat[][], bounds: BoundingBox): LonLat[][] {
  const starts = open.map((line, index) => ({ index, at: along(line[0]!, bounds) })).sort((a, b) => a.at - b.at);
  const used = new Set<number>();
  return open.flatMap((_, index) => {
    if (used.has(index)) return [];
    const ring: LonLat[] = [];
    for (let current = index; !used.has(current); ) {
      used.add(current);
      const piece = open[current]!;
      ring.push(...piece);
      const end = along(piece.at(-1)!, bounds);
      const next = starts.find(({ at }) => at >= end) ?? starts[0]!;
      ring.push(...cornersBetween(end, next.at, bounds));
      current = next.index;
    }
    ring.push(ring[0]!);
    return ring.length > 3 ? [ring] : [];
  });
}

function cornersBetween(from: number, to: number, bounds: BoundingBox): LonLat[] {
  const all = corners(bounds);
  const last = to >= from ? to : to + 4;
  const passed: LonLat[] = [];
  for (let corner = Math.floor(from) + 1; corner < last; corner++) passed.push(all[corner % 4]!);
  return passed;
}
