import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { harbourLand } from '../../../../geodata/city/harbour/coast.ts';
import { toLonLat } from '../../../../geodata/city/harbour/frame.ts';
import { boundsOf, distanceM, polygonContains } from '../../../../geodata/model/geometry.ts';
import type { ThingId } from '../../../../geodata/model/ids.ts';
import { eventTime } from '../../../../geodata/model/time.ts';
import { METERS_PER_NAUTICAL_MILE, MPS_PER_KNOT } from '../../../../geodata/model/units.ts';
import type { Position } from '../../../../ingestion/observation.ts';
import { harbourDay } from '../../../../scenarios/synthetic/harbour/harbour-day.ts';
import { aBay } from '../../../builders/a-bay.ts';
import { MIDNIGHT, playedThroughAis, radioOf } from '../../../builders/recorded-day.ts';

const HOUR_MS = 3_600_000;

const dayOf = (seed: number) => harbourDay.begin({ city: aBay(), seed, start: MIDNIGHT });

const digest = (seed: number): string =>
  createHash('sha256')
    .update(radioOf(dayOf(seed), MIDNIGHT, HOUR_MS))
    .digest('hex');

const textOf = (start: number, durationMs: number) => radioOf(dayOf(7), eventTime(start), durationMs);

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
      const vessels = dayOf(seed)
        .outcome()
        .truth.filter(({ family }) => family === 'vessel');
      expect(new Set(vessels.map(({ kind }) => kind)).size, `seed ${seed}`).toBe(7);
    }
  });
});

describe('a harbour day, heard through the AIS source', () => {
  const day = dayOf(harbourDay.seed);
  const truth = day.outcome().truth.filter(({ family }) => family === 'vessel');
  let played: Awaited<ReturnType<typeof playedThroughAis>>;
  let tracks: Map<ThingId, Position[]>;

  beforeAll(async () => {
    played = await playedThroughAis(day, MIDNIGHT, harbourDay.durationMs);
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
      for (const { lon, lat, speedKn = 0 } of track.filter((_, index) => index % 25 === 0))
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
    const after = Math.max(
      1,
      track.findIndex((fix) => fix.time >= time),
    );
    const [a, b] = [track[after - 1]!, track[after]!];
    const share = (time - a.time) / (b.time - a.time);
    return [a.lon + (b.lon - a.lon) * share, a.lat + (b.lat - a.lat) * share] as const;
  };

  it('has near misses that really are: closest below a tenth of a mile, hardly any a collision', () => {
    const encounters = truth.filter(({ kind }) => kind === 'close_quarters');
    expect(encounters.length).toBeGreaterThanOrEqual(8);
    const nearest = encounters.map(({ things, from, to }) => {
      let nearestM = Number.POSITIVE_INFINITY;
      for (let time: number = from; time <= to + 60_000; time += 1000)
        nearestM = Math.min(nearestM, distanceM(whereabouts(things[0], time), whereabouts(things[1]!, time)));
      return nearestM;
    });
    expect(nearest.filter((metres) => metres / METERS_PER_NAUTICAL_MILE <= 0.1).length).toBeGreaterThanOrEqual(8);
    // Fixes of small craft are half a minute apart, so what lies between them is not known to the metre.
    expect(nearest.filter((metres) => metres < 20).length).toBeLessThanOrEqual(2);
  });

  it('has something to notice in every hour, of every kind in a day', () => {
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
      const [begin, end] = [MIDNIGHT + hour * HOUR_MS, MIDNIGHT + (hour + 1) * HOUR_MS];
      expect(truth.filter(({ from, to }) => from < end && to > begin).length, `hour ${hour}`).toBeGreaterThan(0);
    }
  });

  it('is silent exactly when the truth says so', () => {
    const silences = truth.filter(({ kind }) => kind === 'ais_silence');
    expect(silences.length).toBeGreaterThan(3);
    for (const { things, from, to } of silences)
      expect(tracks.get(things[0])!.filter(({ time }) => time >= from && time < to - 10_000)).toEqual([]);
  });

  it('shows each condition at the moment from which it is said to be visible', () => {
    for (const { kind, things, from, visibleFrom } of truth) {
      expect(visibleFrom).toBeGreaterThanOrEqual(from);
      if (kind === 'loitering' || kind === 'ais_silence') continue;
      const heard = things.some((id) => tracks.get(id)!.some(({ time }) => Math.abs(time - visibleFrom) <= 1000));
      expect(heard, `${kind} ${things[0]}`).toBe(true);
    }
  });
});
