import { describe, expect, it } from 'vitest';
import { eventTime } from '../../../../geodata/model/time.ts';
import { SCENARIOS } from '../../../../scenarios/registry.ts';
import { aDay, startOf } from '../../../builders/played-day.ts';
import { smallTown } from '../../../builders/small-town.ts';
import { worksCity } from '../../../builders/works-city.ts';

const HOUR_MS = 3_600_000;
const SEEDS = 200;
/** Every so many seeds the whole day is lived through. */
const WHOLE_EVERY = 25;
const cities = [smallTown(), worksCity()];

describe.each(SCENARIOS.map((scenario) => [scenario.id, scenario] as const))('%s', (_, scenario) => {
  const start = startOf(scenario);

  it('survives any seed', () => {
    for (let index = 0; index < SEEDS; index++) {
      const seed = index * 7919 + 13;
      const day = aDay(scenario, { city: cities[index % cities.length]!, seed });
      if (index % WHOLE_EVERY === 0) {
        const { truth } = day.outcome();
        expect(new Set(truth.map(({ id }) => id)).size).toBe(truth.length);
        continue;
      }
      // Some hours in silence, then what is heard for a moment.
      const from = eventTime(start + (index % 4) * HOUR_MS);
      let heard = 0;
      for (const { time } of day.play(from)) {
        expect(time).toBeGreaterThanOrEqual(from);
        if (++heard > 20) break;
      }
      expect(heard, `seed ${seed}`).toBeGreaterThan(0);
    }
  });
});
