import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeFrame, encodeFrame } from '../../../backend/push/protocol.ts';

const NEWEST = 1_790_000_000_000;
/** Tenths, or absent. */
const tenths = fc.oneof(
  fc.integer({ min: 0, max: 3599 }).map((value) => value / 10),
  fc.constant(Number.NaN),
);
const row = fc.record({
  number: fc.nat(0xffffffff),
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  age: fc.nat(0xffffffff),
  speedKn: tenths,
  courseDeg: tenths,
  headingDeg: tenths,
  status: fc.integer({ min: 0, max: 15 }),
  quality: fc.integer({ min: 0, max: 2 }),
});

describe('a frame', () => {
  test('arrives as it was sent, to a ten-millionth of a degree and a tenth of a knot', () => {
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 50 }),
        fc.nat(0xffffffff),
        fc.boolean(),
        (rows, sequence, full) => {
          // The header's time is that of the newest row.
          const ages = rows.map(({ age }) => age - Math.min(...rows.map((other) => other.age)));
          const sent = {
            sequence,
            full,
            count: rows.length,
            number: Uint32Array.from(rows, ({ number }) => number),
            lon: Float64Array.from(rows, ({ lon }) => lon),
            lat: Float64Array.from(rows, ({ lat }) => lat),
            time: Float64Array.from(ages, (age) => NEWEST - age),
            speedKn: Float32Array.from(rows, ({ speedKn }) => speedKn),
            courseDeg: Float32Array.from(rows, ({ courseDeg }) => courseDeg),
            headingDeg: Float32Array.from(rows, ({ headingDeg }) => headingDeg),
            status: Uint8Array.from(rows, ({ status }) => status),
            quality: Uint8Array.from(rows, ({ quality }) => quality),
          };
          const got = decodeFrame(encodeFrame(sent));
          expect({ ...got, lon: 0, lat: 0 }).toEqual({ ...sent, lon: 0, lat: 0 });
          for (let i = 0; i < rows.length; i++) {
            expect(Math.abs(got.lon[i]! - sent.lon[i]!)).toBeLessThan(1e-7);
            expect(Math.abs(got.lat[i]! - sent.lat[i]!)).toBeLessThan(1e-7);
          }
        },
      ),
    );
  });

  test('is refused when it is something else', () => {
    const anything = fc.uint8Array({ maxLength: 200 }).map((bytes) => bytes.slice().buffer as ArrayBuffer);
    fc.assert(
      fc.property(anything, (buffer) => {
        expect(() => decodeFrame(buffer)).toThrow(RangeError);
      }),
    );
  });
});
