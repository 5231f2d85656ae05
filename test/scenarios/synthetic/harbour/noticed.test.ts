import { beforeAll, describe, expect, it } from 'vitest';
import type { Finding, Raise } from '../../../../detectors/finding.ts';
import { DETECTORS } from '../../../../detectors/registry.ts';
import { DetectorRuntime } from '../../../../detectors/runtime/detector-runtime.ts';
import { isInput } from '../../../../detectors/runtime/slot.ts';
import { boundsOf } from '../../../../geodata/model/geometry.ts';
import type { Zone } from '../../../../geodata/model/zone.ts';
import { ThingRegistry } from '../../../../ingestion/pipeline/thing-registry.ts';
import { harbourDay } from '../../../../scenarios/synthetic/harbour/harbour-day.ts';
import { aBay } from '../../../builders/a-bay.ts';
import { MIDNIGHT, playedThroughAis } from '../../../builders/recorded-day.ts';

const HOUR_MS = 3_600_000;
/** A detector may need this long after an event to be sure of it. */
const GRACE_MS = HOUR_MS / 4;

describe('a harbour day, as the detectors see it', () => {
  const city = aBay();
  const day = harbourDay.begin({ city, seed: harbourDay.seed, start: MIDNIGHT });
  const truth = day.outcome().truth.filter(({ family }) => family === 'vessel');
  const raised: Raise[] = [];
  const faults: unknown[] = [];

  const speaksOf = (alert: Raise, { kind, things, from, to }: (typeof truth)[number]) =>
    alert.alertKind === kind &&
    things.some((id) => alert.things.includes(id)) &&
    alert.time >= from - GRACE_MS &&
    alert.time <= to + GRACE_MS;

  beforeAll(async () => {
    const { sink } = await playedThroughAis(day, MIDNIGHT, harbourDay.durationMs);
    const things = new ThingRegistry();
    const zones = city.seaZones.map((zone) => ({ ...zone, bounds: boundsOf(zone.rings) }) as Zone);
    const runtime = new DetectorRuntime({
      detectors: DETECTORS.map((descriptor) => ({ descriptor })),
      surroundings: { zones, city, thing: (id) => things.get(id) },
      emit: (finding: Finding) => {
        if (finding.kind === 'raise' && finding.family === 'vessel') raised.push(finding);
      },
      onFault: (_, error) => faults.push(error),
    });
    for (const message of sink.messages) {
      things.apply(message);
      if (isInput(message)) runtime.process(message);
    }
  });

  it('is noticed: every kind of trouble, and nearly all of it', () => {
    expect(faults).toEqual([]);
    const missed = truth.filter((condition) => !raised.some((alert) => speaksOf(alert, condition)));
    expect(missed.length / truth.length).toBeLessThanOrEqual(0.1);
    for (const kind of new Set(truth.map((condition) => condition.kind)))
      expect(
        raised.some(({ alertKind }) => alertKind === kind),
        kind,
      ).toBe(true);
  });

  it('is known in full to its truth: hardly an alert speaks of what was not', () => {
    const unfounded = raised.filter((alert) => !truth.some((condition) => speaksOf(alert, condition)));
    expect(unfounded.length / raised.length).toBeLessThanOrEqual(0.1);
  });
});
