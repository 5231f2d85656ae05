import type { CityModel } from '../../../geodata/city/city-model.ts';
import type { Grade } from '../../../geodata/model/grade.ts';
import { type ThingId, thingId } from '../../../geodata/model/ids.ts';
import type { World } from '../world/world.ts';

/**
 * Mean wind of Beaufort 6, 8, 10, 12 and gusts of one more, m/s: what the gale signals are issued for, blue to red (CMA Order 16, 2007, annex "大风预警信号"; speeds by GB/T 28591-2012 table 1).
 */
const MEAN = [10.8, 17.2, 24.5, 32.7] as const;
const GUST = [13.9, 20.8, 28.5, 37] as const;
/** It is over when the wind is so far below the lowest limit. Ours. */
const OVER = 0.85;

/** Knows when it blows a gale in the city: one condition, that every anemometer may show. */
export class GaleWatch {
  readonly #things: readonly ThingId[];
  readonly #share: number;
  #episode = 0;
  #blowing = false;

  /** `exposure` is an anemometer's share of the open wind. */
  constructor({ sensors }: CityModel, exposure: (id: string) => number) {
    const masts = sensors.filter(({ kind }) => kind === 'anemometer').map(({ id }) => ({ id, share: exposure(id) }));
    masts.sort((a, b) => b.share - a.share);
    this.#things = masts.map(({ id }) => thingId(id));
    this.#share = masts[0]?.share ?? 0;
  }

  step(world: World): void {
    const [first, ...rest] = this.#things;
    if (!first) return;
    const mean = world.weather.windMps * this.#share;
    const gust = world.weather.gustMps * this.#share;
    const id = `gale-${this.#episode}`;
    const level = Math.max(reached(mean, MEAN), reached(gust, GUST));
    if (level === 0) {
      if (!this.#blowing || mean > MEAN[0] * OVER || gust > GUST[0] * OVER) return;
      this.#blowing = false;
      this.#episode++;
      world.truth.close(id, world.now);
      return;
    }
    this.#blowing = true;
    world.truth.open({
      id,
      family: 'city',
      kind: 'threshold',
      grade: (5 - level) as Grade,
      things: [first, ...rest],
      position: world.city.sensors.find((sensor) => sensor.id === first)?.position ?? world.city.centre,
      from: world.now,
      visibleFrom: world.now,
      cause: world.weather.warnings.some(({ event }) => event === '台风') ? 'typhoon' : 'rainstorm',
      description: { zh: '全市大风', en: 'Gale over the city' },
    });
  }
}

/** How many of the limits a wind has passed, 0–4. */
const reached = (mps: number, limits: readonly number[]): number => limits.filter((limit) => mps >= limit).length;
