import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { destination, type LonLat } from '../../../geodata/model/geometry.ts';
import { thingId } from '../../../geodata/model/ids.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import { MPS_PER_KNOT } from '../../../geodata/model/units.ts';
import type { Position, Quality } from '../../../ingestion/observation.ts';
import { Plausibility } from '../../../ingestion/pipeline/plausibility.ts';

const HERE: LonLat = [114.2, 22.5];
const THERE: LonLat = [10, 55];

const fix = (seconds: number, [lon, lat]: LonLat, quality: Quality = 'good'): Position => ({
  kind: 'position',
  thing: thingId('v1'),
  time: eventTime(1_700_000_000_000 + seconds * 1000),
  lon,
  lat,
  quality,
});
const judged = (fixes: readonly Position[], gate = new Plausibility()): string =>
  fixes.map((position) => gate.judge(position, 'vessel').quality[0]).join('');

describe('jumps', () => {
  test('a single jump is suspect, the track goes on', () => {
    expect(judged([fix(0, HERE), fix(10, THERE), fix(20, HERE)])).toBe('gsg');
  });

  test('a track that restarts elsewhere is believed at the third fix that agrees', () => {
    expect(judged([fix(0, HERE), fix(10, THERE), fix(20, THERE), fix(30, THERE), fix(40, THERE), fix(50, HERE)])).toBe(
      'gssggs',
    );
  });

  test('two stations that share an identity do not take turns', () => {
    const taking = Array.from({ length: 12 }, (_, i) => fix(i * 10, i % 2 === 0 ? HERE : THERE));
    expect(judged(taking)).toBe('gsgsgsgsgsgs');
  });

  test('suspects that do not agree with each other are no track', () => {
    const wild = [1, 2, 3, 4, 5].map((n) => fix(n, [n * 20, 0]));
    expect(judged([fix(0, HERE), ...wild])).toBe('gsssss');
  });

  test('out of order: judged by the time between, and the track is not set back', () => {
    expect(judged([fix(0, HERE), fix(100, destination(HERE, 90, 1000)), fix(50, destination(HERE, 90, 500))])).toBe(
      'ggg',
    );
    expect(judged([fix(0, HERE), fix(-10, THERE), fix(1, HERE)])).toBe('gsg');
  });

  test('what was not good before is passed on and judges nothing', () => {
    expect(judged([fix(0, THERE, 'bad'), fix(1, HERE), fix(2, THERE, 'suspect'), fix(3, HERE)])).toBe('bgsg');
  });

  test('a seeded gate does not believe a first jump', () => {
    const gate = new Plausibility();
    gate.seed([fix(0, HERE)]);
    expect(judged([fix(5, THERE), fix(10, HERE)], gate)).toBe('sg');
  });

  test('across the antimeridian and near the pole is no jump', () => {
    expect(judged([fix(0, [179.9999, 0]), fix(10, [-179.9999, 0])])).toBe('gg');
    expect(judged([fix(0, [0, 89.9999]), fix(10, [180, 89.9999])])).toBe('gg');
  });
});

test('no ship that keeps below the limit is ever suspect, whatever its course', () => {
  const legs = fc.array(
    fc.record({
      seconds: fc.integer({ min: 0, max: 600 }),
      knots: fc.double({ min: 0, max: 99, noNaN: true }),
      bearing: fc.double({ min: 0, max: 360, noNaN: true }),
    }),
    { maxLength: 20 },
  );
  fc.assert(
    fc.property(
      legs,
      fc.double({ min: -179, max: 179, noNaN: true }),
      fc.double({ min: -85, max: 85, noNaN: true }),
      (track, lon, lat) => {
        let [place, time]: [LonLat, number] = [[lon, lat], 0];
        const fixes = track.map(({ seconds, knots, bearing }) => {
          time += seconds;
          place = destination(place, bearing, knots * MPS_PER_KNOT * seconds);
          return fix(time, place);
        });
        expect(judged(fixes)).not.toContain('s');
      },
    ),
  );
});
