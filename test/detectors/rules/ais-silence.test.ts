import { describe, expect, it } from 'vitest';
import { aisSilenceDescriptor } from '../../../detectors/rules/ais-silence/descriptor.ts';
import { destination, type LonLat } from '../../../geodata/model/geometry.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import type { Position } from '../../../ingestion/observation.ts';
import { detect, kinds } from '../../builders/detection.ts';
import { NOON, type TrackLeg, track } from '../../builders/track.ts';
import { squareZone } from '../../builders/zone.ts';

const HERE: LonLat = [114.5, 22.5];
const fleet = (legs: readonly TrackLeg[], from = HERE, mmsi = 100, everyS = 10): Position[] =>
  Array.from({ length: 5 }, (_, i) =>
    track({ mmsi: mmsi + i, from: destination(from, 70 * i, 3000), start: NOON, legs, everyS }),
  ).flat();
const sailing = (minutes: number, silent = false, status?: 0 | 1 | 5): TrackLeg => ({
  minutes,
  speedKn: 6,
  courseDeg: 90,
  silent,
  ...(status !== undefined && { status }),
});
const ship = (...legs: TrackLeg[]) => track({ mmsi: 1, from: HERE, start: NOON, legs });
const found = (messages: readonly Position[], world: object = {}) => detect(aisSilenceDescriptor, messages, world);

describe('vessel.ais_silence', () => {
  it('raises when a vessel under way is not heard for longer than the limit, and clears when it is', () => {
    const findings = found([...ship(sailing(10), sailing(20, true), sailing(5)), ...fleet([sailing(35)])]);
    expect(kinds(findings)).toEqual(['raise', 'clear']);
    const [raised, cleared] = findings;
    expect(raised).toMatchObject({ key: 'vessel.ais_silence/mmsi-000000001', measure: { limit: 600, unit: 's' } });
    expect((raised!.time - NOON) / 60_000).toBeGreaterThan(19.8);
    expect((raised!.time - NOON) / 60_000).toBeLessThan(21);
    expect(cleared!.time).toBe(NOON + 30 * 60_000);
  });

  it('does not raise for a shorter silence', () => {
    expect(found([...ship(sailing(10), sailing(9.5, true), sailing(20)), ...fleet([sailing(40)])])).toEqual([]);
  });

  it('takes an outage of the receiver for what it is', () => {
    const outage = [sailing(10), sailing(60, true), sailing(20)];
    expect(found([...ship(...outage), ...fleet(outage)])).toEqual([]);
  });

  it('does not take the end of the feed for silence, however far the clock goes on', () => {
    expect(found([...ship(sailing(10)), ...fleet([sailing(10)])], { quietMs: 24 * 3_600_000 })).toEqual([]);
  });

  it('leaves out the time of an outage in the middle of a silence', () => {
    const gone = ship(sailing(10), sailing(60, true));
    const others = fleet([sailing(15), sailing(30, true), sailing(20)]);
    const [raised] = found([...gone, ...others]);
    // Five minutes before the outage, up to three while it was not noticed, the rest after its end at minute 45.
    expect((raised!.time - NOON) / 60_000).toBeGreaterThan(46.5);
    expect((raised!.time - NOON) / 60_000).toBeLessThan(51);
  });

  it('does not blame a vessel for sailing where nobody is heard', () => {
    const alone = track({ mmsi: 1, from: HERE, start: NOON, legs: [sailing(10)] });
    expect(found([...alone, ...fleet([sailing(60)], [116, 22.5])])).toEqual([]);
  });

  it('leaves out who is made fast, stopped, or at a berth or an anchorage', () => {
    const others = fleet([sailing(40)]);
    expect(found([...ship(sailing(5, false, 5)), ...others])).toEqual([]);
    expect(found([...ship({ minutes: 5, speedKn: 0.5 }), ...others])).toEqual([]);
    const zones = [squareZone('berth', HERE, 5000)];
    expect(found([...ship(sailing(5)), ...others], { zones })).toEqual([]);
  });

  it('knows who switches off on the way out of a berth from who has arrived', () => {
    const zones = [squareZone('berth', HERE, 500)];
    const others = fleet([sailing(60)]);
    const lying: TrackLeg = { minutes: 5, speedKn: 0.1 };
    const slow = (minutes: number, courseDeg: number): TrackLeg => ({ minutes, speedKn: 3, courseDeg });
    expect(kinds(found([...ship(lying, slow(3, 90)), ...others], { zones }))).toEqual(['raise']);
    const roundTrip = ship(lying, slow(10, 90), slow(10, 270));
    expect(found([...roundTrip, ...others], { zones })).toEqual([]);
  });

  it('learns that a vessel is heard seldom', () => {
    const seldom = track({ mmsi: 1, from: HERE, start: NOON, legs: [sailing(120)], everyS: 480 });
    const gap = { ...seldom.at(-1)!, time: eventTime(seldom.at(-1)!.time + 15 * 60_000) };
    expect(found([...seldom, gap, ...fleet([sailing(140)])])).toEqual([]);
  });
});
