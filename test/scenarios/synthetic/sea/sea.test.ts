import { beforeAll, describe, expect, it } from 'vitest';
import { toLonLat } from '../../../../geodata/city/harbour/frame.ts';
import { harbourZones } from '../../../../geodata/city/harbour/harbour-zones.ts';
import { polygonContains } from '../../../../geodata/model/geometry.ts';
import { vesselId } from '../../../../geodata/model/ids.ts';
import { eventTime } from '../../../../geodata/model/time.ts';
import { MPS_PER_KNOT } from '../../../../geodata/model/units.ts';
import type { TruthCondition } from '../../../../scenarios/scenario.ts';
import { nightBoats } from '../../../../scenarios/synthetic/days/night-boats.ts';
import { typhoonSea } from '../../../../scenarios/synthetic/days/typhoon-shore.ts';
import { vesselStation } from '../../../../scenarios/synthetic/harbour/radio.ts';
import { planSea } from '../../../../scenarios/synthetic/sea/plan-sea.ts';
import { createSea } from '../../../../scenarios/synthetic/sea/sea.ts';
import type { SeaScript } from '../../../../scenarios/synthetic/sea/sea-script.ts';
import { Ledger } from '../../../../scenarios/synthetic/world/truth-ledger.ts';
import type { World } from '../../../../scenarios/synthetic/world/world.ts';
import { aBay } from '../../../builders/a-bay.ts';
import { MIDNIGHT } from '../../../builders/recorded-day.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const SEED = 5;

function truthOf(script: SeaScript, fromH: number, toH: number): readonly TruthCondition[] {
  const [start, end] = [eventTime(MIDNIGHT + fromH * HOUR_MS), eventTime(MIDNIGHT + toH * HOUR_MS)];
  const setting = { city: aBay(), seed: SEED, start, end, calendar: 'weekend', offsetMs: 8 * HOUR_MS } as const;
  const sea = createSea(script, setting);
  const truth = new Ledger(end);
  for (let now = start + MINUTE_MS; now <= end; now += MINUTE_MS)
    sea.step({ now: eventTime(now), truth } as unknown as World);
  return truth.outcome().truth;
}

/** Somebody slow: lets every pair sail on in steps of two seconds and looks how near they come. */
function dangersByHand(script: SeaScript, fromH: number, toH: number) {
  const fleet = planSea(script, SEED, fromH * HOUR_MS).map(vesselStation);
  const inside = (kind: string, at: readonly [number, number]) =>
    harbourZones.some((zone) => zone.kind === kind && polygonContains(zone.rings, toLonLat(at)));
  const samples = new Map<string, number>();
  const possible = new Set<string>();
  for (let ms = fromH * HOUR_MS; ms < toH * HOUR_MS; ms += 10_000) {
    const moving = fleet
      .filter((station) => !station.isSilent(ms) && station.planned.ship.shipType !== 50)
      .map(({ planned: { ship, itinerary } }) => {
        const { activity, ms: own } = itinerary.at(ms);
        return { ship, ...activity.motion(own) };
      })
      .filter(({ speedMps, status }) => speedMps >= 0.5 * MPS_PER_KNOT && status !== 1 && status !== 5)
      .filter(({ at }) => !inside('berth', at) && !inside('anchorage', at));
    for (const a of moving)
      for (const b of moving) {
        if (a.ship.mmsi >= b.ship.mmsi) continue;
        const v = [a, b].map(({ courseDeg, speedMps }) => {
          const course = (courseDeg * Math.PI) / 180;
          return [Math.sin(course) * speedMps, Math.cos(course) * speedMps] as const;
        });
        const relativeKn = Math.hypot(v[0]![0] - v[1]![0], v[0]![1] - v[1]![1]) / MPS_PER_KNOT;
        if (relativeKn < 1 || (a.speedMps < 2 * MPS_PER_KNOT && b.speedMps < 2 * MPS_PER_KNOT)) continue;
        if (relativeKn < 8 && [a, b].some(({ ship }) => [52, 55].includes(ship.shipType))) continue;
        const types = [a, b].map(({ ship }) => ship.shipType);
        if (types.includes(52) && types.every((type) => type === 52 || (type >= 70 && type < 90))) continue;
        const inHarbour = inside('harbour', a.at) || inside('harbour', b.at);
        const [limitM, withinS] = inHarbour ? [185.2, 300] : [555.6, 600];
        let [nearestM, nearestS] = [Number.POSITIVE_INFINITY, 0];
        for (let s = 0; s <= withinS + 2; s += 2) {
          const range = Math.hypot(
            b.at[0] - a.at[0] + (v[1]![0] - v[0]![0]) * s,
            b.at[1] - a.at[1] + (v[1]![1] - v[0]![1]) * s,
          );
          if (range < nearestM) [nearestM, nearestS] = [range, s];
        }
        const pair = `${vesselId(a.ship.mmsi)}/${vesselId(b.ship.mmsi)}`;
        if (nearestM <= limitM * 1.02) possible.add(pair);
        // What is nearest now is past already; what is on the edge may go either way.
        if (nearestS < 2 || nearestS > withinS - 2 || nearestM > limitM * 0.98) continue;
        samples.set(pair, (samples.get(pair) ?? 0) + 1);
      }
  }
  return { samples, possible };
}

describe('the truth of the sea', () => {
  const script: SeaScript = { kind: 'eventful' };
  let truth: readonly TruthCondition[];
  beforeAll(() => {
    truth = truthOf(script, 10, 14);
  });

  it('names every pair that comes too close, planned or not, as somebody slow finds them', () => {
    const named = new Set(
      truth.filter(({ kind }) => kind === 'close_quarters').map(({ things }) => [...things].sort().join('/')),
    );
    const { samples, possible } = dangersByHand(script, 10, 14);
    expect(named.size).toBeGreaterThan(2);
    for (const [pair, times] of samples) if (times >= 5) expect(named, `${pair} in ${times} samples`).toContain(pair);
    for (const pair of named) expect(possible).toContain(pair);
  });

  it('has visible moments within the day, and unique ids', () => {
    expect(new Set(truth.map(({ id }) => id)).size).toBe(truth.length);
    for (const { from, to, visibleFrom } of truth) {
      expect(to).toBeGreaterThanOrEqual(from);
      expect(visibleFrom).toBeGreaterThanOrEqual(from);
    }
  });
});

describe('a storm at sea', () => {
  const truth = truthOf(typhoonSea, 0, 24);
  const kinds = (kind: string) => truth.filter((each) => each.kind === kind);

  it('drags anchors, for one cause, and only once it blows', () => {
    const drags = kinds('anchor_drag');
    expect(drags.length).toBeGreaterThanOrEqual(5);
    for (const { cause, from } of drags) {
      expect(cause).toBe('typhoon');
      expect(from).toBeGreaterThan(MIDNIGHT + 14.5 * HOUR_MS);
    }
  });

  it('catches some out and keeps the fairway empty once the port is closed', () => {
    expect(kinds('ais_silence').length).toBeGreaterThan(0);
    expect(kinds('restricted_area').length).toBeGreaterThan(0);
    expect(kinds('night_sailing')).toEqual([]);
  });
});

describe('skippers', () => {
  const nearMisses = (script: SeaScript, fromH: number, toH: number) =>
    truthOf(script, fromH, toH).filter(({ kind }) => kind === 'close_quarters').length;

  it('keep clear of everybody on a quiet day, of nearly everybody on others, however many are out', () => {
    expect(truthOf({ kind: 'quiet' }, 0, 24)).toEqual([]);
    expect(nearMisses({ kind: 'ordinary' }, 0, 24)).toBeLessThan(10);
    expect(nearMisses({ kind: 'holiday', yachts: 26, speedboats: 10 }, 6, 24)).toBeLessThan(20);
  });
});

describe('plans of the sea', () => {
  it('are made for any seed', () => {
    const scripts: SeaScript[] = [
      { kind: 'quiet' },
      { kind: 'holiday', yachts: 26, speedboats: 10 },
      typhoonSea,
      { kind: 'night_boats', yachts: 14, fromH: 0.75, toH: 8 },
    ];
    for (const script of scripts)
      for (const seed of [1, 2, 3]) expect(planSea(script, seed, nightBoats.startsAtMs).length).toBeGreaterThan(25);
  });
});
