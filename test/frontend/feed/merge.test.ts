import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromSnapshot, mergeDiff, type Standing } from '../../../frontend/feed/merge.ts';
import { incidentView } from '../../builders/incident.ts';

const standing = (...ids: string[]): Standing =>
  fromSnapshot({ epoch: 'e', sequence: 10, alerts: [], tasks: [], incidents: ids.map((id) => incidentView({ id })) });
const diff = (sequence: number, change: Partial<Parameters<typeof mergeDiff>[1]> = {}) => ({
  sequence,
  remove: {},
  add: {},
  update: {},
  ...change,
});

describe('merging diffs', () => {
  it('applies remove, then add, then update', () => {
    const before = standing('a', 'b');
    const merged = mergeDiff(
      before,
      diff(11, {
        remove: { incidents: ['a'] },
        add: { incidents: [incidentView({ id: 'a', grade: 2 })] },
        update: { incidents: [incidentView({ id: 'a', grade: 1 })] },
      }),
    );
    expect(merged.kind === 'merged' && merged.standing.incidents.get('a')?.grade).toBe(1);
    expect(before.incidents.get('a')?.grade).toBe(3);
  });

  it('shares what did not change', () => {
    const before = standing('a', 'b');
    const merged = mergeDiff(before, diff(11, { update: { incidents: [incidentView({ id: 'a', grade: 1 })] } }));
    if (merged.kind !== 'merged') throw new Error(merged.kind);
    expect(merged.standing.incidents.get('b')).toBe(before.incidents.get('b'));
    expect(merged.standing.alerts).toBe(before.alerts);
  });

  it('ignores what it knows and says when something is missing', () => {
    expect(mergeDiff(standing(), diff(10)).kind).toBe('known');
    expect(mergeDiff(standing(), diff(12)).kind).toBe('gap');
  });

  it('gives the same standing whether a resend repeats diffs or not', () => {
    const step = fc.record({
      remove: fc.subarray(['a', 'b', 'c']),
      add: fc.subarray(['a', 'b', 'c', 'd']),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), fc.nat(12), (steps, from) => {
        const diffs = steps.map(({ remove, add }, index) =>
          diff(11 + index, {
            remove: { incidents: remove },
            add: { incidents: add.map((id) => incidentView({ id })) },
          }),
        );
        const follow = (sent: typeof diffs) =>
          sent.reduce((now, one) => {
            const merged = mergeDiff(now, one);
            return merged.kind === 'merged' ? merged.standing : now;
          }, standing('a'));
        expect(follow([...diffs, ...diffs.slice(from)])).toEqual(follow(diffs));
      }),
    );
  });
});
