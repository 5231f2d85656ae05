import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Detector, DetectorDescriptor, KeyedDetector, ScanningDetector } from '../../detectors/detector.ts';
import type { Finding } from '../../detectors/finding.ts';
import { DetectorRuntime } from '../../detectors/runtime/detector-runtime.ts';
import { vesselId } from '../../geodata/model/ids.ts';
import { eventTime } from '../../geodata/model/time.ts';
import type { Position } from '../../ingestion/observation.ts';
import { canonical, collectingRuntime, kinds, surroundingsOf, throughJson } from '../builders/detection.ts';
import { readings } from '../builders/readings.ts';
import { report } from '../builders/track.ts';

const raise = (key: string, time: number): Finding => ({
  kind: 'raise',
  detector: 'vessel.probe',
  key,
  time: eventTime(time),
  family: 'vessel',
  alertKind: 'probe',
  grade: 4,
  things: [vesselId(1)],
  message: { zh: '测', en: 'probe' },
  ruleVersion: '1',
  evidence: { parameters: {}, samples: [] },
  cause: key,
});
const clear = (key: string, time: number): Finding => ({
  kind: 'clear',
  detector: 'vessel.probe',
  key,
  time: eventTime(time),
});

const describeDetector = (detector: () => Detector, more: Partial<DetectorDescriptor> = {}): DetectorDescriptor => ({
  id: 'vessel.probe',
  family: 'vessel',
  alertKind: 'probe',
  name: { zh: '测', en: 'probe' },
  version: '1',
  inputs: { messages: ['position'] },
  parameters: z.object({}),
  create: detector,
  ...more,
});

/** Raises after 1 s of silence or above 10 kn, counts its messages, clears on the next slow one. */
const probe: KeyedDetector<Position, { n: number; up: boolean }> = {
  shape: 'keyed',
  key: ({ thing }) => thing,
  onMessage(message, context) {
    context.state ??= { n: 0, up: false };
    const state = context.state;
    state.n++;
    const fast = (message.speedKn ?? 0) > 10;
    if (fast && !state.up) context.emit(raise(message.thing, context.time));
    if (!fast && state.up) context.emit(clear(message.thing, context.time));
    state.up = fast;
    context.setTimer('silent', eventTime(context.time + 1000));
  },
  onTimer(name, context) {
    const key = `${name} ${context.state?.n}`;
    context.emit(raise(key, context.time));
    context.emit(clear(key, context.time));
  },
};

/** Reports how many inputs each scan saw, in the order in which it saw them. */
function counting(): ScanningDetector<Position> {
  let seen: string[] = [];
  return {
    shape: 'scanning',
    intervalMs: 500,
    settleMs: 1000,
    observe: (message) => {
      seen.push(`${message.thing}@${message.time}`);
    },
    scan(time, _surroundings, emit) {
      const key = `${time} ${seen.join()}`;
      emit(raise(key, time));
      emit(clear(key, time));
      seen = [];
    },
    snapshot: () => seen,
    restore: (snapshot) => {
      seen = snapshot as string[];
    },
  };
}

const PROBE = describeDetector(() => probe);
const SCAN = describeDetector(counting, { id: 'vessel.scan' });
const BOTH = [{ descriptor: PROBE }, { descriptor: SCAN }];

const at = (mmsi: number, time: number, speedKn = 0): Position => report(mmsi, eventTime(time), [114, 22], { speedKn });

describe('event time', () => {
  it('drops and counts what is not newer than the last of its key', () => {
    const { runtime, findings } = collectingRuntime([{ descriptor: PROBE }], surroundingsOf({}));
    runtime.process(at(1, 1000, 20));
    runtime.process(at(1, 1000, 0));
    runtime.process(at(1, 900, 0));
    expect(kinds(findings)).toEqual(['raise']);
    expect(runtime.stats()).toMatchObject({ processed: 3, findings: 1, late: { 'vessel.probe': 2 } });
  });

  it('fires a timer at its due time, whenever the watermark passes it', () => {
    const { runtime, findings } = collectingRuntime([{ descriptor: PROBE }], surroundingsOf({}), 100);
    runtime.process(at(1, 1000));
    runtime.process(at(2, 2100));
    expect(findings).toEqual([]);
    runtime.process(at(2, 2101));
    expect(findings.map(({ time }) => time)).toEqual([2000, 2000]);
    expect(runtime.watermark).toBe(2001);
  });

  it('moves and cancels timers, also when told only of the time', () => {
    const { runtime, findings } = collectingRuntime([{ descriptor: PROBE }], surroundingsOf({}));
    for (let t = 1000; t < 5000; t += 100) runtime.process(at(1, t));
    runtime.advance(eventTime(60_000));
    expect(findings.map(({ time }) => time)).toEqual([5900, 5900]);
  });

  it('runs a key that is far behind on its own clock', () => {
    const { runtime, findings } = collectingRuntime([{ descriptor: PROBE }], surroundingsOf({}), 100);
    runtime.process(at(1, 1_000_000));
    for (let t = 1000; t < 5000; t += 500) {
      runtime.process(at(2, t));
      runtime.process(at(1, 1_000_000 + t / 10));
    }
    expect(findings).toEqual([]);
    expect(runtime.stats().late).toEqual({ 'vessel.probe': 0 });
    runtime.process(at(3, 1_002_000));
    expect(findings.map(({ key, time }) => `${key} ${time}`)).toContain('silent 8 5500');
  });

  it('does not take our own absence for silence', () => {
    const { runtime, findings } = collectingRuntime([{ descriptor: PROBE }], surroundingsOf({}), 0);
    runtime.process(at(1, 1000));
    runtime.process(at(2, 1100));
    runtime.resumeAfter(60_000);
    runtime.process(at(3, 61_200));
    expect(findings).toEqual([]);
    runtime.process(at(2, 61_300));
    runtime.process(at(3, 62_050));
    expect(findings.filter(({ kind }) => kind === 'raise').map(({ key, time }) => `${key} ${time}`)).toEqual([
      'silent 1 62000',
    ]);
  });

  it('hands only good messages to a detector that does not ask for more', () => {
    const picky = collectingRuntime([{ descriptor: PROBE }], surroundingsOf({}));
    picky.runtime.process({ ...at(1, 1000, 20), quality: 'suspect' });
    expect(picky.findings).toEqual([]);
    const descriptor = describeDetector(() => probe, { inputs: { messages: ['position'], worstQuality: 'suspect' } });
    const tolerant = collectingRuntime([{ descriptor }], surroundingsOf({}));
    tolerant.runtime.process({ ...at(1, 1000, 20), quality: 'suspect' });
    tolerant.runtime.process({ ...at(2, 1000, 20), quality: 'bad' });
    expect(tolerant.findings).toHaveLength(1);
  });

  it('scans at whole multiples of the interval and leaves out ticks in which nothing can change', () => {
    const { runtime, findings } = collectingRuntime([{ descriptor: SCAN }], surroundingsOf({}), 0);
    runtime.process(at(1, 1200));
    runtime.process(at(1, 1_000_000_300));
    runtime.advance(eventTime(2_000_000_000));
    const times = findings.filter(({ kind }) => kind === 'raise').map(({ time }) => time);
    expect(times).toEqual([1500, 2000, 1_000_000_500, 1_000_001_000]);
  });

  it('does not let one fast clock among other messages make the inputs of a scan late', () => {
    const { runtime, findings } = collectingRuntime([{ descriptor: SCAN }], surroundingsOf({}), 0);
    const fast = (time: number) => readings('gauge', 'level', eventTime(time), [1])[0]!;
    runtime.process(fast(61_000));
    for (let t = 1000; t <= 3000; t += 100) runtime.process(at(1, t));
    expect(runtime.stats().late).toEqual({ 'vessel.scan': 0 });
    expect(findings.length).toBeGreaterThan(0);
    const before = findings.length;
    runtime.process(fast(400_000));
    expect(findings.length).toBeGreaterThan(before);
  });
});

describe('faults', () => {
  it('bypasses a detector that throws, counts it, and clears what it had open', () => {
    const findings: Finding[] = [];
    const faults: string[] = [];
    const fragile: KeyedDetector<Position> = {
      ...probe,
      onMessage: (message, context) => {
        context.emit(raise(message.thing, context.time));
        if (message.speedKn === 3) throw new Error('three');
      },
    };
    const runtime = new DetectorRuntime({
      detectors: [{ descriptor: describeDetector(() => fragile, { id: 'vessel.fragile' }) }, { descriptor: PROBE }],
      surroundings: surroundingsOf({}),
      emit: (finding) => findings.push(finding),
      onFault: (id, error) => faults.push(`${id}: ${(error as Error).message}`),
    });
    runtime.process(at(1, 1000, 1));
    runtime.process(at(1, 2000, 3));
    runtime.process(at(1, 3000, 1));
    runtime.process(at(1, 4000, 1));
    expect(faults).toEqual([
      'vessel.fragile: three',
      'vessel.fragile: raise of mmsi-000000001, which is already raised',
    ]);
    expect(runtime.stats().faults).toEqual({ 'vessel.fragile': 2 });
    const ofVessel = findings.filter(({ key }) => key === 'mmsi-000000001');
    expect(ofVessel.map(({ kind, time }) => `${kind} ${time}`)).toEqual([
      'raise 1000',
      'clear 2000',
      'raise 3000',
      'clear 4000',
    ]);
  });
});

describe('snapshots', () => {
  it('clears what a changed or removed rule had open', () => {
    const before = collectingRuntime([{ descriptor: PROBE }], surroundingsOf({}));
    before.runtime.process(at(1, 1000, 20));
    const saved = throughJson(before.runtime.snapshot());
    for (const detectors of [[], [{ descriptor: { ...PROBE, version: '2' } }]]) {
      const after = collectingRuntime(detectors, surroundingsOf({}));
      after.runtime.restore(saved);
      expect(after.findings).toMatchObject([{ kind: 'clear', key: 'mmsi-000000001', time: 1000 }]);
    }
  });
});

/** Four vessels with their own strictly growing times. */
const fleet = fc.array(
  fc.array(fc.record({ gap: fc.integer({ min: 1, max: 900 }), speedKn: fc.integer({ min: 0, max: 20 }) }), {
    maxLength: 30,
  }),
  {
    minLength: 1,
    maxLength: 4,
  },
);

const tracks = (vessels: readonly (readonly { gap: number; speedKn: number }[])[]): Position[][] =>
  vessels.map((steps, mmsi) => {
    let time = 1000;
    return steps.map(({ gap, speedKn }) => {
      time += gap;
      return at(mmsi, time, speedKn);
    });
  });

function run(messages: readonly Position[], cuts: ReadonlySet<number>, latenessMs: number): string[] {
  const all: Finding[] = [];
  let current = collectingRuntime(BOTH, surroundingsOf({}), latenessMs);
  messages.forEach((message, index) => {
    if (cuts.has(index)) {
      all.push(...current.findings);
      const saved = throughJson(current.runtime.snapshot());
      current = collectingRuntime(BOTH, surroundingsOf({}), latenessMs);
      current.runtime.restore(saved);
    }
    current.runtime.process(message);
  });
  current.runtime.advance(eventTime(10_000_000));
  return canonical([...all, ...current.findings]);
}

describe('determinism', () => {
  it('finds the same whatever the interleaving of keys within the lateness, and wherever it was restarted', () => {
    fc.assert(
      fc.property(fleet, fc.infiniteStream(fc.nat()), fc.array(fc.nat({ max: 120 })), (vessels, choices, cuts) => {
        const latenessMs = 100_000;
        const queues = tracks(vessels);
        const ordered = queues.flat().sort((a, b) => a.time - b.time);
        const mixed: Position[] = [];
        for (
          let left = queues.filter((queue) => queue.length > 0);
          left.length > 0;
          left = left.filter((queue) => queue.length > 0)
        )
          mixed.push(left[choices.next().value % left.length]!.shift()!);
        expect(run(mixed, new Set(cuts), latenessMs)).toEqual(run(ordered, new Set(), latenessMs));
        expect(run(ordered, new Set(cuts), 0)).toEqual(run(ordered, new Set(), latenessMs));
      }),
    );
  });
});
