import { describe, expect, it } from 'vitest';
import type { Frame } from '../../../backend/push/protocol.ts';
import { Fleet } from '../../../frontend/feed/fleet.ts';
import { HULL } from '../../../frontend/feed/fleet-picture.ts';
import { distanceM } from '../../../geodata/model/geometry.ts';

const NOW = Date.parse('2026-09-18T07:40:00Z');
const SIX_MINUTES = 6 * 60_000;

interface Row {
  readonly number: number;
  readonly lon?: number;
  readonly lat?: number;
  readonly time?: number;
  readonly speedKn?: number;
  readonly courseDeg?: number;
  readonly headingDeg?: number;
  readonly quality?: number;
}

const frame = (rows: readonly Row[], full = false): Frame => ({
  sequence: 1,
  full,
  count: rows.length,
  number: Uint32Array.from(rows, ({ number }) => number),
  lon: Float64Array.from(rows, ({ lon = 114.5 }) => lon),
  lat: Float64Array.from(rows, ({ lat = 22.4 }) => lat),
  time: Float64Array.from(rows, ({ time = NOW }) => time),
  speedKn: Float32Array.from(rows, ({ speedKn = 10 }) => speedKn),
  courseDeg: Float32Array.from(rows, ({ courseDeg = 90 }) => courseDeg),
  headingDeg: Float32Array.from(rows, ({ headingDeg = Number.NaN }) => headingDeg),
  status: Uint8Array.from(rows, () => 0),
  quality: Uint8Array.from(rows, ({ quality = 0 }) => quality),
});

describe('the fleet in the worker', () => {
  it('keeps what a partial frame does not mention and drops what a full one leaves out', () => {
    const fleet = new Fleet();
    fleet.apply(frame([{ number: 1 }, { number: 2 }], true));
    fleet.apply(frame([{ number: 2, lon: 115 }]));
    expect([...fleet.picture(NOW, SIX_MINUTES).number]).toEqual([1, 2]);
    fleet.apply(frame([{ number: 2 }], true));
    expect([...fleet.picture(NOW, SIX_MINUTES).number]).toEqual([2]);
  });

  it('draws a vector as long as the way that is made in its time', () => {
    const fleet = new Fleet();
    fleet.apply(frame([{ number: 1, speedKn: 12, courseDeg: 30 }], true));
    const { lonLat, vectorEnd } = fleet.picture(NOW, SIX_MINUTES);
    const reach = distanceM([lonLat[0]!, lonLat[1]!], [vectorEnd[0]!, vectorEnd[1]!]);
    expect(Math.abs(reach / (1.2 * 1852) - 1)).toBeLessThan(0.005);
  });

  it('tells apart under way, still, silent, headless and fixed', () => {
    const fleet = new Fleet();
    fleet.describe(5, undefined, 'mark');
    fleet.apply(
      frame(
        [
          { number: 1 },
          { number: 2, speedKn: 0.1, headingDeg: 40 },
          { number: 3, time: NOW - 7 * 60_000 },
          { number: 4, speedKn: Number.NaN, courseDeg: Number.NaN },
          { number: 5 },
        ],
        true,
      ),
    );
    expect([...fleet.picture(NOW, SIX_MINUTES).hull]).toEqual([
      HULL.underway,
      HULL.still,
      HULL.silent,
      HULL.headless,
      HULL.fixed,
    ]);
  });

  it('draws vehicles as small boxes without vector and wake', () => {
    const fleet = new Fleet();
    fleet.describe(1, undefined, 'vehicle');
    for (const minute of [4, 3, 2, 1, 0])
      fleet.apply(frame([{ number: 1, speedKn: 30, time: NOW - minute * 60_000 }], true));
    const { hull, size, lonLat, vectorEnd, segments } = fleet.picture(NOW, SIX_MINUTES);
    expect([hull[0], size[0], segments]).toEqual([HULL.vehicle, 9, 0]);
    expect([...vectorEnd]).toEqual([...lonLat]);
  });

  it('sizes hulls in three steps by length', () => {
    const fleet = new Fleet();
    for (const [number, length] of [
      [1, undefined],
      [2, 24],
      [3, 25],
      [4, 99],
      [5, 100],
    ] as const)
      fleet.describe(number, length, 'hull');
    fleet.apply(
      frame(
        [1, 2, 3, 4, 5].map((number) => ({ number })),
        true,
      ),
    );
    expect([...fleet.picture(NOW, SIX_MINUTES).size]).toEqual([12, 12, 18, 18, 28]);
  });

  it('draws no wake through a doubtful position nor over a silence', () => {
    const fleet = new Fleet();
    fleet.apply(frame([{ number: 1, time: NOW - 60_000 }], true));
    fleet.apply(frame([{ number: 1, time: NOW - 30_000, lon: 120, quality: 1 }]));
    fleet.apply(frame([{ number: 1, time: NOW, lon: 114.51 }]));
    const { segments, wakeStart } = fleet.picture(NOW, SIX_MINUTES);
    expect([...wakeStart].every((value) => value < 115)).toBe(true);
    expect(segments).toBe(2);
    fleet.apply(frame([{ number: 1, time: NOW + 20 * 60_000, lon: 114.6 }]));
    expect(fleet.picture(NOW + 20 * 60_000, SIX_MINUTES).segments).toBe(1);
  });

  it('puts what was before in front of what was seen, once', () => {
    const fleet = new Fleet();
    fleet.apply(frame([{ number: 1, lon: 114.55 }], true));
    const past = Float64Array.from([3, 2, 1].flatMap((back) => [114.55 - back / 100, 22.4, NOW - back * 60_000]));
    fleet.seedTrail(1, past.slice());
    fleet.seedTrail(1, past.slice());
    const { segments, wakeStart } = fleet.picture(NOW, SIX_MINUTES);
    expect(segments).toBe(4);
    expect([0, 1, 2, 3].map((index) => Number(wakeStart[index * 2]!.toFixed(2)))).toEqual([
      114.55, 114.54, 114.53, 114.52,
    ]);
  });

  it('outgrows its first columns without losing a row', () => {
    const fleet = new Fleet();
    const rows = Array.from({ length: 5000 }, (_, number) => ({ number, lon: 110 + number / 1000 }));
    fleet.apply(frame(rows, true));
    const { count, lonLat } = fleet.picture(NOW, SIX_MINUTES);
    expect(count).toBe(5000);
    expect(lonLat[4321 * 2]).toBeCloseTo(114.321, 9);
  });
});
