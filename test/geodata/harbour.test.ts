import { describe, expect, it } from 'vitest';
import { harbourBase } from '../../geodata/city/harbour/harbour-base.ts';
import { harbourZones } from '../../geodata/city/harbour/harbour-zones.ts';
import { LAYERS } from '../../geodata/layers/registry.ts';
import { boundsOf, type LonLat, polygonContains } from '../../geodata/model/geometry.ts';

type Ring = readonly (readonly number[])[];

const closed = (ring: Ring) => ring[0]![0] === ring.at(-1)![0] && ring[0]![1] === ring.at(-1)![1];

const signedArea = (ring: Ring) =>
  ring.reduce((sum, [x, y], i) => {
    const [x2, y2] = ring[(i + 1) % ring.length]!;
    return sum + x! * y2! - x2! * y!;
  }, 0);

/** Whether any two edges that do not share a corner cross: the slow, obvious check, boxes first. */
function crossesItself(ring: Ring): boolean {
  const side = (a: readonly number[], b: readonly number[], c: readonly number[]) =>
    Math.sign((b[0]! - a[0]!) * (c[1]! - a[1]!) - (b[1]! - a[1]!) * (c[0]! - a[0]!));
  const edges = ring.length - 1;
  for (let i = 0; i < edges; i++) {
    const [a, b] = [ring[i]!, ring[i + 1]!];
    for (let j = i + 2; j < edges; j++) {
      if (i === 0 && j === edges - 1) continue;
      const [c, d] = [ring[j]!, ring[j + 1]!];
      if (Math.max(c[0]!, d[0]!) < Math.min(a[0]!, b[0]!) || Math.min(c[0]!, d[0]!) > Math.max(a[0]!, b[0]!)) continue;
      if (side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0) return true;
    }
  }
  return false;
}

const inside = (rings: readonly Ring[], point: LonLat) => polygonContains(rings as unknown as LonLat[][], point);

describe('the harbour chart', () => {
  const base = harbourBase();

  it('has land of closed, counterclockwise rings that never cross themselves', () => {
    for (const { geometry, properties } of base.land.features)
      for (const ring of geometry.coordinates) {
        expect(closed(ring), properties.id).toBe(true);
        expect(signedArea(ring), properties.id).toBeGreaterThan(0);
        expect(crossesItself(ring), properties.id).toBe(false);
      }
  });

  it('has a mainland and islands apart from it', () => {
    const [mainland, ...islands] = base.land.features;
    expect(mainland!.properties.id).toBe('mainland');
    expect(islands.length).toBeGreaterThanOrEqual(3);
    for (const island of islands)
      for (const point of island.geometry.coordinates[0]!)
        expect(inside(mainland!.geometry.coordinates, [point[0]!, point[1]!]), island.properties.id).toBe(false);
  });

  it('nests its depth areas: whatever is shallower than 5 m is shallower than 20 m', () => {
    const [deepest, , shallowest] = base.depths.features;
    expect(base.depths.features.map(({ properties }) => properties.shallowerThanM)).toEqual([20, 10, 5]);
    const samples = shallowest!.geometry.coordinates.flatMap((rings) => rings[0]!.filter((_, i) => i % 40 === 0));
    expect(samples.length).toBeGreaterThan(10);
    for (const [lon, lat] of samples)
      expect(deepest!.geometry.coordinates.some((rings) => inside(rings, [lon!, lat!]))).toBe(true);
  });

  it('names every place in both languages, once', () => {
    const { features } = base.labels;
    for (const { properties } of features) {
      expect(properties.zh).not.toBe('');
      expect(properties.en).not.toBe('');
    }
    expect(new Set(features.map(({ properties }) => properties.id)).size).toBe(features.length);
  });

  it('is built once', () => expect(harbourBase()).toBe(base));
});

describe('the harbour zones', () => {
  it.each(harbourZones.map((zone) => [zone.id, zone] as const))(
    '%s is a valid polygon with its own bounds',
    (_, zone) => {
      for (const ring of zone.rings) {
        expect(ring.length).toBeGreaterThanOrEqual(4);
        expect(closed(ring)).toBe(true);
        expect(crossesItself(ring)).toBe(false);
        expect(signedArea(ring)).toBeGreaterThan(0);
      }
      expect(zone.bounds).toEqual(boundsOf(zone.rings));
    },
  );

  it('have unique ids, names in both languages, and a limit exactly where the kind asks for one', () => {
    expect(new Set(harbourZones.map(({ id }) => id)).size).toBe(harbourZones.length);
    for (const { name, kind, speedLimitKn } of harbourZones) {
      expect(name.zh && name.en).toBeTruthy();
      expect(speedLimitKn !== undefined).toBe(kind === 'speed_limit');
    }
  });
});

describe('the layer registry', () => {
  it('lists each layer once, in both languages', () => {
    expect(new Set(LAYERS.map(({ id }) => id)).size).toBe(LAYERS.length);
    for (const { name } of LAYERS) expect(name.zh && name.en).toBeTruthy();
  });
});
