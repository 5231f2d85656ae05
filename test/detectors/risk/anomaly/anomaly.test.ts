import { describe, expect, it } from 'vitest';
import { anomalyDescriptors } from '../../../../detectors/risk/anomaly/descriptors.ts';
import { thingId } from '../../../../geodata/model/ids.ts';
import { eventTime } from '../../../../geodata/model/time.ts';
import { detect, kinds } from '../../../builders/detection.ts';
import { rhythm, surgingSewer } from '../../../builders/occasions/unlike-any-before.ts';
import { readings } from '../../../builders/readings.ts';
import { NOON } from '../../../builders/track.ts';

const city = anomalyDescriptors.find(({ id }) => id === 'city.anomaly')!;
const meter = { id: thingId('fm-1'), kind: 'flow_meter' as const, attrs: {} };
const DAY = 288;
const discharge = (values: readonly number[]) =>
  readings('fm-1', 'discharge', eventTime(NOON), values, { everyS: 300 });
const surge = (days: number, at: number) =>
  rhythm(days).map((value, step) => (step >= at * DAY && step < (at + 0.125) * DAY ? 4 * value + 20 : value));

describe('city.anomaly', () => {
  it('tells a surge once, with what is usual at the hour, and that it is over', () => {
    const { world, messages } = surgingSewer();
    const findings = detect(city, messages, world);
    expect(kinds(findings)[0]).toBe('raise');
    expect(kinds(findings).at(-1)).toBe('clear');
    expect(findings.filter(({ kind }) => kind === 'raise')).toHaveLength(1);
    const [raise] = findings;
    expect(raise).toMatchObject({ grade: 4, datastream: 'discharge', things: ['fm-1'], measure: { unit: 'm3/s' } });
    const raisedAfterS = (raise!.time - messages[8.5 * DAY]!.time) / 1000;
    expect(raisedAfterS).toBeGreaterThan(0);
    expect(raisedAfterS).toBeLessThanOrEqual(900);
    const measure = raise!.kind === 'raise' ? raise!.measure! : undefined;
    expect(measure!.value).toBeGreaterThan(measure!.limit);
    expect(measure!.limit).toBeLessThan(12);
  });

  it('finds nothing in ordinary days', () => {
    expect(detect(city, discharge(rhythm(21)), { things: [meter] })).toEqual([]);
  });

  it('says nothing of a series that it has not known for long, that has no daily rhythm, or that is not on its list', () => {
    expect(detect(city, discharge(surge(6, 5)), { things: [meter] })).toEqual([]);
    const noise = rhythm(11).map((value, step) => value - 3 * Math.sin((2 * Math.PI * step) / DAY));
    const rootless = noise.map((value, step) => (step === 9 * DAY ? 60 : value));
    expect(detect(city, discharge(rootless), { things: [meter] })).toEqual([]);
    const unlisted = { things: [meter], parameters: { series: [{ datastream: 'level' }] } };
    expect(detect(city, discharge(surge(11, 9)), unlisted)).toEqual([]);
  });

  it('watches what it is told to', () => {
    const crowd = { id: thingId('cr-1'), kind: 'crowd' as const, attrs: {} };
    const people = readings('cr-1', 'people', eventTime(NOON), surge(11, 9), { everyS: 300 });
    const listed = { parameters: { series: [{ datastream: 'people', things: ['cr-1'] }] }, things: [crowd] };
    expect(kinds(detect(city, people, listed))).toContain('raise');
  });

  it('takes a gap for no event', () => {
    const values = rhythm(14);
    const gappy = discharge(values).filter((_, step) => step < 9 * DAY || step > 9.4 * DAY);
    expect(detect(city, gappy, { things: [meter] })).toEqual([]);
  });
});
