import { describe, expect, it } from 'vitest';
import { restrictedAreaDescriptor } from '../../../detectors/rules/restricted-area/descriptor.ts';
import { destination, type LonLat } from '../../../geodata/model/geometry.ts';
import { vesselId } from '../../../geodata/model/ids.ts';
import { detect, kinds } from '../../builders/detection.ts';
import { NOON, report, track } from '../../builders/track.ts';
import { squareZone } from '../../builders/zone.ts';

const HERE: LonLat = [114.5, 22.5];
const zones = [squareZone('no_go', HERE, 500, { name: { zh: '泳区', en: 'the bathing area' } })];
/** 1 km west of the middle, eastwards through it. */
const through = track({
  mmsi: 412_000_001,
  from: destination(HERE, 270, 1000),
  start: NOON,
  legs: [{ minutes: 10, speedKn: 10, courseDeg: 90 }],
});

describe('vessel.restricted_area', () => {
  it('raises on the second fix inside and clears on the second outside', () => {
    const findings = detect(restrictedAreaDescriptor, through, { zones });
    expect(kinds(findings)).toEqual(['raise', 'clear']);
    expect(findings[0]).toMatchObject({ zone: 'no_go', grade: 2, measure: { value: 10, limit: 0, unit: 's' } });
    const seconds = (findings[1]!.time - findings[0]!.time) / 1000;
    expect(seconds).toBeGreaterThan(180);
    expect(seconds).toBeLessThan(220);
  });

  it('does not believe one fix, neither in nor out', () => {
    const outside = destination(HERE, 270, 1000);
    const fixes = [outside, HERE, outside, outside, outside];
    const jump = fixes.map((place, i) => report(1, (NOON + i * 10_000) as typeof NOON, place));
    expect(detect(restrictedAreaDescriptor, jump, { zones })).toEqual([]);
    const back = [HERE, HERE, outside, HERE].map((place, i) => report(1, (NOON + i * 10_000) as typeof NOON, place));
    expect(kinds(detect(restrictedAreaDescriptor, back, { zones }))).toEqual(['raise']);
  });

  it('waits for the dwell time', () => {
    const parameters = { dwellS: 120 };
    const [raised] = detect(restrictedAreaDescriptor, through, { zones, parameters });
    expect(raised).toMatchObject({ kind: 'raise', measure: { value: 120, limit: 120 } });
    expect(detect(restrictedAreaDescriptor, through, { zones, parameters: { dwellS: 600 } })).toEqual([]);
  });

  it('lets patrol boats in', () => {
    const patrol = { id: vesselId(412_000_001), kind: 'vessel' as const, attrs: { shipType: 55 } };
    expect(detect(restrictedAreaDescriptor, through, { zones, things: [patrol] })).toEqual([]);
  });

  it('raises once for each of two areas', () => {
    const both = [...zones, squareZone('no_go', HERE, 300, { id: 'inner' })];
    const findings = detect(restrictedAreaDescriptor, through, { zones: both });
    expect(findings.map(({ key, kind }) => `${kind} ${key.split('/')[2]}`)).toEqual([
      'raise no_go',
      'raise inner',
      'clear inner',
      'clear no_go',
    ]);
  });
});
