import { hourOf } from '../../../geodata/model/local-time.ts';
import { type EventTime, eventTime } from '../../../geodata/model/time.ts';
import type { Message } from '../../../ingestion/observation.ts';
import type { Heard, Intervention, Outcome } from '../../scenario.ts';
import { Ledger } from './truth-ledger.ts';
import {
  type Beaches,
  type Crowds,
  type Hazards,
  type Process,
  type Sea,
  type Setting,
  STEP_MS,
  type Traffic,
  type Underground,
  type Utterance,
  type Vessels,
  type Water,
  type Weather,
  type World,
} from './world.ts';

/** All parts of a world, in the order in which they step. */
export interface Parts {
  readonly weather: Process<Weather>;
  readonly sea: Process<Sea>;
  readonly water: Process<Water>;
  readonly traffic: Process<Traffic>;
  readonly crowds: Process<Crowds>;
  readonly beaches: Process<Beaches>;
  readonly underground: Process<Underground>;
  readonly hazards: Process<Hazards>;
  readonly vessels: Process<Vessels>;
  /** Those whom the others need not see, in the order in which they step: trucks, citizens, cameras, instruments. */
  readonly others: readonly Process[];
}

type MovingWorld = { -readonly [Key in keyof World]: World[Key] };

const inOrder = (parts: Parts): readonly Process[] => [
  parts.weather,
  parts.sea,
  parts.water,
  parts.traffic,
  parts.crowds,
  parts.beaches,
  parts.underground,
  parts.hazards,
  parts.vessels,
  ...parts.others,
];

/** One course of a day, lived through step by step, once. */
export class Course {
  readonly #processes: readonly Process[];
  readonly #ledger: Ledger;
  readonly #world: MovingWorld;
  readonly #interventions: readonly Intervention[];
  readonly #offsetMs: number;

  constructor(setting: Setting, parts: Parts, interventions: readonly Intervention[]) {
    this.#processes = inOrder(parts);
    this.#ledger = new Ledger(setting.end);
    this.#offsetMs = setting.offsetMs;
    this.#interventions = [...interventions].sort((a, b) => a.at - b.at);
    this.#world = {
      ...setting,
      now: setting.start,
      hour: hourOf(setting.start, setting.offsetMs),
      weather: parts.weather.slice,
      sea: parts.sea.slice,
      water: parts.water.slice,
      traffic: parts.traffic.slice,
      crowds: parts.crowds.slice,
      beaches: parts.beaches.slice,
      underground: parts.underground.slice,
      hazards: parts.hazards.slice,
      vessels: parts.vessels.slice,
      truth: this.#ledger,
      interventions: [],
    };
  }

  /** Everything heard in `[from, end)`. What comes before is lived through in silence. */
  *play(from: EventTime): Generator<Heard> {
    while (this.#step()) {
      if (this.#world.now <= from) continue;
      for (const heard of this.#heard()) if (heard.time >= from) yield heard;
    }
  }

  outcome(): Outcome {
    while (this.#step());
    return this.#ledger.outcome();
  }

  /** False when the day is over. */
  #step(): boolean {
    const world = this.#world;
    if (world.now >= world.end) return false;
    const now = eventTime(Math.min(world.now + STEP_MS, world.end));
    world.now = now;
    world.hour = hourOf(now, this.#offsetMs);
    // What is done at a moment is felt from the next step on, not in the one under way: nothing heard before it may change.
    const due = this.#interventions.filter(({ at }) => at <= now - STEP_MS);
    if (due.length !== world.interventions.length) world.interventions = due;
    for (const process of this.#processes) process.step(world);
    this.#ledger.settle(now);
    return true;
  }

  /** What is said in this step, by time; within a moment in the order of the parts. */
  #heard(): readonly Heard[] {
    const heard: Heard[] = [];
    for (const process of this.#processes) {
      if (!process.utter) continue;
      for (const utterance of process.utter(this.#world)) {
        const said = this.#unmuted(utterance);
        if (said) heard.push(said);
      }
    }
    return heard.sort((a, b) => a.time - b.time);
  }

  #unmuted({ time, lines = [], messages = [] }: Utterance): Heard | undefined {
    const muted = mutedAt(this.#interventions, time);
    const audible: readonly Message[] = muted.size === 0 ? messages : messages.filter(({ thing }) => !muted.has(thing));
    return lines.length === 0 && audible.length === 0 ? undefined : { time, lines, messages: audible };
  }
}

const NOBODY: ReadonlySet<string> = new Set();

/** The things that say nothing at a moment because somebody muted them. */
function mutedAt(interventions: readonly Intervention[], time: EventTime): ReadonlySet<string> {
  if (interventions.length === 0) return NOBODY;
  const muted = new Set<string>();
  for (const each of interventions)
    if (each.kind === 'mute_thing' && each.at <= time && (each.until === undefined || time < each.until))
      muted.add(each.thing);
  return muted;
}
