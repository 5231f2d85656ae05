import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { harbourLand } from '../../../../geodata/city/harbour/coast.ts';
import { toLonLat } from '../../../../geodata/city/harbour/frame.ts';
import { boundsOf, distanceM, polygonContains } from '../../../../geodata/model/geometry.ts';
import type { ThingId } from '../../../../geodata/model/ids.ts';
import { eventTime } from '../../../../geodata/model/time.ts';
import { METERS_PER_NAUTICAL_MILE, MPS_PER_KNOT } from '../../../../geodata/model/units.ts';
import type { Position } from '../../../../ingestion/observation.ts';
import { recordedLines } from '../../../../scenarios/scenario-lines.ts';
import { harbourDay } from '../../../../scenarios/synthetic/harbour/harbour-day.ts';
import { MIDNIGHT, playedThroughAis } from '../../../builders/recorded-day.ts';

const HOUR_MS = 3_600_000;

function digest(seed: number, start = MIDNIGHT, durationMs = HOUR_MS): string {
  const hash = createHash('sha256');
  for (const bytes of recordedLines(harbourDay.generate(seed), { start, durationMs })) hash.update(bytes);
  return hash.digest('hex');
}

const textOf = (start: number, durationMs: number) =>
  [...recordedLines(harbourDay.generate(7), { start: eventTime(start), durationMs })]
    .map((bytes) => new TextDecoder().decode(bytes))
    .join('');

describe('the recording of a harbour day', () => {
  it('is the same bytes for the same seed, and others for another', () => {
    expect(digest(1)).toBe(digest(1));
    expect(digest(1)).not.toBe(digest(2));
  });

  it('can be joined at any time: what follows does not depend on when one began to listen', () => {
    const whole = textOf(MIDNIGHT + 8 * HOUR_MS, HOUR_MS);
    expect(whole.endsWith(textOf(MIDNIGHT + 8.5 * HOUR_MS, HOUR_MS / 2))).toBe(true);
  });

  it('plans well for any seed', () => {
    for (let seed = 100; seed < 105; seed++) {
      const kinds = new Set(harbourDay.generate(seed).truth.map(({ kind }) => kind));
      expect(kinds.size, `seed ${seed}`).toBe(7);
    }
  });
});

describe('a harbour day, heard through the AIS source', () => {
  const recording = harbourDay.generate(harbourDay.seed);
  let played: Awaited<ReturnType<typeof playedThroughAis>>;
  let tracks: Map<ThingId, Position[]>;

  beforeAll(async () => {
    // Ten minutes more than a day, to see it follow itself.
    played = await playedThroughAis(recording, MIDNIGHT, harbourDay.durationMs + HOUR_MS / 6);
    tracks = new Map();
    for (const message of played.sink.messages) {
      if (message.kind !== 'position') continue;
      const track = tracks.get(message.thing);
      if (track) track.push(message);
      else tracks.set(message.thing, [message]);
    }
  });

  it('is decoded to the last sentence', () => {
    const { totals, sink } = played;
    expect(sink.rejections).toEqual([]);
    expect(totals.sentencesInMessages).toBe(totals.lines);
    expect(totals.assumedTimes).toBe(0);
    expect(totals.messages).toBeGreaterThan(50_000);
  });

  it('has a harbour full of named vessels of known type', () => {
    const named = new Set<string>();
    for (const message of played.sink.messages)
      if (message.kind === 'thing' && message.thingKind === 'vessel' && message.name) named.add(message.name);
    expect(tracks.size).toBeGreaterThanOrEqual(35);
    expect(tracks.size).toBeLessThanOrEqual(60);
    expect(named.size).toBe(tracks.size);
  });

  it('tells each vessel in strictly growing time', () => {
    for (const [id, track] of tracks)
      expect(
        track.every(({ time }, i) => i === 0 || time > track[i - 1]!.time),
        id,
      ).toBe(true);
  });

  it('moves no vessel faster than it says', () => {
    const faults: string[] = [];
    for (const [id, track] of tracks)
      for (let i = 1; i < track.length; i++) {
        const [a, b] = [track[i - 1]!, track[i]!];
        const seconds = (b.time - a.time) / 1000;
        if (seconds > 200) continue;
        const meters = distanceM([a.lon, a.lat], [b.lon, b.lat]);
        // Between two reports a boat may have been faster than at both, by what it can gain; fixes are some metres off.
        const fastest = Math.max(a.speedKn ?? 0, b.speedKn ?? 0) * MPS_PER_KNOT + Math.min(0.25 * seconds, 6);
        if (meters > fastest * seconds + 12)
          faults.push(`${id} ${new Date(b.time).toISOString()} ${meters} m in ${seconds} s`);
      }
    expect(faults).toEqual([]);
  });

  it('keeps every hull that moves off the land', () => {
    const land = harbourLand().map(({ ring }) => {
      const rings = [ring.map(toLonLat)];
      return { rings, bounds: boundsOf(rings) };
    });
    const aground = new Set<string>();
    for (const [id, track] of tracks)
      for (const { lon, lat, speedKn = 0 } of track)
        if (speedKn > 0.5)
          for (const { rings, bounds } of land)
            if (
              lon > bounds[0] &&
              lon < bounds[2] &&
              lat > bounds[1] &&
              lat < bounds[3] &&
              polygonContains(rings, [lon, lat])
            )
              aground.add(`${id} at ${lon.toFixed(4)}, ${lat.toFixed(4)}`);
    expect([...aground]).toEqual([]);
  });

  /** Where a vessel was, on the straight line between the fixes before and after. */
  const whereabouts = (id: ThingId, time: number) => {
    const track = tracks.get(id)!;
    const after = track.findIndex((fix) => fix.time >= time);
    const [a, b] = [track[after - 1]!, track[after]!];
    const share = (time - a.time) / (b.time - a.time);
    return [a.lon + (b.lon - a.lon) * share, a.lat + (b.lat - a.lat) * share] as const;
  };

  it('has near misses that really are: closest below a tenth of a mile, never a collision', () => {
    const encounters = recording.truth.filter(({ kind }) => kind === 'close_quarters');
    expect(encounters.length).toBeGreaterThanOrEqual(4);
    for (const { things, fromMs, toMs } of encounters) {
      let nearestM = Number.POSITIVE_INFINITY;
      for (let ms = fromMs; ms <= toMs; ms += 1000)
        nearestM = Math.min(
          nearestM,
          distanceM(whereabouts(things[0], MIDNIGHT + ms), whereabouts(things[1]!, MIDNIGHT + ms)),
        );
      expect(nearestM / METERS_PER_NAUTICAL_MILE).toBeLessThanOrEqual(0.1);
      expect(nearestM).toBeGreaterThan(90);
    }
  });

  it('has something to notice in every hour, of every kind in a day, and never too much at once', () => {
    const { truth } = recording;
    expect([...new Set(truth.map(({ kind }) => kind))].sort()).toEqual([
      'ais_silence',
      'anchor_drag',
      'close_quarters',
      'loitering',
      'night_sailing',
      'overspeed',
      'restricted_area',
    ]);
    for (let hour = 0; hour < 24; hour++) {
      const [from, to] = [hour * HOUR_MS, (hour + 1) * HOUR_MS];
      expect(truth.filter(({ fromMs, toMs }) => fromMs < to && toMs > from).length, `hour ${hour}`).toBeGreaterThan(0);
      expect(truth.filter(({ fromMs }) => fromMs >= from && fromMs < to).length, `hour ${hour}`).toBeLessThanOrEqual(
        12,
      );
    }
  });

  it('is silent exactly when the truth says so', () => {
    for (const { things, fromMs, toMs } of recording.truth.filter(({ kind }) => kind === 'ais_silence')) {
      const heard = tracks.get(things[0])!.filter(({ time }) => time - MIDNIGHT >= fromMs && time - MIDNIGHT < toMs);
      expect(heard).toEqual([]);
    }
  });
});
