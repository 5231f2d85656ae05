import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contains } from '../../../backend/api/parameters.ts';
import { FrameWriter } from '../../../backend/push/frame-writer.ts';
import { LatestPositions } from '../../../backend/push/latest-positions.ts';
import { decodeFrame } from '../../../backend/push/protocol.ts';
import { viewArea } from '../../../backend/push/view-area.ts';
import type { BoundingBox } from '../../../geodata/model/geometry.ts';
import type { ThingId } from '../../../geodata/model/ids.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import type { Position } from '../../../ingestion/observation.ts';

const position = (thing: number, time: number, lon: number, lat: number, rest: Partial<Position> = {}): Position => ({
  kind: 'position',
  thing: `mmsi-${thing}` as ThingId,
  time: eventTime(time),
  lon,
  lat,
  quality: 'good',
  ...rest,
});

const degrees = (limit: number) => fc.double({ min: -limit, max: limit, noNaN: true });
const bounds = fc
  .tuple(degrees(180), degrees(90), degrees(180), degrees(90))
  .map(([west, a, east, b]): BoundingBox => [west, Math.min(a, b), east, Math.max(a, b)]);
const move = fc.record({
  thing: fc.nat(20),
  time: fc.nat(100),
  lon: degrees(180),
  lat: degrees(90),
  tick: fc.boolean(),
});

describe('positions in frames', () => {
  test('are those that a plain search finds: all in view, and later what moved since', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 60 }), fc.nat(60), bounds, (moves, seenAt, view) => {
        const table = new LatestPositions();
        const latest = new Map<string, Position>();
        const movedSince = new Set<string>();
        const writer = new FrameWriter(table);
        let since = 0;
        moves.forEach(({ thing, time, lon, lat, tick }, i) => {
          if (i === seenAt) {
            since = table.tick;
            table.nextTick();
            movedSince.clear();
          }
          const message = position(thing, time, lon, lat);
          table.update(message);
          const known = latest.get(message.thing);
          if (!known || message.time >= known.time) {
            latest.set(message.thing, message);
            movedSince.add(message.thing);
          }
          if (tick) table.nextTick();
        });
        const inView = [...latest.values()].filter(({ lon, lat }) => contains(view, lon, lat));
        expect(idsOf(table, writer.full(view, undefined).buffer)).toEqual(inView.map(({ thing }) => thing).sort());
        const moved = inView.filter(({ thing }) => movedSince.has(thing)).map(({ thing }) => thing);
        const frame = writer.since(view, undefined, since);
        expect(frame ? idsOf(table, frame.buffer) : []).toEqual(moved.sort());
      }),
    );
  });

  test('a jump is flagged beside the last good place', () => {
    const table = new LatestPositions();
    table.update(position(1, 10, 114, 22, { speedKn: 8 }));
    table.update(position(1, 20, 10, 50, { quality: 'suspect' }));
    table.update(position(1, 30, 11, 50, { quality: 'suspect' }));
    const frame = decodeFrame(new FrameWriter(table).full([-180, -90, 180, 90], undefined).buffer);
    expect([frame.lon[0], frame.lat[0], frame.time[0], frame.quality[0]]).toEqual([114, 22, 10, 1]);
    expect(frame.headingDeg[0]).toBeNaN();
    expect(frame.status[0]).toBe(15);
  });

  test('the table grows with the fleet', () => {
    const table = new LatestPositions();
    for (let i = 0; i < 5000; i++) table.update(position(i, i, i / 100, i / 100));
    const frame = decodeFrame(new FrameWriter(table).full([-180, -90, 180, 90], undefined).buffer);
    expect(frame.count).toBe(5000);
    expect(frame.lon[4321]).toBeCloseTo(43.21, 6);
  });
});

describe('the area of a view', () => {
  test('covers the view, with a margin', () => {
    fc.assert(
      fc.property(bounds, fc.integer({ min: 0, max: 22 }), degrees(180), degrees(90), (view, zoom, lon, lat) => {
        const area = viewArea({ bounds: [...view], zoom });
        if (contains(view, lon, lat)) expect(contains(area.bounds, lon, lat)).toBe(true);
      }),
    );
  });

  test('is the same for views that hardly differ', () => {
    const a = viewArea({ bounds: [114.42, 22.41, 114.61, 22.61], zoom: 11 });
    const b = viewArea({ bounds: [114.422, 22.412, 114.612, 22.612], zoom: 11.3 });
    expect(a.key).toBe(b.key);
  });
});

function idsOf(table: LatestPositions, buffer: ArrayBuffer): string[] {
  return [...decodeFrame(buffer).number].map((number) => table.ids[number]!).sort();
}
