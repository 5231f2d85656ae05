import { describe, expect, it } from 'vitest';
import { loiteringDescriptor } from '../../../detectors/rules/loitering/descriptor.ts';
import type { LonLat } from '../../../geodata/model/geometry.ts';
import { detect, kinds } from '../../builders/detection.ts';
import { NOON, type TrackLeg, track } from '../../builders/track.ts';
import { squareZone } from '../../builders/zone.ts';

const HERE: LonLat = [114.5, 22.5];
/** To and fro, 150 m each way. */
const toAndFro = (minutes: number, speedKn = 1.5, status?: 0 | 1): TrackLeg[] => {
  const turnMinutes = 150 / ((speedKn * 1852) / 60);
  const turns = Math.max(1, Math.round(minutes / turnMinutes));
  return Array.from({ length: turns }, (_, i) => ({
    minutes: minutes / turns,
    speedKn,
    courseDeg: i % 2 === 0 ? 60 : 240,
    ...(status !== undefined && { status }),
  }));
};
const away = (minutes = 20): TrackLeg => ({ minutes, speedKn: 10, courseDeg: 180 });
const sail = (legs: readonly TrackLeg[]) => track({ mmsi: 1, from: HERE, start: NOON, legs });
const found = (legs: readonly TrackLeg[], world: object = {}) => detect(loiteringDescriptor, sail(legs), world);

describe('vessel.loitering', () => {
  it('raises after half an hour in one place, tells when it lasts, and clears when the vessel moves on', () => {
    const findings = found([away(), ...toAndFro(80), away()]);
    expect(kinds(findings)).toEqual(['raise', 'update', 'clear']);
    const minutes = (findings[0]!.time - NOON) / 60_000 - 20;
    expect(minutes).toBeGreaterThan(29);
    expect(minutes).toBeLessThan(36);
    expect(findings[0]).toMatchObject({ grade: 4, measure: { limit: 1800, unit: 's' } });
    expect(findings[1]).toMatchObject({ grade: 3 });
  });

  it('does not raise for a shorter stay, a vessel on its way, or one that lies still', () => {
    expect(found([...toAndFro(28), away()])).toEqual([]);
    expect(found([away(120)])).toEqual([]);
    expect(found(toAndFro(90, 0.1))).toEqual([]);
  });

  it('does not raise at anchor, in an anchorage or at a berth', () => {
    expect(found(toAndFro(60, 1.5, 1))).toEqual([]);
    expect(found(toAndFro(60), { zones: [squareZone('anchorage', HERE, 2000)] })).toEqual([]);
    expect(found(toAndFro(60), { zones: [squareZone('berth', HERE, 2000)] })).toEqual([]);
  });

  it('clears when the vessel anchors, and starts anew after a gap', () => {
    expect(kinds(found([...toAndFro(40), ...toAndFro(10, 0.1, 1)]))).toEqual(['raise', 'clear']);
    const gap: TrackLeg = { minutes: 15, speedKn: 0.1, silent: true };
    expect(found([...toAndFro(20), gap, ...toAndFro(20)])).toEqual([]);
  });
});
