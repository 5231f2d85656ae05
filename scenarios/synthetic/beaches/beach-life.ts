import type { Beach } from '../../../geodata/city/city-model.ts';
import { nameSeed } from '../../../geodata/city/name-seed.ts';
import { hashNoise } from '../../../geodata/city/seeded-random.ts';
import { distanceM, type LonLat } from '../../../geodata/model/geometry.ts';
import type { Warning } from '../../../ingestion/observation.ts';
import { rhythm } from '../world/rhythm.ts';
import type { BeachState, Setting, World } from '../world/world.ts';
import type { BeachClosing, BeachesScript } from './beaches-script.ts';
import * as habits from './habits.ts';
import { type Party, planParties, sendHome } from './parties.ts';
import { Visitors } from './visitors.ts';

const MINUTE_MS = 60_000;

/** One beach and everybody on it. */
export class BeachLife {
  readonly beach: Beach;
  state: BeachState = { sand: 0, water: 0, closedWater: 0, tents: 0, fires: 0 };
  /** Closed by its managers, since. */
  closedAtMin: number | undefined;
  readonly #seed: number;
  readonly #busiest: number;
  readonly #watchesWaves: boolean;
  readonly #visitors: Visitors;
  readonly #parties: readonly Party[];
  readonly #closings: readonly BeachClosing[];
  #sweptAtMin: number | undefined;
  #callsAtMin: readonly number[] = [];
  #heeded = new Set<string>();

  constructor(beach: Beach, script: BeachesScript, setting: Setting) {
    this.beach = beach;
    this.#seed = nameSeed(setting.seed, beach.id);
    const usual = habits.BUSIEST[setting.calendar][beach.managed ? 'managed' : 'wild'];
    const liked = 0.7 + 0.6 * hashNoise(this.#seed, 0);
    this.#busiest = script.busiest?.[beach.id] ?? beach.capacity * usual * liked;
    this.#watchesWaves = script.waveWatching?.includes(beach.id) ?? false;
    this.#visitors = new Visitors(this.#seed, longestWayM(beach));
    const midnightMin = -((setting.start + setting.offsetMs) % 86_400_000) / MINUTE_MS;
    this.#parties = [
      ...planParties(beach, this.#seed, setting.calendar, midnightMin, script.camping ?? 1),
      ...straysOf(beach, script),
    ];
    this.#closings = (script.closings ?? []).filter((closing) => closing.beach === beach.id);
  }

  /** Who came and who went, parties included. */
  get tally(): { readonly arrived: number; readonly left: number } {
    return { arrived: this.#visitors.arrived, left: this.#visitors.left };
  }

  step(world: World, minute: number): void {
    this.#heedOrders(world, minute);
    this.#heedWarnings(world.weather.warnings, minute);
    const wanted = this.#wanted(world);
    const isClosed = this.closedAtMin !== undefined;
    const isSwept = this.#sweptAtMin !== undefined && minute >= this.#sweptAtMin;
    const { people } = this.#visitors;
    const usualMean = Math.max(0, wanted / habits.STAY_MIN + (wanted - people) / habits.FOLLOWS_MIN);
    const comeMean = isSwept ? 0 : isClosed ? (wanted / habits.STAY_MIN) * habits.SLIPS_IN : usualMean;
    const hurry =
      people > wanted ? 1 + ((people - wanted) / Math.max(1, people)) * (habits.STAY_MIN / habits.FOLLOWS_MIN) : 1;
    this.#visitors.pass(minute, comeMean, hurry, isClosed);
    this.state = this.#spread(world, minute);
  }

  #heedOrders(world: World, minute: number): void {
    const ordered = world.interventions.some(
      ({ kind, at, ...more }) => kind === 'close_beach' && 'beach' in more && more.beach === this.beach.id,
    );
    const planned = this.#closings.find(({ atH }) => Math.round(atH * 60) <= minute);
    if (this.closedAtMin === undefined && (ordered || planned)) this.#close(minute);
    if (this.#callsAtMin.includes(minute)) this.#visitors.call(minute);
    if (this.#sweptAtMin !== minute) return;
    this.#visitors.sweep(minute, habits.SWEEP_MIN);
    for (const party of this.#parties) party.toMin = Math.min(party.toMin, minute + habits.SWEEP_MIN);
  }

  /** Loudspeakers, red flags, lifeguards; calls and the sweep follow as the managers' plan has it, whenever they close. */
  #close(minute: number): void {
    const plan = this.#closings[0];
    this.closedAtMin = minute;
    this.#callsAtMin = (plan?.callsAfterMin ?? []).map((after) => minute + after);
    this.#sweptAtMin =
      this.beach.managed || plan ? minute + (plan?.sweepAfterMin ?? habits.SWEEP_AFTER_MIN) : undefined;
    this.#visitors.close(minute);
    sendHome(this.#parties, minute, this.#seed, habits.CAMP_COMPLIANCE);
  }

  #heedWarnings(warnings: readonly Warning[], minute: number): void {
    for (const { id, event, grade } of warnings) {
      if (this.#heeded.has(id)) continue;
      this.#heeded.add(id);
      if (grade === undefined || !habits.HEEDED.includes(event) || minute <= 1) continue;
      if (grade <= 2) sendHome(this.#parties, minute, this.#seed, habits.CAMPS_HEED[grade as 1 | 2]);
      this.#visitors.warn(minute, habits.ON_WARNING[grade][0] * (this.#watchesWaves ? 0.15 : 1));
    }
  }

  /** How many would like to be here. */
  #wanted({ hour, weather }: World): number {
    const fine = this.#busiest * rhythm(habits.RHYTHM, hour);
    if (this.#watchesWaves) return fine;
    const at = this.beach.waterLine[0]!;
    const dry = Math.exp((-weather.rainMmPerH(at) / habits.RAIN_MM_PER_H) * 1.1);
    const [light, strong] = habits.WIND_MPS;
    const calm = 1 - Math.min(1, Math.max(0, (weather.windMps - light) / (strong - light)));
    let heed = 1;
    for (const { event, grade } of weather.warnings)
      if (grade !== undefined && habits.HEEDED.includes(event)) heed = Math.min(heed, habits.ON_WARNING[grade][1]);
    return fine * dry * calm * heed;
  }

  /** Who of them is where. */
  #spread(world: World, minute: number): BeachState {
    const { people } = this.#visitors;
    const { hour, weather, sea } = world;
    const warm = Math.min(1, Math.max(0, (weather.airC - habits.TOO_COLD_C) / (30 - habits.TOO_COLD_C)));
    const day = hour < 6.5 || hour > 20 ? 0 : Math.min(1, (hour - 6.5) / 2.5, (20 - hour) / 2);
    const calm = Math.exp(-Math.max(0, sea.waveHeightM(this.beach.waterLine[0]!) - 0.5) * 1.2);
    const cleared = this.closedAtMin === undefined ? 1 : Math.exp(-(minute - this.closedAtMin) / 6);
    const share = habits.BATHING * warm * day * calm * (weather.thunder ? 0.4 : 1) * cleared;
    const bathing = Math.min(
      people,
      Math.floor(people * share * (0.85 + 0.3 * this.#wave(minute, 20, 1)) + this.#wave(minute, 25, 2)),
    );
    // Somebody drifts over the line for a while, then is whistled back.
    const adrift = habits.IN_CLOSED_WATER * 8 * Math.max(0, this.#wave(minute, 25, 3) - 0.74);
    const closed = this.beach.managed ? Math.floor(bathing * adrift + this.#wave(minute, 25, 3) * 0.7) : bathing;
    const closedWater = Math.min(bathing, this.beach.closedWater ? closed : 0);
    const state = { sand: people - bathing, water: bathing - closedWater, closedWater, tents: 0, fires: 0 };
    for (const party of this.#parties) if (party.fromMin <= minute && minute < party.toMin) join(state, party, minute);
    return state;
  }

  /** Noise that wanders within [0, 1) over so many minutes. */
  #wave(minute: number, everyMin: number, what: number): number {
    const slot = Math.floor(minute / everyMin);
    const share = minute / everyMin - slot;
    const ease = share * share * (3 - 2 * share);
    const at = (index: number) => hashNoise(this.#seed + 500 + what, index);
    return at(slot) * (1 - ease) + at(slot + 1) * ease;
  }
}

function join(state: { -readonly [Key in keyof BeachState]: number }, party: Party, minute: number): void {
  state[party.where] += party.people;
  state.tents += party.tents;
  if (party.fire && minute >= party.fire[0] && minute < Math.min(party.fire[1], party.toMin)) state.fires++;
}

const straysOf = ({ id }: Beach, { strays = [] }: BeachesScript): Party[] =>
  strays
    .filter(({ beach }) => beach === id)
    .map(({ atH, minutes, people }) => {
      const fromMin = Math.round(atH * 60);
      return { fromMin, toMin: fromMin + minutes, people, where: 'closedWater', tents: 0 };
    });

/** From the water line to the nearest exit, at worst, metres along the beach. */
function longestWayM({ waterLine, exits }: Beach): number {
  const nearest = (at: LonLat) => Math.min(...exits.map((exit) => distanceM(at, exit)));
  return exits.length === 0 ? 300 : Math.max(...waterLine.map(nearest));
}
