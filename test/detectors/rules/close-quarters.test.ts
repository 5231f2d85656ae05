import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  closestApproach,
  type EncounterLimits,
  isEncounter,
  type Motion,
  positionAfter,
} from '../../../detectors/rules/close-quarters/approach.ts';
import { closeQuartersDescriptor } from '../../../detectors/rules/close-quarters/descriptor.ts';
import { findEncounters } from '../../../detectors/rules/close-quarters/find-encounters.ts';
import { destination, distanceM, type LonLat } from '../../../geodata/model/geometry.ts';
import { vesselId } from '../../../geodata/model/ids.ts';
import { MPS_PER_KNOT } from '../../../geodata/model/units.ts';
import type { NavigationStatus } from '../../../ingestion/observation.ts';
import { detect, kinds } from '../../builders/detection.ts';
import { NOON, track } from '../../builders/track.ts';
import { squareZone } from '../../builders/zone.ts';

const motion = (lon: number, lat: number, speedKn: number, courseDeg: number): Motion => ({
  lon,
  lat,
  eastMps: speedKn * MPS_PER_KNOT * Math.sin((courseDeg * Math.PI) / 180),
  northMps: speedKn * MPS_PER_KNOT * Math.cos((courseDeg * Math.PI) / 180),
});

/** A crowd around one place, so that many do meet; the place may be on the antimeridian or far north. */
const fleets = fc
  .record({
    lon: fc.constantFrom(114.5, -180, 179.98, 0),
    lat: fc.constantFrom(22.5, 0, -45, 70),
    vessels: fc.array(
      fc.record({
        dLon: fc.double({ min: -0.3, max: 0.3, noNaN: true }),
        dLat: fc.double({ min: -0.15, max: 0.15, noNaN: true }),
        speedKn: fc.double({ min: 0, max: 40, noNaN: true }),
        courseDeg: fc.double({ min: 0, max: 360, noNaN: true }),
      }),
      { minLength: 2, maxLength: 60 },
    ),
  })
  .map(({ lon, lat, vessels }) =>
    vessels.map(({ dLon, dLat, speedKn, courseDeg }) => {
      const wrapped = ((lon + dLon + 540) % 360) - 180;
      return motion(wrapped, lat + dLat, speedKn, courseDeg);
    }),
  );

const limitsOf = fc.record({
  dcpaM: fc.double({ min: 50, max: 4000, noNaN: true }),
  tcpaS: fc.double({ min: 30, max: 1200, noNaN: true }),
});

function bruteForce(fleet: readonly Motion[], limits: EncounterLimits): string[] {
  const pairs: string[] = [];
  for (let a = 0; a < fleet.length; a++)
    for (let b = a + 1; b < fleet.length; b++)
      if (isEncounter(closestApproach(fleet[a]!, fleet[b]!), limits)) pairs.push(`${a} ${b}`);
  return pairs.sort();
}

function indexed(fleet: readonly Motion[], limits: EncounterLimits): string[] {
  const pairs: string[] = [];
  findEncounters(fleet, limits, (a, b) => pairs.push(`${Math.min(a, b)} ${Math.max(a, b)}`));
  return pairs.sort();
}

describe('closest approach', () => {
  it('misses no pair and invents none, against asking every pair', () => {
    fc.assert(
      fc.property(fleets, limitsOf, (fleet, limits) => {
        expect(indexed(fleet, limits)).toEqual(bruteForce(fleet, limits));
      }),
      { numRuns: 300 },
    );
  });

  it('agrees with great-circle sailing, stepped, to 1 % of the present distance', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -70, max: 70, noNaN: true }),
        fc.double({ min: 0, max: 359, noNaN: true }),
        fc.double({ min: 100, max: 18_520, noNaN: true }),
        fc.tuple(fc.double({ min: 0, max: 30, noNaN: true }), fc.double({ min: 0, max: 30, noNaN: true })),
        fc.tuple(fc.double({ min: 0, max: 359, noNaN: true }), fc.double({ min: 0, max: 359, noNaN: true })),
        (lat, bearing, apartM, speeds, courses) => {
          const here: LonLat = [10, lat];
          const there = destination(here, bearing, apartM);
          const a = motion(...here, speeds[0], courses[0]);
          const b = motion(...there, speeds[1], courses[1]);
          const { tcpaS, dcpaM } = closestApproach(a, b);
          fc.pre(tcpaS > 0 && tcpaS < 600);
          let closestM = Number.POSITIVE_INFINITY;
          for (let s = 0; s <= 700; s += 1) {
            const moved = (from: LonLat, i: 0 | 1) => destination(from, courses[i], speeds[i] * MPS_PER_KNOT * s);
            closestM = Math.min(closestM, distanceM(moved(here, 0), moved(there, 1)));
          }
          // One second's step may itself miss the closest moment by up to the relative way of half a second.
          const stepM = ((speeds[0] + speeds[1]) * MPS_PER_KNOT) / 2;
          expect(Math.abs(closestM - dcpaM)).toBeLessThan(0.01 * apartM + stepM);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('dead-reckons across the antimeridian', () => {
    const [lon] = positionAfter(motion(179.99, 0, 20, 90), 600);
    expect(lon).toBeLessThan(-179.9);
  });
});

const A = 412_000_001;
const B = 412_000_002;
const MEETING: LonLat = [114.5, 22.5];

/** Two vessels on crossing courses that pass `missM` apart after `minutes`. */
function crossing({
  minutes = 8,
  missM = 100,
  speeds = [12, 12],
  sailOn = 5,
  statusB,
}: {
  minutes?: number;
  missM?: number;
  speeds?: readonly [number, number];
  sailOn?: number;
  statusB?: NavigationStatus;
} = {}) {
  const before = (speedKn: number) => speedKn * MPS_PER_KNOT * minutes * 60;
  const legs = (speedKn: number, courseDeg: number, status?: NavigationStatus) => [
    { minutes: minutes + sailOn, speedKn, courseDeg, ...(status !== undefined && { status }) },
  ];
  const aside = destination(MEETING, 0, missM * Math.SQRT2);
  return [
    ...track({ mmsi: A, start: NOON, from: destination(MEETING, 270, before(speeds[0])), legs: legs(speeds[0], 90) }),
    ...track({
      mmsi: B,
      start: NOON,
      from: destination(aside, 180, before(speeds[1])),
      legs: legs(speeds[1], 0, statusB),
    }),
  ];
}

describe('vessel.close_quarters', () => {
  it('raises for a crossing that passes too close, with its proof, and clears once they have passed', () => {
    const findings = detect(closeQuartersDescriptor, crossing());
    const raised = findings[0]!;
    expect(raised).toMatchObject({
      kind: 'raise',
      key: 'vessel.close_quarters/mmsi-412000001/mmsi-412000002',
      things: [vesselId(A), vesselId(B)],
      cause: 'encounter/mmsi-412000001/mmsi-412000002',
      measure: { limit: 0.3, unit: 'nm' },
    });
    if (raised.kind !== 'raise') throw new Error('expected a raise');
    expect(raised.measure!.value).toBeCloseTo(100 / 1852, 2);
    expect(raised.evidence.parameters.tcpaS).toBeGreaterThan(400);
    expect(raised.evidence.points).toHaveLength(4);
    expect(raised.message.zh).toMatch(/最近会遇距离 0\.05 海里，7 分 \d+ 秒后。$/);
    expect(kinds(findings).filter((kind) => kind !== 'update')).toEqual(['raise', 'clear']);
    expect(findings.at(-1)!.time).toBeGreaterThan(NOON + 7.7 * 60_000);
    expect(findings.at(-1)!.time).toBeLessThan(NOON + 9 * 60_000);
  });

  it('tells when it gets worse', () => {
    const findings = detect(closeQuartersDescriptor, crossing());
    const grades = findings.flatMap((finding) => (finding.kind === 'clear' ? [] : [finding.grade]));
    expect(grades).toEqual([4, 2, 1]);
  });

  it('leaves alone what passes at the limit or beyond it', () => {
    expect(detect(closeQuartersDescriptor, crossing({ missM: 0.32 * 1852 }))).toEqual([]);
    expect(kinds(detect(closeQuartersDescriptor, crossing({ missM: 0.28 * 1852 })))).toContain('raise');
  });

  it('asks for less room in a harbour, and none at a berth or an anchorage', () => {
    const around = (kind: 'harbour' | 'berth' | 'anchorage') => [squareZone(kind, MEETING, 20_000)];
    expect(detect(closeQuartersDescriptor, crossing({ missM: 300 }), { zones: around('harbour') })).toEqual([]);
    expect(detect(closeQuartersDescriptor, crossing(), { zones: around('harbour') })).not.toEqual([]);
    expect(detect(closeQuartersDescriptor, crossing(), { zones: around('berth') })).toEqual([]);
    expect(detect(closeQuartersDescriptor, crossing(), { zones: around('anchorage') })).toEqual([]);
  });

  it.each([1, 5, 6] as const)('leaves out a vessel of navigational status %i', (statusB) => {
    expect(detect(closeQuartersDescriptor, crossing({ statusB }))).toEqual([]);
  });

  it('leaves out who lies still, but not a vessel that is not under command', () => {
    const still = crossing({ speeds: [12, 0.2] });
    expect(detect(closeQuartersDescriptor, still)).toEqual([]);
    expect(kinds(detect(closeQuartersDescriptor, crossing({ speeds: [12, 0.2], statusB: 2 })))).toContain('raise');
  });

  it('leaves out slow pairs, company, and escorts at work', () => {
    expect(detect(closeQuartersDescriptor, crossing({ speeds: [1.5, 1.9] }))).toEqual([]);
    const along = (mmsi: number, metres: number, courseDeg: number) =>
      track({
        mmsi,
        start: NOON,
        from: destination(MEETING, 0, metres),
        legs: [{ minutes: 10, speedKn: 10, courseDeg }],
      });
    expect(detect(closeQuartersDescriptor, [...along(A, 0, 90), ...along(B, 100, 92)])).toEqual([]);
    const tug = { id: vesselId(B), kind: 'vessel' as const, attrs: { shipType: 52 } };
    const converging = [...along(A, 0, 90), ...along(B, 200, 100)];
    expect(detect(closeQuartersDescriptor, converging)).not.toEqual([]);
    expect(detect(closeQuartersDescriptor, converging, { things: [tug] })).toEqual([]);
  });

  it('keeps an encounter open while one of the two falls silent, until it must be over', () => {
    const reports = crossing().filter(({ thing, time }) => thing === vesselId(A) || time < NOON + 120_000);
    const findings = detect(closeQuartersDescriptor, reports, { quietMs: 60 * 60_000 });
    expect(kinds(findings).filter((kind) => kind !== 'update')).toEqual(['raise', 'clear']);
    expect(findings.at(-1)!.time).toBeGreaterThan(NOON + 7.7 * 60_000);
  });

  it('asks for a second report of a boat that reports every half minute, unless there is no time', () => {
    const boat = (mmsi: number, from: LonLat, courseDeg: number, minutes: number) =>
      track({ mmsi, from, start: NOON, everyS: 30, legs: [{ minutes, speedKn: 12, courseDeg }] });
    const apart = (metres: number, minutes: number) => [
      ...boat(1, [114.5, 22.5], 90, minutes),
      ...boat(2, destination([114.5, 22.5], 90, metres), 270, minutes),
      // Somebody far away keeps the time.
      ...track({ mmsi: 3, from: [114.8, 22.5], start: NOON, legs: [{ minutes: 3, speedKn: 5, courseDeg: 0 }] }),
    ];
    const [far] = detect(closeQuartersDescriptor, apart(3000, 1));
    expect(far!.time).toBeGreaterThanOrEqual(NOON + 30_000);
    expect(
      detect(closeQuartersDescriptor, apart(3000, 0.5)).filter(
        ({ kind, time }) => kind === 'raise' && time < NOON + 90_000,
      ),
    ).toEqual([]);
    const [near] = detect(closeQuartersDescriptor, apart(900, 0.5));
    expect(near).toMatchObject({ kind: 'raise', time: NOON + 20_000 });
  });

  it('leaves tugs to those that they serve', () => {
    const meet = (types: readonly [number, number]) =>
      detect(
        closeQuartersDescriptor,
        [0, 1].flatMap((i) =>
          track({
            mmsi: 1 + i,
            from: destination([114.5, 22.5], 90, 3000 * i),
            start: NOON,
            legs: [{ minutes: 2, speedKn: 10, courseDeg: 90 + 180 * i }],
          }),
        ),
        { things: types.map((shipType, i) => ({ id: vesselId(1 + i), kind: 'vessel' as const, attrs: { shipType } })) },
      );
    expect(meet([52, 70])).toEqual([]);
    expect(kinds(meet([52, 60]))).toContain('raise');
  });
});
