import type { CityModel, CitySensor } from '../../../geodata/city/city-model.ts';
import type { Family } from '../../../geodata/model/family.ts';
import type { LonLat } from '../../../geodata/model/geometry.ts';
import type { ThingId } from '../../../geodata/model/ids.ts';
import type { EventTime } from '../../../geodata/model/time.ts';
import type { Message, Warning } from '../../../ingestion/observation.ts';
import type { Intervention, TruthCondition } from '../../scenario.ts';

/** The world moves in steps of so much event time. Ours: finer than any slow process needs; what is faster says when within the step. */
export const STEP_MS = 60_000;

/** What kind of day it is for people's habits. */
export type Calendar = 'workday' | 'weekend' | 'holiday';

/** What each part of the world shows to the others. Parts step in the order of {@link World}'s fields, so each sees this step's state of those above it and the last step's of those below. */
export interface Weather {
  /** 10-minute mean at 10 m, m/s, and where it blows from. */
  readonly windMps: number;
  readonly windFromDeg: number;
  /** 3-second gust, m/s. */
  readonly gustMps: number;
  /** Intensity at a place, mm/h. */
  rainMmPerH(at: LonLat): number;
  readonly airC: number;
  readonly visibilityM: number;
  readonly thunder: boolean;
  /** In force at this moment. */
  readonly warnings: readonly Warning[];
}
export interface Sea {
  /** Above mean sea level, surge included, m. */
  readonly tideM: number;
  /** Significant wave height outside and in the lee, m. */
  waveHeightM(at: LonLat): number;
}
export interface Water {
  /** Standing water at a low point, m. */
  depthM(lowPointId: string): number;
  /** Fill of a culvert or manhole above its invert, m. */
  levelM(assetId: string): number;
  /** Rain of the last 24 h on a slope, mm. */
  antecedentMm(slopeId: string): number;
}
export interface Traffic {
  speedKmh(edgeId: string): number;
  flowVehPerH(edgeId: string): number;
}
export interface Crowds {
  /** Headcount at a gathering place. */
  people(placeId: string): number;
}
export interface BeachState {
  readonly sand: number;
  readonly water: number;
  readonly closedWater: number;
  readonly tents: number;
  /** Camp and barbecue fires. */
  readonly fires: number;
}
export interface Beaches {
  state(beachId: string): BeachState;
}
export interface Underground {
  /** Ring that stands last, of a shield drive. */
  ring(shieldId: string): number;
  /** True value of a monitoring point, in its kind's unit and sign. */
  value(pointId: string): number;
}
export interface Hazards {
  /** Methane in the air or a chamber at a place, %LEL. */
  ch4(at: LonLat): number;
  /** Obscuration by smoke, %/m. */
  obscuration(at: LonLat): number;
  /** How much warmer fires make it at a place under a roof, K. */
  heatK(at: LonLat): number;
  readonly fires: readonly {
    readonly id: string;
    readonly position: LonLat;
    readonly sinceMs: number;
    readonly kind: 'fire' | 'smoke';
  }[];
}

/** A hull as it really is, whether its transponder tells or not. */
export interface VesselState {
  readonly id: ThingId;
  readonly position: LonLat;
  readonly speedKn: number;
}
export interface Vessels {
  readonly all: readonly VesselState[];
}

export interface World {
  readonly city: CityModel;
  readonly seed: number;
  /** Beginning and end of the day. */
  readonly start: EventTime;
  readonly end: EventTime;
  /** The end of the step at hand, which covers `[now - STEP_MS, now)`. */
  readonly now: EventTime;
  /** Local hour of `now`, [0, 24). */
  readonly hour: number;
  readonly calendar: Calendar;
  readonly weather: Weather;
  readonly sea: Sea;
  readonly water: Water;
  readonly traffic: Traffic;
  readonly crowds: Crowds;
  readonly beaches: Beaches;
  readonly underground: Underground;
  readonly hazards: Hazards;
  readonly vessels: Vessels;
  readonly truth: TruthLedger;
  /** Interventions whose time has come, in order. */
  readonly interventions: readonly Intervention[];
}

/** What a part is made from, besides its script. Whole days of city time have one offset: `start` is its local midnight plus the scenario's own beginning. */
export interface Setting {
  readonly city: CityModel;
  readonly seed: number;
  readonly start: EventTime;
  readonly end: EventTime;
  readonly calendar: Calendar;
  /** Of city time ahead of UTC at the beginning, ms. */
  readonly offsetMs: number;
}

/**
 * How a part is made: `synthetic/<part>/<part>.ts` exports `create<Part>` of this type, and `<Part>Script`. Times in scripts are hours behind the beginning of
 * the day (`atH`, `fromH`, `toH`; fractions are minutes). No script: an ordinary day of that part. Randomness comes by `hashNoise` or `seededRandom` of the seed and
 * fixed names, drawn when the part is made, never in dependence on what other parts do.
 */
export type CreatePart<Script, Slice = unknown> = (script: Script | undefined, setting: Setting) => Process<Slice>;

/** Where processes write down what really is. */
export interface TruthLedger {
  /** A condition begins. Opening one that is open changes nothing but, when worse, its grade. `noticed`: how strongly people nearby see, hear or smell it, 0–1 (default 0): citizens complain of such things. */
  open(condition: Omit<TruthCondition, 'to'>, noticed?: number): void;
  /** It ended. Closing one that is not open changes nothing. */
  close(id: string, at: EventTime): void;
  /** What holds now. */
  readonly active: readonly (TruthCondition & { readonly noticed: number })[];
  /** So many people are in harm's way in this step, by whoever knows; added up over the city. `family`: of the conditions that endanger them. */
  expose(people: number, family: Family): void;
}

/** What is said within a step. Lines and messages of one moment. */
export interface Utterance {
  readonly time: EventTime;
  readonly lines?: readonly string[];
  readonly messages?: readonly Message[];
}

/** One part of the world. Made anew for each run of a day; a pure function of its script, the seed, the world and the steps so far: no clocks, no `Math.random`. */
export interface Process<Slice = unknown> {
  readonly id: string;
  /** What it shows; the same object all day. */
  readonly slice: Slice;
  /** Moves it to `world.now`. */
  step(world: World): void;
  /**
   * What it says in this step by itself, in order of time, each within `[now - STEP_MS, now)`: AIS sentences, vehicles' positions, camera counts, calls, warnings.
   * Called after all parts have stepped, and not at all while the day is lived through in silence: it must leave no trace. Absent: it says nothing; the instruments read it.
   */
  utter?(world: World): Iterable<Utterance>;
  /** The true value that a sensor's datastream stands for, bound once; `undefined` when it is not this part's. */
  probe?(sensor: CitySensor, datastream: string): ((world: World) => number) | undefined;
}
