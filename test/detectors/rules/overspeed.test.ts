import { describe, expect, it } from 'vitest';
import { overspeedDescriptor } from '../../../detectors/rules/overspeed/descriptor.ts';
import type { LonLat } from '../../../geodata/model/geometry.ts';
import { vesselId } from '../../../geodata/model/ids.ts';
import { detect, kinds } from '../../builders/detection.ts';
import { NOON, type TrackLeg, track } from '../../builders/track.ts';
import { squareZone } from '../../builders/zone.ts';

const HERE: LonLat = [114.5, 22.5];
const ZONE = squareZone('speed_limit', HERE, 5000, {
  name: { zh: '白沙湾', en: 'Baisha Bay' },
  speedLimitKn: 8,
  speedLimitKnByClass: { passenger: 15 },
});
const sail = (...legs: TrackLeg[]) => track({ mmsi: 412_000_001, from: HERE, start: NOON, legs });
const at = (speedKn: number, minutes = 2) => ({ minutes, speedKn, courseDeg: 90 });
const found = (messages: ReturnType<typeof sail>, world: object = { zones: [ZONE] }) =>
  detect(overspeedDescriptor, messages, world);

describe('vessel.overspeed', () => {
  it('raises after three fast reports and clears after two slow ones', () => {
    const findings = found(sail(at(7), at(13), at(7)));
    expect(kinds(findings)).toEqual(['raise', 'clear']);
    expect(findings[0]).toMatchObject({
      time: NOON + 140_000,
      grade: 3,
      zone: 'speed_limit',
      measure: { value: 13, limit: 8, unit: 'kn' },
      message: {
        zh: 'MMSI 412000001 航速 13 节，超过白沙湾限速 8 节。',
        en: 'MMSI 412000001 makes 13 kn; the limit for Baisha Bay is 8 kn.',
      },
    });
    expect(findings[1]).toMatchObject({ time: NOON + 250_000 });
  });

  it('does not raise at the limit, nor within the margin, nor for two bad reports', () => {
    expect(found(sail(at(8), at(8.5)))).toEqual([]);
    expect(found(sail(at(7, 0.5), at(30, 1 / 3), at(7)))).toEqual([]);
  });

  it('stays raised between the limit and the margin', () => {
    expect(kinds(found(sail(at(10), at(8.3, 10))))).toEqual(['raise']);
  });

  it('tells a worse grade', () => {
    const findings = found(sail(at(9), at(17), at(25)));
    expect(findings.map((finding) => 'grade' in finding && finding.grade)).toEqual([4, 2, 1]);
    expect(kinds(findings)).toEqual(['raise', 'update', 'update']);
  });

  it('knows exceptions by class, and limits by class outside of zones', () => {
    const ferry = { id: vesselId(412_000_001), kind: 'vessel' as const, name: 'FERRY 8', attrs: { shipType: 60 } };
    expect(found(sail(at(14)), { zones: [ZONE], things: [ferry] })).toEqual([]);
    expect(kinds(found(sail(at(16)), { zones: [ZONE], things: [ferry] }))).toEqual(['raise']);
    const parameters = { limitKnByClass: { passenger: 12 } };
    expect(found(sail(at(14)), { things: [ferry] })).toEqual([]);
    expect(found(sail(at(14)), { things: [ferry], parameters })).toMatchObject([{ measure: { limit: 12 } }]);
  });

  it('clears when the vessel leaves the zone, and not when it falls silent', () => {
    expect(kinds(found(sail(at(30, 10))))).toEqual(['raise', 'clear']);
    expect(kinds(detect(overspeedDescriptor, sail(at(13)), { zones: [ZONE], quietMs: 3_600_000 }))).toEqual(['raise']);
  });
});
