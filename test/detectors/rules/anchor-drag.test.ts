import { describe, expect, it } from 'vitest';
import { anchorDragDescriptor } from '../../../detectors/rules/anchor-drag/descriptor.ts';
import { destination, distanceM, type LonLat } from '../../../geodata/model/geometry.ts';
import { vesselId } from '../../../geodata/model/ids.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import { detect, kinds } from '../../builders/detection.ts';
import { NOON, report, type TrackLeg, track } from '../../builders/track.ts';
import { squareZone } from '../../builders/zone.ts';

const HERE: LonLat = [114.5, 22.5];
const atAnchor = (minutes: number, speedKn = 0.1): TrackLeg => ({ minutes, speedKn, courseDeg: 90, status: 1 });
const found = (legs: readonly TrackLeg[], world: object = {}) =>
  detect(anchorDragDescriptor, track({ mmsi: 1, from: HERE, start: NOON, legs, everyS: 30 }), world);

describe('vessel.anchor_drag', () => {
  it('raises when an anchored vessel leaves her circle, and clears when the anchor holds again', () => {
    const findings = found([atAnchor(20), atAnchor(15, 1.2), atAnchor(10, 0)]);
    expect(kinds(findings)).toEqual(['raise', 'update', 'clear']);
    // 200 m of chain, 50 m of vessel, 50 m of margin.
    expect(findings[0]).toMatchObject({ grade: 3, measure: { limit: 300, unit: 'm' } });
    if (findings[0]!.kind !== 'raise') throw new Error('expected a raise');
    expect(distanceM(findings[0]!.evidence.points![0]!.position, HERE)).toBeLessThan(100);
  });

  it('lets her swing on her chain', () => {
    const anchor = destination(HERE, 0, 200);
    const swing = Array.from({ length: 360 }, (_, i) =>
      report(1, eventTime(NOON + i * 30_000), destination(anchor, 180 + i, 200), { speedKn: 0.4, status: 1 }),
    );
    expect(detect(anchorDragDescriptor, swing)).toEqual([]);
  });

  it('knows that a long vessel swings wider', () => {
    const tanker = { id: vesselId(1), kind: 'vessel' as const, attrs: { lengthM: 330 } };
    const drift = [atAnchor(20), atAnchor(12, 1.2)];
    expect(kinds(found(drift))).toEqual(['raise']);
    expect(found(drift, { things: [tanker] })).toEqual([]);
  });

  it('takes a vessel that sails off for what it is, whatever her status says', () => {
    expect(found([atAnchor(20), atAnchor(10, 8)])).toEqual([]);
    expect(found([atAnchor(20), { minutes: 10, speedKn: 2, courseDeg: 90, status: 0 }])).toEqual([]);
  });

  it('watches in anchorages also who does not tell her status', () => {
    const legs: TrackLeg[] = [
      { minutes: 20, speedKn: 0.1, courseDeg: 90 },
      { minutes: 15, speedKn: 1.2, courseDeg: 90 },
    ];
    expect(found(legs)).toEqual([]);
    expect(kinds(found(legs, { zones: [squareZone('anchorage', HERE, 5000)] }))).toContain('raise');
  });
});
