import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ZoneIndex } from '../../../detectors/rules/zones/zone-index.ts';
import { boundsOf, type LonLat, polygonContains } from '../../../geodata/model/geometry.ts';
import type { Zone } from '../../../geodata/model/zone.ts';

/** A star around a centre: concave, sometimes with a hole, sometimes across the antimeridian. */
const zone = fc
  .record({
    lon: fc.constantFrom(114.2, 114.4, 180, -179.9),
    lat: fc.double({ min: 22, max: 23, noNaN: true }),
    radii: fc.array(fc.double({ min: 0.01, max: 0.6, noNaN: true }), { minLength: 3, maxLength: 12 }),
    hole: fc.boolean(),
  })
  .map(({ lon, lat, radii, hole }): Zone => {
    const star = (scale: number): LonLat[] => {
      const corners = radii.map((radius, index): LonLat => {
        const angle = (2 * Math.PI * index) / radii.length;
        return [lon + scale * radius * Math.cos(angle), lat + scale * radius * Math.sin(angle)];
      });
      return [...corners, corners[0]!];
    };
    const rings = hole ? [star(1), star(0.4)] : [star(1)];
    return { id: '', name: { zh: '', en: '' }, kind: 'no_go', rings, bounds: boundsOf(rings) };
  });

const point = fc.tuple(
  fc.oneof(
    fc.double({ min: 113.5, max: 115, noNaN: true }),
    fc.double({ min: 179, max: 180, noNaN: true }),
    fc.double({ min: -180, max: -179, noNaN: true }),
  ),
  fc.double({ min: 21.5, max: 23.5, noNaN: true }),
);

const naive = (zones: readonly Zone[], [lon, lat]: LonLat): Zone[] =>
  zones.filter(({ rings }) => [-360, 0, 360].some((turn) => polygonContains(rings, [lon + turn, lat])));

describe('zones at a position', () => {
  it('are those that asking every zone finds', () => {
    fc.assert(
      fc.property(
        fc.array(zone, { maxLength: 20 }),
        fc.array(point, { minLength: 1, maxLength: 50 }),
        (zones, points) => {
          const index = new ZoneIndex(zones);
          for (const [lon, lat] of points) expect(index.at(lon, lat)).toEqual(naive(zones, [lon, lat]));
        },
      ),
      { numRuns: 300 },
    );
  });
});
