import { describe, expect, it } from 'vitest';
import type { DetectorDescriptor } from '../../../detectors/detector.ts';
import { gasLeakDescriptor } from '../../../detectors/risk/gas-leak/descriptor.ts';
import { crowdingDescriptor } from '../../../detectors/rules/crowding/descriptor.ts';
import { fireDescriptor } from '../../../detectors/rules/fire/descriptor.ts';
import { intrusionDescriptor } from '../../../detectors/rules/intrusion/descriptor.ts';
import { overStaffingDescriptor } from '../../../detectors/rules/over-staffing/descriptor.ts';
import { smokeDescriptor } from '../../../detectors/rules/smoke/descriptor.ts';
import type { Observation } from '../../../ingestion/observation.ts';
import { detect } from '../../builders/detection.ts';
import { anObservation, NOON } from '../../builders/messages.ts';
import { hazardousEvening, hazardousWorld, series } from '../../builders/occasions/hazardous-evening.ts';

const MINUTE_MS = 60_000;
const QUIET_MS = 10 * MINUTE_MS;
const find = (descriptor: DetectorDescriptor, messages: readonly Observation[]) =>
  detect(descriptor, messages, { ...hazardousWorld, quietMs: QUIET_MS });
const raises = (descriptor: DetectorDescriptor, messages: readonly Observation[]) =>
  find(descriptor, messages).flatMap((finding) => (finding.kind === 'raise' ? [finding] : []));

describe('gas', () => {
  it('tells within seconds of the first reading, and of one leak where the mains hang together', () => {
    const [first, second, ...rest] = raises(gasLeakDescriptor, hazardousEvening().messages as Observation[]);
    expect(rest).toEqual([]);
    expect(first).toMatchObject({ things: ['gas-1'], grade: 2, zone: 'v1', measure: { value: 30, limit: 25 } });
    expect(first!.time - (NOON + 30 * MINUTE_MS)).toBeLessThanOrEqual(30_000);
    expect(second).toMatchObject({ things: ['gas-2'], cause: first!.cause });
    expect(first!.evidence.shapes).toHaveLength(1);
  });

  it('calls it another leak where nothing connects them', () => {
    const told = raises(gasLeakDescriptor, [
      ...series('gas-1', 'ch4', 300, [0, 30, 40]),
      ...series('gas-3', 'ch4', 300, [0, 30, 40]),
    ]);
    expect(new Set(told.map(({ cause }) => cause)).size).toBe(2);
  });

  it('does not believe a device that restarts every minute', () => {
    const chatter = Array.from({ length: 10 }, (_, minute) =>
      anObservation('gas-1', 'ch4', NOON + (minute + 6) * MINUTE_MS, minute % 2 === 0 ? 80 : 0.1),
    );
    expect(raises(gasLeakDescriptor, [...series('gas-1', 'ch4', 300, [0, 0]), ...chatter])).toEqual([]);
  });

  it('believes a device that restarted once it says the same three times', () => {
    const steady = [6, 7, 8, 9].map((minute) => anObservation('gas-1', 'ch4', NOON + minute * MINUTE_MS, 80));
    expect(raises(gasLeakDescriptor, [...series('gas-1', 'ch4', 300, [0, 0]), ...steady])).toHaveLength(1);
  });
});

describe('smoke and fire', () => {
  it('tells of smoke alone while nothing shows flames', () => {
    const smoulders = series('smoke-1', 'obscuration', 600, [0, 0, 6, 6.5, 0, 0]);
    expect(raises(smokeDescriptor, smoulders)).toHaveLength(1);
    expect(raises(fireDescriptor, smoulders)).toEqual([]);
  });

  it('tells of a fire by heat, but not of a process that warms up', () => {
    expect(raises(fireDescriptor, series('heat-1', 'temperature', 300, [30, 30, 75, 90]))).toHaveLength(1);
    const warms = [30, 41, 50, 57, 63, 68, 72, 75];
    expect(raises(fireDescriptor, series('heat-1', 'temperature', 300, warms))).toEqual([]);
  });
});

describe('people', () => {
  it('grades a crowd by the share of capacity', () => {
    const found = find(crowdingDescriptor, hazardousEvening().messages as Observation[]);
    expect(found.map(({ kind }) => kind)).toEqual(['raise', 'update', 'update', 'clear']);
    expect(found.flatMap((each) => (each.kind === 'clear' ? [] : [each.grade]))).toEqual([4, 3, 2]);
  });

  it('leaves a full place that stays within its capacity alone', () => {
    const steady = Array.from({ length: 60 }, (_, i) => 960 + 35 * Math.sin(i * 2.1));
    expect(raises(crowdingDescriptor, series('crowd-square', 'people', 120, steady))).toEqual([]);
  });

  it('does not take a counter whose zero drifts for a crowd at work, or for somebody inside', () => {
    const drifting = Array.from({ length: 140 }, (_, i) => Math.round(25 + i / 10));
    expect(raises(overStaffingDescriptor, series('crowd-chips', 'people', 300, drifting))).toEqual([]);
    const creeping = Array.from({ length: 100 }, (_, i) => Math.round(i / 15));
    expect(raises(intrusionDescriptor, series('crowd-tailor', 'people', 300, creeping))).toEqual([]);
  });

  it('knows who works at night', () => {
    const visit = [0, 0, 0, 4, 4, 4];
    expect(raises(intrusionDescriptor, series('crowd-tailor', 'people', 300, visit))).toHaveLength(1);
    expect(raises(intrusionDescriptor, series('crowd-chips', 'people', 300, visit))).toEqual([]);
  });
});
