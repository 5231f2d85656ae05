import { hashNoise } from '../../../geodata/city/seeded-random.ts';
import { type EventTime, eventTime } from '../../../geodata/model/time.ts';
import type { Message, Observation, Quality } from '../../../ingestion/observation.ts';
import { type Process, type Setting, STEP_MS, type Utterance, type World } from '../world/world.ts';
import { bindChannels, type Channel } from './channels.ts';
import { DriftWatch } from './drift-watch.ts';
import { type FaultScript, Faults } from './faults.ts';

export type { FaultScript } from './faults.ts';

export interface Instrumentation {
  /** Whose true values they read. */
  readonly parts: readonly Process[];
  /** Ordinary readings come so many times more seldom. */
  readonly thin: number;
}

/** Ours: what gets lost, comes late and comes twice on a city's networks. */
const LOST_SHARE = 0.003;
const LATE_SHARE = 0.002;
const TWICE_SHARE = 0.001;
/** Late ones come at the end of the step. */
const LATE_SECOND = STEP_MS / 1000 - 1;

class Instruments implements Process<undefined> {
  readonly id = 'instruments';
  readonly slice = undefined;
  readonly #channels: readonly Channel[];
  readonly #faults: Faults;
  readonly #drifts: DriftWatch;
  readonly #thin: number;

  constructor(script: FaultScript, setting: Setting, { parts, thin }: Instrumentation) {
    this.#channels = bindChannels(setting, parts);
    this.#faults = new Faults(script, this.#channels, setting.city);
    this.#drifts = new DriftWatch(this.#channels, setting.city);
    this.#thin = thin;
  }

  step(world: World): void {
    this.#faults.step(world);
    this.#drifts.step(world);
  }

  /** Readings of the same second go together, so that a day is many small lists and not millions. */
  utter(world: World): readonly Utterance[] {
    const utterances: Utterance[] = [];
    const begin = world.now - STEP_MS;
    const step = Math.round((begin - world.start) / STEP_MS);
    const hours = (begin - world.start) / 3_600_000;
    const late: Message[] = [];
    let second = -1;
    let messages: Message[] = [];
    for (const channel of this.#channels) {
      // A device that chatters restarts every minute, and says so much every time.
      if ((step + channel.phase) % channel.period !== 0 && channel.fault !== 'chatter') continue;
      const chance = hashNoise(channel.seed, step);
      if (chance < LOST_SHARE || channel.fault === 'silent') continue;
      const value = measured(channel, world, step, hours);
      if (this.#thin > 1 && this.#spare(channel, step, value)) continue;
      const reading = read(channel, begin, value, step);
      if (chance > 1 - LATE_SHARE) {
        late.push(reading);
        continue;
      }
      if (channel.second !== second) {
        second = channel.second;
        messages = [];
        utterances.push({ time: eventTime(begin + second * 1000), messages });
      }
      messages.push(reading);
      if (chance < LOST_SHARE + TWICE_SHARE) messages.push(reading);
    }
    if (late.length > 0) utterances.push({ time: eventTime(begin + LATE_SECOND * 1000), messages: late });
    return utterances;
  }

  /** Whether an ordinary reading is left out. */
  #spare({ seed, low, high, period, fault }: Channel, step: number, value: number): boolean {
    if (fault !== undefined || value < low || value > high) return false;
    return (Math.floor(step / period) + (seed % this.#thin)) % this.#thin !== 0;
  }
}

function measured(channel: Channel, world: World, step: number, hours: number): number {
  const { fault, held, perUnit, noise, share, least, most } = channel;
  if (held !== undefined && (fault === 'stuck' || (fault === 'chatter' && step % 2 === 0))) return held;
  const truth = channel.probe(world);
  // Two uniform halves of one draw make a triangle, close enough to a bell: its deviation is 1/√6.
  const draw = hashNoise(channel.seed ^ 0x5bd1e995, step) * 65_536;
  const bell = (Math.floor(draw) / 65_536 + (draw % 1) - 1) * 2.449_49;
  const value = truth + bell * (noise + share * Math.abs(truth)) + channel.driftPerH * hours;
  const told = Math.round(value * perUnit) / perUnit;
  return told < least ? least : told > most ? most : told;
}

function read(
  { thing, datastream, second, skewMs, fault }: Channel,
  begin: number,
  value: number,
  step: number,
): Observation {
  const time: EventTime = eventTime(begin + second * 1000 + skewMs);
  // A loose contact is noticed by the device itself now and then.
  const quality: Quality = fault === 'chatter' && step % 4 === 0 ? 'suspect' : 'good';
  return { kind: 'observation', thing, datastream, time, value, quality };
}

/** What reads the world: every sensor and monitoring point of the city, as well as such devices do. */
export const createInstruments = (
  script: FaultScript | undefined,
  setting: Setting,
  instrumentation: Instrumentation,
): Process<undefined> => new Instruments(script ?? {}, setting, instrumentation);
