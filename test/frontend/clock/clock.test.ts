import { describe, expect, it } from 'vitest';
import { spanOf } from '../../../frontend/clock/age.ts';
import { clockTime, momentTime } from '../../../frontend/clock/city-time.ts';
import { ringText, timeLeft } from '../../../frontend/clock/time-left.ts';

const MINUTE = 60_000;

describe('time left', () => {
  it.each([
    [30, 24, 'calm', '24'],
    [30, 9, 'pressing', '9'],
    [300, 130, 'calm', '2h'],
    [30, -2.5, 'overdue', '+2'],
    [30, -0.1, 'overdue', '+1'],
    [30, -90, 'overdue', '+1h'],
    [30, 0.2, 'pressing', '1'],
  ] as const)('%d min allowed, %d left: %s, %s', (allowed, left, mood, text) => {
    const now = 1_000 * MINUTE;
    const due = now + left * MINUTE;
    const state = timeLeft(due - allowed * MINUTE, due, now)!;
    expect([state.mood, ringText(state)]).toEqual([mood, text]);
  });

  it('is nothing without a deadline', () => {
    expect(timeLeft(0, undefined, 1)).toBeUndefined();
  });
});

describe('times and ages', () => {
  it('are of the city, whatever the zone of the computer', () => {
    const time = Date.parse('2026-09-18T15:42:18+08:00');
    expect(clockTime(time)).toBe('15:42:18');
    expect(momentTime(time, time + 10 * MINUTE)).toBe('15:42');
    expect(momentTime(time, time + 12 * 60 * MINUTE)).toBe('09-18 15:42');
  });

  it.each([
    [-5, 'second', 0],
    [59_999, 'second', 59],
    [60_000, 'minute', 1],
    [47 * 60 * MINUTE, 'hour', 47],
    [50 * 60 * MINUTE, 'day', 2],
  ] as const)('%d ms is %s %d', (ms, unit, count) => {
    expect(spanOf(ms)).toEqual({ unit, count });
  });
});
