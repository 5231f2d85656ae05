import { distanceM, type LonLat } from '../../../geodata/model/geometry.ts';
import type { ThingId } from '../../../geodata/model/ids.ts';
import type { EventTime } from '../../../geodata/model/time.ts';
import type { Detection, Observation, Report } from '../../../ingestion/observation.ts';
import type { ScanningDetector, Surroundings } from '../../detector.ts';
import type { Finding } from '../../finding.ts';
import { DeviceDetector } from '../devices/device-detector.ts';
import { sensorsOf } from '../devices/sensors-of.ts';
import { BurningPlaces } from './burning-places.ts';
import { fire } from './fire.ts';
import { type FireParameters, RULE } from './parameters.ts';
import { SeenFlames } from './seen-flames.ts';
import { tellOfCallers, tellOfCamera } from './tell-fire.ts';
import { type FireReport, ToldFlames } from './told-flames.ts';

type Wanted = Observation | Detection | Report;
type Emit = (finding: Finding) => void;

/** An alert that rests on what people or cameras say. */
interface OpenAlert {
  readonly key: string;
  readonly position: LonLat;
  /** Callers only: when one of them was last heard. */
  heardAt: EventTime;
}

interface Snapshot {
  readonly devices: unknown;
  readonly seen: unknown;
  readonly told: unknown;
  readonly places: unknown;
  readonly open: readonly OpenAlert[];
  readonly signs: readonly (readonly [ThingId, EventTime])[];
}

/**
 * Fires by three kinds of witness: smoke detectors and thermometers in the rooms, cameras, and callers. Each device that shows flames raises its own alert; a camera or callers only where
 * nothing else tells of a fire yet. All that is told of one place has one cause.
 */
export class FireDetector implements ScanningDetector<Wanted> {
  readonly shape = 'scanning';
  readonly intervalMs = 10_000;
  /** Until callers who fell silent are believed to have nothing more to say. */
  readonly settleMs: number;
  readonly #parameters: FireParameters;
  readonly #places = new BurningPlaces();
  readonly #devices: DeviceDetector;
  readonly #seen: SeenFlames;
  readonly #told: ToldFlames;
  #open = new Map<string, OpenAlert>();
  /** Devices that lately showed gas or smoke, which makes one caller enough. */
  readonly #signs = new Map<ThingId, EventTime>();

  constructor(parameters: FireParameters) {
    this.#parameters = parameters;
    this.#devices = new DeviceDetector(fire(parameters, this.#places));
    this.#seen = new SeenFlames(parameters);
    this.#told = new ToldFlames(parameters);
    this.settleMs = Math.max(this.#devices.settleMs, parameters.callersSilentS * 1000 + this.intervalMs);
  }

  observe(message: Wanted, around: Surroundings): void {
    if (message.kind === 'detection') this.#seen.observe(message, around.city);
    else if (message.kind === 'report') this.#told.observe(message, around.city);
    else {
      const sign = message.datastream === 'ch4' ? this.#parameters.signLel : this.#parameters.signPercentM;
      const isSign = message.datastream !== 'temperature' && message.value >= sign && message.quality === 'good';
      if (isSign) this.#signs.set(message.thing, message.time);
      if (message.datastream !== 'ch4') this.#devices.observe(message, around);
    }
  }

  scan(time: EventTime, around: Surroundings, emit: Emit): void {
    this.#devices.scan(time, around, emit);
    this.#look(time, around, emit);
    this.#listen(time, around, emit);
  }

  snapshot(): Snapshot {
    return {
      devices: this.#devices.snapshot(),
      seen: this.#seen.snapshot(),
      told: this.#told.snapshot(),
      places: this.#places.snapshot(),
      open: [...this.#open.values()].map((alert) => ({ ...alert })),
      signs: [...this.#signs],
    };
  }

  restore(snapshot: unknown): void {
    const { devices, seen, told, places, open, signs } = snapshot as Snapshot;
    this.#devices.restore(devices);
    this.#seen.restore(seen);
    this.#told.restore(told);
    this.#places.restore(places);
    this.#open = new Map(open.map((alert) => [alert.key, { ...alert }]));
    for (const [thing, at] of signs) this.#signs.set(thing, at);
  }

  #look(time: EventTime, { city }: Surroundings, emit: Emit): void {
    const keyOf = (camera: ThingId) => `${RULE.id}/camera/${camera}`;
    this.#seen.scan(
      (camera) => this.#open.has(keyOf(camera)),
      (camera, change, state) => {
        const key = keyOf(camera);
        if (change === 'out') {
          this.#close(key, time, emit, {
            zh: '摄像机连续多次未再见到明火。',
            en: 'The camera has not seen flames for several looks.',
          });
          return;
        }
        if (this.#places.at(state.position) !== undefined) return;
        const cause = this.#openAt(key, state.position, time, `fire/${camera}`);
        emit({ ...tellOfCamera(camera, state, city, this.#parameters), key, time, cause });
      },
    );
  }

  #listen(time: EventTime, { city }: Surroundings, emit: Emit): void {
    const { callersSilentS, reportsWithinM, reportsWithinS, reportsNeed } = this.#parameters;
    this.#told.forget(time);
    for (const reports of this.#told.told()) {
      const position = middleOf(reports);
      const known = [...this.#open.values()].find(
        ({ key, position: at }) => isOfCallers(key) && distanceM(at, position) <= reportsWithinM,
      );
      if (known) known.heardAt = time;
      if (known || this.#places.at(position, reportsWithinM) !== undefined) continue;
      const sign = this.#signNear(position, time, city);
      if (reports.length < (sign === undefined ? reportsNeed : 1)) continue;
      const [first] = reports;
      const key = `${RULE.id}/callers/${first!.id}`;
      const cause = this.#openAt(key, position, time, `fire/${first!.id}`);
      emit({ ...tellOfCallers(reports, position, sign, city, this.#parameters), key, time, cause });
    }
    for (const { key, heardAt } of [...this.#open.values()])
      if (isOfCallers(key) && time >= heardAt + callersSilentS * 1000)
        this.#close(key, time, emit, { zh: '已久无新的火情报告。', en: 'Nobody has reported fire there for long.' });
    const oldest = time - reportsWithinS * 1000;
    for (const [thing, at] of this.#signs) if (at < oldest) this.#signs.delete(thing);
  }

  /** A device near by that showed gas or smoke of late. */
  #signNear(position: LonLat, time: EventTime, city: Surroundings['city']): ThingId | undefined {
    const oldest = time - this.#parameters.reportsWithinS * 1000;
    for (const [thing, at] of [...this.#signs].sort()) {
      const sensor = sensorsOf(city).get(thing);
      if (sensor && at >= oldest && distanceM(sensor.position, position) <= this.#parameters.reportsWithinM)
        return thing;
    }
    return undefined;
  }

  #openAt(key: string, position: LonLat, heardAt: EventTime, cause: string): string {
    this.#open.set(key, { key, position, heardAt });
    return this.#places.join(key, position, cause);
  }

  #close(key: string, time: EventTime, emit: Emit, message: { readonly zh: string; readonly en: string }): void {
    this.#open.delete(key);
    this.#places.leave(key);
    emit({ kind: 'clear', detector: RULE.id, key, time, message });
  }
}

const isOfCallers = (key: string): boolean => key.startsWith(`${RULE.id}/callers/`);

function middleOf(reports: readonly FireReport[]): LonLat {
  const sum = reports.reduce<[number, number]>(([x, y], { position: [lon, lat] }) => [x + lon, y + lat], [0, 0]);
  return [sum[0] / reports.length, sum[1] / reports.length];
}
