import { beforeAll, describe, expect, it } from 'vitest';
import type { Finding, Raise } from '../../../../detectors/finding.ts';
import { DETECTORS } from '../../../../detectors/registry.ts';
import { DetectorRuntime } from '../../../../detectors/runtime/detector-runtime.ts';
import { isInput } from '../../../../detectors/runtime/slot.ts';
import { ThingRegistry } from '../../../../ingestion/pipeline/thing-registry.ts';
import { harbourDay } from '../../../../scenarios/synthetic/harbour/harbour-day.ts';
import { MIDNIGHT, playedThroughAis } from '../../../builders/recorded-day.ts';

const HOUR_MS = 3_600_000;
/** A detector may need this long after an event to be sure of it. */
const GRACE_MS = HOUR_MS / 4;

describe('a harbour day, as the detectors see it', () => {
  const { truth } = harbourDay.generate(harbourDay.seed);
  const raised: Raise[] = [];
  const faults: unknown[] = [];

  beforeAll(async () => {
    const { sink } = await playedThroughAis(harbourDay.generate(harbourDay.seed), MIDNIGHT, harbourDay.durationMs);
    const things = new ThingRegistry();
    const runtime = new DetectorRuntime({
      detectors: DETECTORS.map((descriptor) => ({ descriptor })),
      surroundings: { zones: harbourDay.zones, thing: (id) => things.get(id) },
      emit: (finding: Finding) => {
        if (finding.kind === 'raise') raised.push(finding);
      },
      onFault: (_, error) => faults.push(error),
    });
    for (const message of sink.messages) {
      things.apply(message);
      if (isInput(message)) runtime.process(message);
    }
  });

  it('raises nothing but what a rule means to, without a fault', () => {
    expect(faults).toEqual([]);
    expect(raised.length).toBeGreaterThan(40);
  });

  it('is noticed: every kind of trouble, and nearly all of it', () => {
    const missed = truth.filter(
      ({ kind, things, fromMs, toMs }) =>
        !raised.some(
          (alert) =>
            alert.alertKind === kind &&
            alert.things.some((id) => things.includes(id)) &&
            alert.time - MIDNIGHT >= fromMs - GRACE_MS &&
            alert.time - MIDNIGHT <= toMs + GRACE_MS,
        ),
    );
    expect(missed.length / truth.length).toBeLessThanOrEqual(0.05);
    for (const kind of new Set(truth.map((event) => event.kind)))
      expect(
        raised.some(({ alertKind }) => alertKind === kind),
        kind,
      ).toBe(true);
  });

  it('stays calm: no more than fifteen alerts in any hour', () => {
    for (let hour = 0; hour < 24; hour++) {
      const inHour = raised.filter(({ time }) => Math.floor((time - MIDNIGHT) / HOUR_MS) === hour);
      expect(inHour.length, `hour ${hour}`).toBeLessThanOrEqual(15);
    }
  });
});
