import { getTimes } from 'suncalc';
import { describe, expect, it } from 'vitest';
import { nightSailingDescriptor } from '../../../detectors/rules/night-sailing/descriptor.ts';
import { nextRiseAbove, sunAltitudeDeg } from '../../../detectors/rules/night-sailing/sun.ts';
import type { LonLat } from '../../../geodata/model/geometry.ts';
import { vesselId } from '../../../geodata/model/ids.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import { detect, kinds } from '../../builders/detection.ts';
import { type TrackLeg, track } from '../../builders/track.ts';

const SHENZHEN: LonLat = [114.5, 22.5];
const yacht = { id: vesselId(1), kind: 'vessel' as const, name: 'LUNA', attrs: { shipType: 37 } };
const time = (iso: string) => eventTime(Date.parse(iso));
const sail = (start: string, legs: readonly TrackLeg[], from = SHENZHEN) =>
  track({ mmsi: 1, from, start: time(start), legs, everyS: 30 });
const under = (minutes: number, speedKn = 6) => ({ minutes, speedKn, courseDeg: 180 });
const found = (messages: ReturnType<typeof sail>, quietMs = 0, things: object[] = [yacht]) =>
  detect(nightSailingDescriptor, messages, { things: things as (typeof yacht)[], quietMs });

describe("the sun's altitude", () => {
  it('is -6° at civil dusk and dawn, as SunCalc itself times them', () => {
    for (const [lon, lat] of [SHENZHEN, [10, 55], [-150, 61]] as LonLat[]) {
      const { dawn, dusk } = getTimes(new Date('2026-10-10T12:00:00Z'), lat, lon);
      expect(sunAltitudeDeg(dawn!.getTime(), lon, lat)).toBeCloseTo(-6, 1);
      expect(sunAltitudeDeg(dusk!.getTime(), lon, lat)).toBeCloseTo(-6, 1);
      const found = nextRiseAbove(-6, dawn!.getTime() - 5 * 3_600_000, lon, lat)!;
      expect(Math.abs(found - dawn!.getTime())).toBeLessThan(90_000);
    }
  });

  it('does not rise in the polar night', () => {
    expect(nextRiseAbove(-6, Date.parse('2026-12-21T00:00:00Z'), 20, 80)).toBeUndefined();
  });
});

describe('vessel.night_sailing', () => {
  it('raises for a yacht under way after civil dusk at the place, and not before', () => {
    // Civil dusk in Shenzhen on 1 July is about 19:36.
    const findings = found(sail('2026-07-01T18:00:00+08:00', [under(180)]));
    expect(kinds(findings)).toEqual(['raise']);
    const minutes = (findings[0]!.time - time('2026-07-01T19:30:00+08:00')) / 60_000;
    expect(minutes).toBeGreaterThan(0);
    expect(minutes).toBeLessThan(15);
    expect(findings[0]).toMatchObject({ measure: { limit: -6, unit: 'deg' }, things: [yacht.id] });
  });

  it('goes by the sun at the place: at the same moment it is night in Shenzhen and day in Lisbon', () => {
    const start = '2026-07-01T15:00:00Z';
    expect(kinds(found(sail(start, [under(10)])))).toEqual(['raise']);
    expect(found(sail(start, [under(10)], [-9.2, 38.6]))).toEqual([]);
  });

  it('clears when it stops, and at dawn even without another word', () => {
    const stopped = found(sail('2026-07-01T22:00:00+08:00', [under(10), under(10, 0)]));
    expect(kinds(stopped)).toEqual(['raise', 'clear']);
    const silent = found(sail('2026-07-01T22:00:00+08:00', [under(10)]), 24 * 3_600_000);
    expect(kinds(silent)).toEqual(['raise', 'clear']);
    const dawn = getTimes(new Date(time('2026-07-02T12:00:00+08:00')), 22.5, 114.5).dawn!.getTime();
    expect(Math.abs(silent[1]!.time - dawn)).toBeLessThan(120_000);
  });

  it('leaves alone who is at rest, at the limit of being under way, or no leisure craft', () => {
    expect(found(sail('2026-07-01T22:00:00+08:00', [under(20, 1)]))).toEqual([]);
    const cargo = { ...yacht, attrs: { shipType: 70 } };
    expect(found(sail('2026-07-01T22:00:00+08:00', [under(20)]), 0, [cargo])).toEqual([]);
  });
});
