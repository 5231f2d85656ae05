import type { CityModel, Slope } from '../../../geodata/city/city-model.ts';
import { distanceM, type LonLat } from '../../../geodata/model/geometry.ts';
import { type ThingId, thingId } from '../../../geodata/model/ids.ts';
import { gaugesNear, type WeighedGauge } from '../rain/gauges-near.ts';

/** A slope with what tells of it. */
export interface Face {
  readonly slope: Slope;
  readonly middle: LonLat;
  /** From its middle to its farthest corner, m. */
  readonly radiusM: number;
  /** Its own instruments, or else itself. */
  readonly things: readonly [ThingId, ...ThingId[]];
  readonly rain: readonly WeighedGauge[];
}

export interface Faces {
  readonly all: readonly Face[];
  /** By what measures it or the rain over it. */
  readonly byThing: ReadonlyMap<string, readonly Face[]>;
}

const INSTRUMENTS: ReadonlySet<string> = new Set(['pore_pressure', 'inclinometer']);
const built = new WeakMap<CityModel, Faces>();

/** Built once for each city. */
export function facesOf(city: CityModel): Faces {
  const known = built.get(city);
  if (known) return known;
  const faces = build(city);
  built.set(city, faces);
  return faces;
}

function build(city: CityModel): Faces {
  const instruments = new Map<string, ThingId[]>();
  for (const { id, kind, watches } of city.sensors)
    if (watches !== undefined && INSTRUMENTS.has(kind))
      instruments.set(watches, [...(instruments.get(watches) ?? []), thingId(id)]);
  const byThing = new Map<string, Face[]>();
  const all = city.slopes.map((slope) => {
    const middle = middleOf(slope);
    const [first = thingId(slope.id), ...others] = instruments.get(slope.id) ?? [];
    const radiusM = (slope.rings[0] ?? []).reduce((most, corner) => Math.max(most, distanceM(middle, corner)), 0);
    const face: Face = { slope, middle, radiusM, things: [first, ...others], rain: gaugesNear(city, middle) };
    for (const id of [...face.things, ...face.rain.map((gauge) => gauge.id)])
      byThing.set(id, [...(byThing.get(id) ?? []), face]);
    return face;
  });
  return { all, byThing };
}

/** Mean of its corners. */
function middleOf({ rings }: Slope): LonLat {
  const corners = (rings[0] ?? []).slice(1);
  const sum = corners.reduce<[number, number]>(([x, y], [lon, lat]) => [x + lon, y + lat], [0, 0]);
  return [sum[0] / corners.length, sum[1] / corners.length];
}
