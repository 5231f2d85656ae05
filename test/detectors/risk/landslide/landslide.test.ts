import { describe, expect, it } from 'vitest';
import type { Raise } from '../../../../detectors/finding.ts';
import { landslideDescriptor } from '../../../../detectors/risk/landslide/descriptor.ts';
import { eventTime } from '../../../../geodata/model/time.ts';
import type { Observation } from '../../../../ingestion/observation.ts';
import { detect, kinds } from '../../../builders/detection.ts';
import { NOON } from '../../../builders/messages.ts';
import { soakedSlope } from '../../../builders/occasions/soaked-slope.ts';
import { readings } from '../../../builders/readings.ts';
import { wetWorld } from '../../../builders/wet-town.ts';

const START = eventTime(NOON);
const rain = (...mm: number[]) => readings('rain-1', 'rain', START, mm, { everyS: 300 });
const half = { everyS: 1800 };
const find = (...messages: Observation[]) => detect(landslideDescriptor, messages, wetWorld);

describe('danger of a landslide', () => {
  it('is told at 70 mm within an hour, graded up far beyond, and over when the day has dried', () => {
    const { world, messages } = soakedSlope();
    const findings = detect(landslideDescriptor, messages, world);
    expect(kinds(findings)).toEqual(['raise', 'update', 'clear']);
    const raise = findings[0] as Raise;
    expect(raise).toMatchObject({ grade: 3, zone: 'slope-1', things: ['pore-1', 'creep-1'], peopleAtRisk: 120 });
    expect(raise.measure).toMatchObject({ limit: 70, unit: 'mm' });
    expect(raise.measure!.value).toBeCloseTo(75.2, 6);
    expect(findings[1]).toMatchObject({ grade: 2 });
  });

  it('is told of a slope that moves without rain only when it goes on moving', () => {
    const dry = rain(...Array(96).fill(0));
    const once = [0, 0, 0, 6, 0, 0, 0, 0, 0];
    const on = [0, 0, 0, 3, 6, 9, 12, 15, 18];
    expect(find(...dry, ...readings('creep-1', 'displacement', START, once, half)).length).toBe(0);
    expect(kinds(find(...dry, ...readings('creep-1', 'displacement', START, on, half)))).toEqual(['raise']);
  });

  it('is told a little earlier where the slope’s own cell is high', () => {
    const nearly = rain(...Array(12).fill(5.2));
    const high = readings('pore-1', 'pressure', START, [15, 15, 15], half);
    expect(find(...nearly)).toEqual([]);
    expect(kinds(find(...nearly, ...high))).toEqual(['raise']);
  });

  it('is not cleared by gauges that fell silent', () => {
    const wet = rain(...Array(13).fill(8));
    const still = readings('pore-1', 'pressure', eventTime(START + 10 * 3_600_000), Array(60).fill(6), half);
    expect(kinds(find(...wet, ...still))).toEqual(['raise']);
  });
});
