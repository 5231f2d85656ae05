import type { CitySensor, Slope } from '../../../geodata/city/city-model.ts';
import type { LonLat } from '../../../geodata/model/geometry.ts';
import { worse } from '../../../geodata/model/grade.ts';
import { type ThingId, thingId } from '../../../geodata/model/ids.ts';
import { STEP_MS, type World } from '../world/world.ts';

/**
 * Rain that brings slopes down in this climate: 70 mm within an hour or 175 mm within a day (Brand, Premchitt and Phillipson 1984, "Relationship between rainfall and landslides in Hong Kong", 4th Int.
 * Symp. Landslides), and 1.5 times that makes slides many (ours).
 */
const HOUR_MM = 70;
const DAY_MM = 175;
const MANY = 1.5;

/** Share of those below who are at home and not yet led away. Ours. */
const AT_HOME = 0.5;

/** A perched table rises by some five times the rain that soaks in (porosity about 0.2), 9.8 kPa a metre; the rest is suction. Ours. */
const DRY_KPA = 6;
const KPA_PER_MM = 0.05;
/** It begins to creep before the limit, so many mm a quarter of an hour for each unit beyond. Ours: centimetres in a bad night, as inclinometers show. */
const CREEPS_FROM = 0.85;
const CREEP_MM = 3;

const BINS_PER_H = 4;
const DAY_BINS = 24 * BINS_PER_H;
const STEPS_PER_BIN = 3_600_000 / BINS_PER_H / STEP_MS;

interface Face {
  readonly slope: Slope;
  readonly at: LonLat;
  /** Rain per quarter of an hour of the last day, as a ring. */
  readonly bins: Float64Array;
  dayMm: number;
  /** How far it has crept since the day began, mm. */
  creptMm: number;
  episode: number;
  sliding: boolean;
  /** What measures it, or else itself. */
  readonly things: readonly [ThingId, ...ThingId[]];
}

/** All troubles of one storm have one cause, named after the strongest warning: a thunderstorm's flood and the people whom it drives off a beach are one. Rain that nobody warned of is a rainstorm. */
export function stormCause({ weather: { warnings } }: World): string {
  const isWarned = (wanted: string) => warnings.some(({ event }) => event === wanted);
  if (isWarned('台风')) return 'typhoon';
  return isWarned('雷电') && !isWarned('暴雨') ? 'thunderstorm' : 'rainstorm';
}

/** What rain does to slopes. */
export class Slopes {
  readonly #faces: readonly Face[];
  readonly #byId: ReadonlyMap<string, Face>;
  #steps = 0;

  constructor(slopes: readonly Slope[], sensors: readonly CitySensor[], antecedentMm: number) {
    const watching = watchersOf(sensors);
    this.#faces = slopes.map((slope) => ({
      slope,
      at: slope.rings[0]![0]!,
      bins: new Float64Array(DAY_BINS).fill(antecedentMm / DAY_BINS),
      dayMm: antecedentMm,
      creptMm: 0,
      episode: 0,
      sliding: false,
      things: watching.get(slope.id) ?? [thingId(slope.id)],
    }));
    this.#byId = new Map(this.#faces.map((face) => [face.slope.id, face]));
  }

  antecedentMm(slopeId: string): number {
    return this.#byId.get(slopeId)?.dayMm ?? 0;
  }

  /** Perched water in the slope, kPa: it rises with the rain of the day. */
  porePressureKPa(slopeId: string): number {
    return DRY_KPA + KPA_PER_MM * this.antecedentMm(slopeId);
  }

  creptMm(slopeId: string): number {
    return this.#byId.get(slopeId)?.creptMm ?? 0;
  }

  step(world: World): void {
    const bin = Math.floor(this.#steps / STEPS_PER_BIN) % DAY_BINS;
    const fresh = this.#steps % STEPS_PER_BIN === 0;
    this.#steps++;
    for (const face of this.#faces) {
      if (fresh) {
        face.dayMm -= face.bins[bin]!;
        face.bins[bin] = 0;
      }
      const mm = world.weather.rainMmPerH(face.at) * (STEP_MS / 3_600_000);
      face.bins[bin]! += mm;
      face.dayMm += mm;
      if (fresh) this.#judge(face, bin, world);
      if (face.sliding) world.truth.expose(Math.round(face.slope.peopleBelow * AT_HOME), 'city');
    }
  }

  #judge(face: Face, bin: number, world: World): void {
    let hourMm = 0;
    // The quarter that has just begun holds one step: with the four before it, that is the last hour.
    for (let back = 0; back <= BINS_PER_H; back++) hourMm += face.bins[(bin - back + DAY_BINS) % DAY_BINS]!;
    const strain = Math.max(hourMm / HOUR_MM, face.dayMm / DAY_MM);
    face.creptMm += Math.max(0, strain - CREEPS_FROM) * CREEP_MM;
    const id = `landslide-${face.slope.id}-${face.episode}`;
    if (strain < 1) {
      // Ground stays loose for a while: it is over at nine tenths (ours).
      if (!face.sliding || strain >= 0.9) return;
      face.sliding = false;
      face.episode++;
      world.truth.close(id, world.now);
      return;
    }
    face.sliding = true;
    world.truth.open(
      {
        id,
        family: 'city',
        kind: 'landslide',
        grade: strain >= MANY ? worse(face.slope.grade, 2) : face.slope.grade,
        things: face.things,
        position: face.at,
        place: face.slope.id,
        from: world.now,
        visibleFrom: world.now,
        cause: stormCause(world),
        description: { zh: `${face.slope.name.zh}有滑坡危险`, en: `${face.slope.name.en} may slide` },
      },
      0.2,
    );
  }
}

function watchersOf(sensors: readonly CitySensor[]): ReadonlyMap<string, readonly [ThingId, ...ThingId[]]> {
  const watching = new Map<string, [ThingId, ...ThingId[]]>();
  for (const { id, watches } of sensors) {
    if (watches === undefined) continue;
    const known = watching.get(watches);
    if (known) known.push(thingId(id));
    else watching.set(watches, [thingId(id)]);
  }
  return watching;
}
