import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventTime } from '../../../geodata/model/time.ts';
import { endOf } from '../../../scenarios/season/season-block.ts';
import { seasonCalendar } from '../../../scenarios/season/season-calendar.ts';

const DAY_MS = 24 * 3_600_000;
const UNTIL = eventTime(Date.parse('2026-11-20T00:00:00+08:00'));
const season = (days: number, seed: number, until = UNTIL) =>
  seasonCalendar({ days, until, timeZone: 'Asia/Shanghai', seed });

describe('a season', () => {
  test('covers every hour once, whatever its length, end and seed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 120 }),
        fc.nat(),
        fc.integer({ min: 0, max: 400 * DAY_MS }),
        (days, seed, shift) => {
          const until = eventTime(UNTIL + shift);
          const blocks = season(days, seed, until);
          for (const [index, block] of blocks.entries()) {
            expect(block.index).toBe(index);
            expect(block.durationMs).toBeGreaterThan(0);
            expect(endOf(block)).toBe(blocks[index + 1]?.start ?? until);
          }
          expect(until - blocks[0]!.start).toBeGreaterThan((days - 1) * DAY_MS);
          expect(until - blocks[0]!.start).toBeLessThanOrEqual(days * DAY_MS);
        },
      ),
      { numRuns: 25 },
    );
  });

  test('is the same again for the same seed, and each block has a seed of its own', () => {
    expect(season(60, 7)).toEqual(season(60, 7));
    expect(season(60, 7)).not.toEqual(season(60, 8));
    const blocks = season(60, 7);
    expect(new Set(blocks.map(({ seed }) => seed)).size).toBe(blocks.length);
  });

  test('of sixty days has eventful days of every kind among ordinary ones', () => {
    for (const seed of [1, 2, 3]) {
      const count = new Map<string, number>();
      for (const { scenario } of season(60, seed)) count.set(scenario, (count.get(scenario) ?? 0) + 1);
      expect([...count.keys()].sort()).toEqual(
        [
          'ordinary',
          'complaint-wave',
          'flood-night',
          'gas-leak',
          'golden-week',
          'karst-shield',
          'muck-trucks',
          'night-boats',
          'sensor-storm',
          'typhoon-day',
        ].sort(),
      );
      expect(count.get('typhoon-day')).toBeLessThanOrEqual(2);
      expect(count.get('ordinary')).toBeGreaterThanOrEqual(40);
    }
  });

  test('knows the National Day holiday', () => {
    const holidays = season(60, 1).filter(({ calendar }) => calendar === 'holiday');
    expect(new Date(holidays[0]!.start).toISOString()).toBe('2026-09-30T16:00:00.000Z');
  });
});
