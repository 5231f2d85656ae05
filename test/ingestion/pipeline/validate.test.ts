import { describe, expect, test } from 'vitest';
import { eventTime } from '../../../geodata/model/time.ts';
import type { DetectedGroup, Detection, Message, Report, Warning } from '../../../ingestion/observation.ts';
import { isFault, validate } from '../../../ingestion/pipeline/validate.ts';
import { aDescription, aDetection, aReport, aWarning, NOON } from '../../builders/messages.ts';

/** `reason: detail`, or nothing for what may go on. */
function fault(message: Message): string | undefined {
  const outcome = validate(message, 'camera', NOON + 60_000);
  if (isFault(outcome)) return `${outcome.reason}: ${outcome.detail}`;
  expect(outcome).toBe(message);
  return undefined;
}

describe('detections', () => {
  const seeing = (group: Partial<DetectedGroup>): Detection =>
    aDetection('cam', NOON, {}, { groups: [{ class: 'person', n: 1, maxScore: 0.5, ...group }] });

  test('an empty view is as good as a full one', () => {
    expect(fault(aDetection('cam', NOON))).toBeUndefined();
    expect(fault(seeing({ n: 5000, maxScore: 1, zone: 'beach-1', positions: [[114.5, 22.5]] }))).toBeUndefined();
  });

  test.each([
    [{ n: 0 }, /^out_of_range: groups\[0\]\.n is 0/],
    [{ n: 1.5 }, /^out_of_range: groups\[0\]\.n/],
    [{ maxScore: 0 }, /^out_of_range: groups\[0\]\.maxScore/],
    [{ maxScore: Number.NaN }, /^out_of_range: groups\[0\]\.maxScore/],
    [{ class: '' }, /^bad_text: groups\[0\]\.class is empty/],
    [{ class: 'a\0b' }, /^bad_text: groups\[0\]\.class has a NUL/],
    [{ zone: 'z'.repeat(129) }, /^too_long: groups\[0\]\.zone has 129/],
    [
      { positions: [[114, 22] as const, [114, 91] as const] },
      /^out_of_range: lat of groups\[0\]\.positions\[1\] is 91/,
    ],
  ])('%j is refused by name', (group, reason) => {
    expect(fault(seeing(group))).toMatch(reason);
  });

  test('from the future are refused like everything else', () => {
    expect(fault(aDetection('cam', NOON + 3_600_000))).toMatch(/^far_future/);
  });
});

describe('reports', () => {
  test.each<[Partial<Report>, RegExp]>([
    [{ id: '' }, /^bad_text: id is empty/],
    [{ text: '  ' }, /^bad_text: text is empty/],
    [{ text: 'x'.repeat(10_001) }, /^too_long: text/],
    [{ channel: 'fax' as 'app' }, /^bad_value: channel is "fax"; one of 12345, app, patrol/],
    [{ lon: 114 }, /^half_position: lat is absent/],
    [{ lat: 22 }, /^half_position: lon is absent/],
    [{ lon: 181, lat: 0 }, /^out_of_range: lon/],
    [{ category: '\0' }, /^bad_text: category/],
  ])('%j is refused by name', (rest, reason) => {
    expect(fault(aReport('r', NOON, rest))).toMatch(reason);
  });

  test('in any words, with and without a place, go on', () => {
    expect(fault(aReport('r', NOON))).toBeUndefined();
    expect(fault(aReport('SZ/2026/№1', NOON, { text: '🙏 "楼上"漏水\n', lon: 114, lat: 22 }))).toBeUndefined();
  });
});

describe('warnings', () => {
  test.each<[Partial<Warning>, RegExp]>([
    [{ severity: 'awful' as 'severe' }, /^bad_value: severity is "awful"/],
    [{ status: 'test' as 'alert' }, /^bad_value: status is "test"/],
    [{ grade: 5 as 4 }, /^out_of_range: grade is 5/],
    [{ headline: '' }, /^bad_text: headline/],
    [{ replaces: ['a', ''] }, /^bad_text: replaces/],
    [{ expiresAt: eventTime(NOON - 1) }, /^bad_time: expiresAt lies before/],
    [{ effectiveAt: eventTime(NOON + 10), expiresAt: eventTime(NOON + 9) }, /^bad_time: expiresAt lies before/],
    [{ effectiveAt: Number.NaN as Warning['time'] }, /^bad_time: effectiveAt is NaN/],
  ])('%j is refused by name', (rest, reason) => {
    expect(fault(aWarning('w', NOON, rest))).toMatch(reason);
  });

  test('may begin and end in the future', () => {
    const day = 86_400_000;
    const rest = { effectiveAt: eventTime(NOON + day), expiresAt: eventTime(NOON + 2 * day) };
    expect(fault(aWarning('w', NOON, rest))).toBeUndefined();
  });
});

test.each([0, -1, Number.NaN, 40_000_000])('a thing that reports every %d s is refused', (intervalS) => {
  expect(fault(aDescription('t', NOON, { intervalS }))).toMatch(/^out_of_range: intervalS/);
});
