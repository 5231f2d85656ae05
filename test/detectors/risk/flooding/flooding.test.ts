import { describe, expect, it } from 'vitest';
import type { Raise } from '../../../../detectors/finding.ts';
import { floodingDescriptor } from '../../../../detectors/risk/flooding/descriptor.ts';
import { eventTime } from '../../../../geodata/model/time.ts';
import type { Observation } from '../../../../ingestion/observation.ts';
import { detect, kinds } from '../../../builders/detection.ts';
import { NOON } from '../../../builders/messages.ts';
import { floodedUnderpass } from '../../../builders/occasions/flooded-underpass.ts';
import { readings } from '../../../builders/readings.ts';
import { wetWorld } from '../../../builders/wet-town.ts';

const START = eventTime(NOON);
const every = { everyS: 300 };
const rain = (...mm: number[]) => readings('rain-1', 'rain', START, mm, every);
const level = (...metres: number[]) => readings('level-1', 'level', eventTime(START + 60_000), metres, every);
const find = (...messages: Observation[]) => detect(floodingDescriptor, messages, wetWorld);

describe('flooding of a low point', () => {
  it('is told when it stands or is about to, with worse grades as it rises, and cleared when it has drained', () => {
    const { world, messages } = floodedUnderpass();
    const findings = detect(floodingDescriptor, messages, world);
    expect(kinds(findings)).toEqual(['raise', 'update', 'update', 'update', 'clear']);
    expect(findings.map((finding) => (finding.kind === 'clear' ? undefined : finding.grade))).toEqual([
      4,
      3,
      2,
      1,
      undefined,
    ]);
  });

  it('says where, who and how soon', () => {
    const { world, messages } = floodedUnderpass();
    const raise = detect(floodingDescriptor, messages, world)[0] as Raise;
    expect(raise).toMatchObject({ zone: 'lp-1', things: ['level-1'], measure: { limit: 0.15, unit: 'm' } });
    expect(raise.timeToActS).toBeGreaterThan(0);
    expect(raise.timeToActS).toBeLessThan(900);
    expect(raise.peopleAtRisk).toBeGreaterThan(0);
    expect(raise.evidence.limits?.map(({ value }) => value)).toEqual([0.15, 0.27, 0.5, 1]);
    expect(raise.evidence.forecast?.points).toHaveLength(12);
    expect(raise.evidence.exposed?.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['building', 'road']));
    expect(raise.evidence.shapes).toHaveLength(1);
  });

  it('is not believed of a gauge that jumps, in rain or without', () => {
    const spikes = [0, 3.5, 0, 3.5, 3.5, 0, 0];
    expect(find(...rain(0, 0, 0, 0, 0, 0, 0), ...level(...spikes))).toEqual([]);
    expect(find(...rain(2, 4, 4, 4, 2, 1, 0), ...level(...spikes))).toEqual([]);
  });

  it('is believed without rain when three readings agree: mains burst too', () => {
    const findings = find(...level(0, 0.3, 0.35, 0.4, 0.4));
    expect(kinds(findings)).toEqual(['raise']);
    expect(findings[0]!.time).toBe(START + 60_000 + 3 * 300_000);
  });

  it('is neither raised nor cleared by silence, nor by a low puddle', () => {
    expect(find(...rain(1, 1, 1, 1), ...level(0, 0.05, 0.08, 0.1))).toEqual([]);
    const later = readings('rain-1', 'rain', eventTime(START + 3_600_000), Array(30).fill(0), every);
    expect(kinds(find(...rain(2, 6, 6, 6), ...level(0, 0.1, 0.2), ...later))).toEqual(['raise']);
  });
});
