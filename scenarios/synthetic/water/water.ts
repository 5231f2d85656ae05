import type { Catchment, CityModel, CitySensor, LowPoint } from '../../../geodata/city/city-model.ts';
import type { LonLat } from '../../../geodata/model/geometry.ts';
import type { Grade } from '../../../geodata/model/grade.ts';
import { thingId } from '../../../geodata/model/ids.ts';
import { firstReading } from '../instruments/reading-times.ts';
import { nearest } from '../world/plane.ts';
import { type Process, type Setting, STEP_MS, type Water, type World } from '../world/world.ts';
import { Conduits } from './conduits.ts';
import { Slopes, stormCause } from './slopes.ts';

export interface WaterScript {
  /** Rain of the last 24 h before the day began, mm: slopes and ground remember it. */
  readonly antecedentMm?: number;
  /** Pumps or drains that fail: how much of their capacity is left. Without `lowPoint`, all of them; the first that fits counts. */
  readonly failures?: readonly {
    readonly fromH: number;
    readonly toH: number;
    readonly lowPoint?: string;
    readonly share: number;
    /** Why, when it is not the rain alone. */
    readonly cause?: string;
  }[];
}

type Failure = NonNullable<WaterScript['failures']>[number];

/** What came, went and stayed since the beginning, m3: it must add up. */
export interface WaterBalance {
  readonly inM3: number;
  readonly outM3: number;
  readonly storedM3: number;
}

const STEP_S = STEP_MS / 1000;
const HOUR_MS = 3_600_000;
/** Water counts as standing from here (GB 50014-2021 §4.1: a lane of each road must not stand deeper than 0.15 m). */
const STANDING_M = 0.15;
/** Ours: half a metre stalls cars and drowns engines; a metre drowns people in them. */
const DANGEROUS_M = 0.5;
const DEADLY_M = 1;
/** It is over when it has fallen so far below the limit, m. Ours: waves of passing cars. */
const OVER_M = 0.03;
/** People in harm's way at a flooded low point, per metre of depth and class of place. Ours: those in about 15 cars, or those who live on the lane. */
const PEOPLE_AT: Readonly<Record<LowPoint['kind'], number>> = {
  underpass: 40,
  street: 25,
  underground_entrance: 60,
  village: 120,
  depression: 15,
};

/** Time of concentration, s, from the area (Ventura's formula as handbooks have it: t_h = 0.127 √(A_km² / i), with slope i = 0.4 %): 2 h per √km². Urban drains are four times as quick (ours). */
const lagS = (areaM2: number): number => Math.max(300, 1800 * Math.sqrt(areaM2 / 1e6));

/** It runs over and away along the road beyond this depth, m. Ours: the clearance of an underpass; kerbs, sills and the lie of the land elsewhere. */
const SPILLS_M: Readonly<Record<LowPoint['kind'], number>> = {
  underpass: 3,
  street: 0.6,
  underground_entrance: 0.8,
  village: 1.2,
  depression: 1.5,
};

interface Basin {
  readonly catchment: Catchment;
  readonly middle: LonLat;
  readonly lagS: number;
  readonly low: LowPoint | undefined;
  readonly gauge: CitySensor | undefined;
  /** On its way to the low point, m3. */
  routedM3: number;
  /** Flow out of the catchment in the last step, m3/s. */
  flowM3s: number;
  pondM3: number;
  episode: number;
  flooded: boolean;
}

class CityWater implements Process<Water>, Water {
  readonly id = 'water';
  readonly slice: Water = this;
  readonly #script: WaterScript;
  readonly #basins: readonly Basin[];
  readonly #byLowPoint: ReadonlyMap<string, Basin>;
  readonly #conduits: Conduits;
  readonly #slopes: Slopes;
  #inM3 = 0;
  #outM3 = 0;

  constructor(script: WaterScript, setting: Setting) {
    this.#script = script;
    this.#basins = basinsOf(setting.city);
    this.#byLowPoint = new Map(this.#basins.flatMap((basin) => (basin.low ? [[basin.low.id, basin] as const] : [])));
    this.#conduits = new Conduits(setting.city, (at) => {
      const basin = nearest(this.#basins, ({ middle }) => middle, at);
      return () => (basin ? basin.flowM3s / basin.catchment.areaM2 : 0);
    });
    this.#slopes = new Slopes(setting.city.slopes, setting.city.sensors, script.antecedentMm ?? 0);
  }

  get balance(): WaterBalance {
    const storedM3 = this.#basins.reduce((sum, { routedM3, pondM3 }) => sum + routedM3 + pondM3, 0);
    return { inM3: this.#inM3, outM3: this.#outM3, storedM3 };
  }

  depthM(lowPointId: string): number {
    const basin = this.#byLowPoint.get(lowPointId);
    return basin?.low ? depthOf(basin.pondM3, basin.low.pondM2) : 0;
  }

  levelM(assetId: string): number {
    return this.#byLowPoint.has(assetId) ? this.depthM(assetId) : this.#conduits.levelM(assetId);
  }

  antecedentMm(slopeId: string): number {
    return this.#slopes.antecedentMm(slopeId);
  }

  step(world: World): void {
    for (const basin of this.#basins) {
      this.#run(basin, world);
      if (basin.low) this.#judge(basin, basin.low, world);
    }
    this.#conduits.step(world);
    this.#slopes.step(world);
  }

  probe(sensor: CitySensor, datastream: string): ((world: World) => number) | undefined {
    const { watches } = sensor;
    if (watches === undefined) return undefined;
    if (sensor.kind === 'water_level' && datastream === 'level') return ({ water }) => water.levelM(watches);
    if (sensor.kind === 'flow_meter') return () => this.#conduits.flowM3s(watches);
    if (sensor.kind === 'pore_pressure') return () => this.#slopes.porePressureKPa(watches);
    if (sensor.kind === 'inclinometer') return () => this.#slopes.creptMm(watches);
    return undefined;
  }

  /** Rational method (Kuichling 1889): Q = C i A, through one linear reservoir of the catchment's lag, into the pond; drains and pumps take what they can. */
  #run(basin: Basin, world: World): void {
    const { catchment, low } = basin;
    const rainM = (world.weather.rainMmPerH(basin.middle) / 1000) * (STEP_S / 3600);
    const inflow = catchment.runoff * rainM * catchment.areaM2;
    this.#inM3 += inflow;
    basin.routedM3 += inflow;
    const released = basin.routedM3 * (1 - Math.exp(-STEP_S / basin.lagS));
    basin.routedM3 -= released;
    basin.flowM3s = released / STEP_S;
    if (!low) {
      this.#outM3 += released;
      return;
    }
    basin.pondM3 += released;
    const room = (low.pondM2 * SPILLS_M[low.kind] ** 2) / 2;
    const spilled = Math.max(0, basin.pondM3 - room);
    basin.pondM3 -= spilled;
    this.#outM3 += spilled;
    const drained = Math.min(basin.pondM3, low.drainM3s * (this.#failureOf(low, world)?.share ?? 1) * STEP_S);
    basin.pondM3 -= drained;
    this.#outM3 += drained;
  }

  #failureOf({ id }: LowPoint, { now, start }: World): Failure | undefined {
    const hour = (now - start) / HOUR_MS;
    return this.#script.failures?.find(
      ({ fromH, toH, lowPoint }) => hour >= fromH && hour < toH && (lowPoint === undefined || lowPoint === id),
    );
  }

  #judge(basin: Basin, low: LowPoint, world: World): void {
    const depth = depthOf(basin.pondM3, low.pondM2);
    if (basin.flooded && depth < STANDING_M - OVER_M) {
      basin.flooded = false;
      world.truth.close(floodId(basin, low), world.now);
    }
    if (depth < STANDING_M) return;
    if (!basin.flooded) {
      basin.flooded = true;
      basin.episode++;
    }
    const at = world.now;
    world.truth.open(
      {
        id: floodId(basin, low),
        family: 'city',
        kind: 'flooding',
        grade: gradeOf(depth, low.closedAtM),
        things: [thingId(basin.gauge?.id ?? low.id)],
        position: low.position,
        place: low.id,
        from: at,
        visibleFrom: basin.gauge ? firstReading(world, basin.gauge) : at,
        cause: this.#failureOf(low, world)?.cause ?? stormCause(world),
        description: { zh: `${low.name.zh}积水`, en: `Standing water at ${low.name.en}` },
      },
      depth >= low.closedAtM ? 0.8 : 0.4,
    );
    const closed = world.interventions.some((each) => each.kind === 'close_road' && each.lowPoint === low.id);
    if (!closed && depth >= low.closedAtM)
      world.truth.expose(PEOPLE_AT[low.kind] * Math.min(2, depth / DANGEROUS_M), 'city');
  }
}

const floodId = (basin: Basin, low: LowPoint): string => `flooding-${low.id}-${basin.episode}`;

/** A pond whose area grows with its depth, `pondM2` at 1 m: V = A d² / 2. */
const depthOf = (pondM3: number, pondM2: number): number => Math.sqrt((2 * pondM3) / pondM2);

/** Closed roads are grade III; what endangers cars II, and people I. Ours. */
const gradeOf = (depth: number, closedAtM: number): Grade =>
  depth >= DEADLY_M ? 1 : depth >= DANGEROUS_M ? 2 : depth >= closedAtM ? 3 : 4;

function basinsOf(city: CityModel): Basin[] {
  const lowPoints = new Map(city.lowPoints.map((low) => [low.id, low]));
  const gauges = new Map(
    city.sensors.flatMap((sensor) =>
      sensor.kind === 'water_level' && sensor.watches !== undefined ? [[sensor.watches, sensor] as const] : [],
    ),
  );
  return city.catchments.map((catchment) => {
    const low = catchment.lowPointId === undefined ? undefined : lowPoints.get(catchment.lowPointId);
    return {
      catchment,
      middle: low?.position ?? middleOf(catchment),
      lagS: lagS(catchment.areaM2),
      low,
      gauge: low && gauges.get(low.id),
      routedM3: 0,
      flowM3s: 0,
      pondM3: 0,
      episode: 0,
      flooded: false,
    };
  });
}

function middleOf({ rings }: Catchment): LonLat {
  const ring = rings[0] ?? [];
  const sum = ring.reduce<[number, number]>((total, [lon, lat]) => [total[0] + lon, total[1] + lat], [0, 0]);
  return [sum[0] / ring.length, sum[1] / ring.length];
}

/** Rain that has fallen: where it runs, stands, and loosens slopes. */
export const createWater = (
  script: WaterScript | undefined,
  setting: Setting,
): Process<Water> & { readonly balance: WaterBalance } => new CityWater(script ?? {}, setting);
