import type { CityModel, CitySensor } from '../../../geodata/city/city-model.ts';
import type { Grade } from '../../../geodata/model/grade.ts';
import { type ThingId, thingId } from '../../../geodata/model/ids.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import { firstReading } from '../instruments/reading-times.ts';
import { stormCause } from '../water/slopes.ts';
import { STEP_MS, type World } from '../world/world.ts';

/**
 * Mean wind of Beaufort 6, 8, 10, 12 and gusts of one more, m/s: what the gale signals are issued for, blue to red (CMA Order 16, 2007, annex "大风预警信号"; speeds by GB/T 28591-2012 table 1).
 */
const MEAN = [10.8, 17.2, 24.5, 32.7] as const;
const GUST = [13.9, 20.8, 28.5, 37] as const;
/** A limit is left when the wind is so far below it. Ours. */
const OVER = 0.85;
/** The signals are for wind that lasts ("并可能持续"): one gust of a minute is no gale. So many minutes of it: what a mean wind is taken over (WMO-No. 8). */
const LASTS_STEPS = 600_000 / STEP_MS;

/** Knows when it blows a gale in the city: one condition, that every anemometer may show. */
export class GaleWatch {
  readonly #things: readonly ThingId[];
  readonly #most: CitySensor | undefined;
  readonly #share: number;
  /** In how many steps each limit has been reached since it was last left, and when it was first. */
  readonly #reached = MEAN.map(() => ({ steps: 0, since: eventTime(0) }));
  #episode = 0;
  #blowing = false;

  /** `exposure` is an anemometer's share of the open wind. */
  constructor({ sensors }: CityModel, exposure: (id: string) => number) {
    const masts = sensors
      .filter(({ kind }) => kind === 'anemometer')
      .map((sensor) => ({ sensor, share: exposure(sensor.id) }));
    masts.sort((a, b) => b.share - a.share);
    this.#things = masts.map(({ sensor }) => thingId(sensor.id));
    this.#most = masts[0]?.sensor;
    this.#share = masts[0]?.share ?? 0;
  }

  step(world: World): void {
    const [first, ...rest] = this.#things;
    if (!first || !this.#most) return;
    this.#follow(world);
    const id = `gale-${this.#episode}`;
    const lasting = this.#reached.filter(({ steps }) => steps >= LASTS_STEPS);
    const [mildest] = lasting;
    if (!mildest) {
      if (!this.#blowing) return;
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
      grade: (5 - lasting.length) as Grade,
      things: [first, ...rest],
      position: this.#most.position,
      from: mildest.since,
      visibleFrom: firstReading(world, this.#most),
      cause: stormCause(world),
      description: { zh: '全市大风', en: 'Gale over the city' },
    });
  }

  #follow({ now, weather }: World): void {
    const mean = weather.windMps * this.#share;
    const gust = weather.gustMps * this.#share;
    MEAN.forEach((limit, index) => {
      const gustLimit = GUST[index]!;
      const reached = this.#reached[index]!;
      if (mean >= limit || gust >= gustLimit) {
        if (reached.steps === 0) reached.since = now;
        reached.steps++;
      } else if (mean < limit * OVER && gust < gustLimit * OVER) reached.steps = 0;
    });
  }
}
