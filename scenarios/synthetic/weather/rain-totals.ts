import type { CitySensor } from '../../../geodata/city/city-model.ts';
import type { Weather, World } from '../world/world.ts';

/** One tip of the bucket, mm: 0.2 is usual for urban networks (WMO-No. 8, 2018, vol. I, §6.5: 0.1–0.5). */
const BUCKET_MM = 0.2;

interface Gauge {
  readonly sensor: CitySensor;
  /** Totals at the ends of the last steps, newest at `at`. */
  readonly totals: Float64Array;
}

/** What fell into each rain gauge so far, and since its last reading. */
export class RainTotals {
  readonly #gauges: readonly Gauge[];
  readonly #byId: ReadonlyMap<string, Gauge>;
  #steps = 0;

  constructor(sensors: readonly CitySensor[]) {
    this.#gauges = sensors
      .filter(({ kind }) => kind === 'rain_gauge')
      .map((sensor) => ({ sensor, totals: new Float64Array(minutesOf(sensor) + 1) }));
    this.#byId = new Map(this.#gauges.map((gauge) => [gauge.sensor.id, gauge]));
  }

  add(weather: Weather, hours: number): void {
    for (const { sensor, totals } of this.#gauges) {
      const before = totals[this.#steps % totals.length]!;
      totals[(this.#steps + 1) % totals.length] = before + weather.rainMmPerH(sensor.position) * hours;
    }
    this.#steps++;
  }

  /** Rain since the previous reading, in whole tips of the bucket: what does not fill it counts next time. */
  probe(sensor: CitySensor): ((world: World) => number) | undefined {
    const gauge = this.#byId.get(sensor.id);
    if (!gauge) return undefined;
    const { totals } = gauge;
    const { length } = totals;
    return () => {
      const tips = Math.floor(totals[this.#steps % length]! / BUCKET_MM);
      const before = Math.floor(totals[(this.#steps + 1) % length]! / BUCKET_MM);
      return Math.round((tips - before) * BUCKET_MM * 10) / 10;
    };
  }
}

const minutesOf = ({ intervalS }: CitySensor): number => Math.max(1, Math.floor(intervalS / 60));
