import type { CitySensor } from '../../../geodata/city/city-model.ts';
import type { Bilingual } from '../../../geodata/model/text.ts';
import type { EventTime } from '../../../geodata/model/time.ts';
import type { Observation } from '../../../ingestion/observation.ts';
import type { ScanningDetector, Surroundings } from '../../detector.ts';
import type { Finding, Raise } from '../../finding.ts';
import type { ReadingRule } from '../readings/reading-finding.ts';
import { type DeviceState, DeviceWatch, type Limits } from './device-watch.ts';
import { sensorsOf } from './sensors-of.ts';

/** What a rule has to say about one of its devices. */
export type Told = Omit<Raise, 'kind' | 'detector' | 'key' | 'time' | 'family' | 'alertKind' | 'ruleVersion'>;

/** A rule about devices that the city describes, each looked at by itself. */
export interface DeviceRule extends ReadingRule {
  /** Readings in a row that must be within before an alert clears. */
  readonly clearNeed: number;
  /** `undefined`: this device is no concern of the rule's. */
  limitsOf(
    reading: Observation,
    sensor: CitySensor,
    state: DeviceState | undefined,
    around: Surroundings,
  ): Limits | undefined;
  describe(sensor: CitySensor, state: DeviceState, time: EventTime, around: Surroundings): Told;
  within(sensor: CitySensor, state: DeviceState): Bilingual;
  /** What the rule itself remembers of its open alerts. */
  readonly memory?: {
    forget(sensor: CitySensor): void;
    snapshot(): unknown;
    restore(snapshot: unknown): void;
  };
}

interface Snapshot {
  readonly devices: unknown;
  readonly memory?: unknown;
}

/** Looks at what is new at each device every ten seconds of event time: one device, one alert. */
export class DeviceDetector implements ScanningDetector<Observation> {
  readonly shape = 'scanning';
  /** Ours: a sixth of what a median alarm may be late. */
  readonly intervalMs = 10_000;
  /** While restarted devices are waited for. */
  readonly settleMs = 4 * 60_000;
  readonly #rule: DeviceRule;
  readonly #watch: DeviceWatch;

  constructor(rule: DeviceRule) {
    this.#rule = rule;
    this.#watch = new DeviceWatch(rule.clearNeed);
  }

  observe(reading: Observation, around: Surroundings): void {
    const sensor = sensorsOf(around.city).get(reading.thing);
    if (!sensor) return;
    const limits = this.#rule.limitsOf(reading, sensor, this.#watch.state(reading.thing), around);
    if (limits) this.#watch.observe(reading, limits);
  }

  scan(time: EventTime, around: Surroundings, emit: (finding: Finding) => void): void {
    const { id: detector, family, alertKind, version: ruleVersion, memory } = this.#rule;
    this.#watch.scan(time, (thing, change, state) => {
      const sensor = sensorsOf(around.city).get(thing)!;
      const base = { detector, key: `${detector}/${thing}`, time };
      if (change === 'clear') {
        memory?.forget(sensor);
        emit({ kind: 'clear', ...base, message: this.#rule.within(sensor, state) });
        return;
      }
      const told = this.#rule.describe(sensor, state, time, around);
      if (change === 'raise') emit({ kind: 'raise', ...base, family, alertKind, ruleVersion, ...told });
      else {
        const { grade, measure, message, evidence } = told;
        emit({ kind: 'update', ...base, grade, message, evidence, ...(measure && { measure }) });
      }
    });
  }

  snapshot(): Snapshot {
    const { memory } = this.#rule;
    return { devices: this.#watch.snapshot(), ...(memory && { memory: memory.snapshot() }) };
  }

  restore(snapshot: unknown): void {
    const { devices, memory } = snapshot as Snapshot;
    this.#watch.restore(devices);
    this.#rule.memory?.restore(memory);
  }
}
