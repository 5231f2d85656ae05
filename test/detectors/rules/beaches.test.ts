import { describe, expect, it } from 'vitest';
import type { DetectorDescriptor } from '../../../detectors/detector.ts';
import type { Finding, Raise } from '../../../detectors/finding.ts';
import { beachClosedWaterDescriptor } from '../../../detectors/rules/beach-closed-water/descriptor.ts';
import { beachCrowdingDescriptor } from '../../../detectors/rules/beach-crowding/descriptor.ts';
import { beachFireDescriptor } from '../../../detectors/rules/beach-fire/descriptor.ts';
import { beachNightPresenceDescriptor } from '../../../detectors/rules/beach-night-presence/descriptor.ts';
import { beachStrandingDescriptor } from '../../../detectors/rules/beach-stranding/descriptor.ts';
import { beachTentDescriptor } from '../../../detectors/rules/beach-tent/descriptor.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import { detect, kinds } from '../../builders/detection.ts';
import { aWarning } from '../../builders/messages.ts';
import {
  type BeachMinute,
  beachEvening,
  EVENING,
  fullEvening,
  MANAGED,
  minuteOf,
  WILD,
} from '../../builders/occasions/beach-evening.ts';
import type { Occasion } from '../../builders/occasions/occasion.ts';

const MINUTE_MS = 60_000;
const found = (descriptor: DetectorDescriptor, { world, messages }: Occasion): Finding[] =>
  detect(descriptor, messages, world);
const during =
  (from: number, to: number, then: BeachMinute, else_: BeachMinute = {}) =>
  (minute: number): BeachMinute =>
    minute >= from && minute < to ? then : else_;
const raiseOf = (findings: readonly Finding[]): Raise => findings.find((each) => each.kind === 'raise') as Raise;
const minuteAt = ({ time }: Finding): number => (time - EVENING) / MINUTE_MS;
const nobody: BeachMinute = { counted: 0, managed: { sand: 0 }, wild: {} };

describe('closed water', () => {
  it('is raised by two pictures of one swimmer, and over when nobody was seen for a while', () => {
    const findings = found(
      beachClosedWaterDescriptor,
      beachEvening(60, during(10, 14, { wild: { closed: 1 } }, nobody)),
    );
    expect(kinds(findings)).toEqual(['raise', 'clear']);
    expect(raiseOf(findings)).toMatchObject({ zone: WILD, grade: 4, peopleAtRisk: 1, cause: `${WILD}/closed_water` });
    expect(minuteAt(findings[0]!)).toBeLessThan(12.5);
    expect(minuteAt(findings[1]!)).toBeGreaterThan(22);
  });

  it('is not raised by one frame', () => {
    expect(
      found(beachClosedWaterDescriptor, beachEvening(60, during(10, 11, { wild: { closed: 1 } }, nobody))),
    ).toEqual([]);
  });

  it('is graver for many, and told again', () => {
    const findings = found(beachClosedWaterDescriptor, fullEvening());
    expect(findings.map((each) => ('grade' in each ? each.grade : undefined))).toEqual([3, 2, undefined]);
  });

  it('neither ends nor begins while the tower is blind', () => {
    const blind = (minute: number): BeachMinute =>
      minute < 10 ? { wild: { closed: 1 } } : minute < 50 ? { managed: { sand: 0 } } : nobody;
    const findings = found(beachClosedWaterDescriptor, beachEvening(90, blind));
    expect(kinds(findings)).toEqual(['raise', 'clear']);
    expect(minuteAt(findings[1]!)).toBeGreaterThan(55);
  });
});

describe('crowding', () => {
  it('goes by who is on the sand, of what it holds, and is told again at a worse grade', () => {
    const findings = found(beachCrowdingDescriptor, fullEvening());
    expect(kinds(findings)).toEqual(['raise', 'update', 'clear']);
    expect(raiseOf(findings)).toMatchObject({ zone: MANAGED, grade: 4, measure: { unit: '1' } });
    expect(findings[1]).toMatchObject({ grade: 3 });
  });

  it('leaves out those who bathe', () => {
    const half: BeachMinute = { counted: 14_000, managed: { sand: 6000, closed: 6000 } };
    expect(
      found(
        beachCrowdingDescriptor,
        beachEvening(60, () => half),
      ),
    ).toEqual([]);
  });
});

describe('night presence', () => {
  it('begins with the night, on managed beaches, and is over when they have gone', () => {
    const findings = found(
      beachNightPresenceDescriptor,
      beachEvening(240, during(0, 150, { counted: 8, managed: { sand: 6 }, wild: { sand: 6 } }, nobody)),
    );
    expect(kinds(findings)).toEqual(['raise', 'clear']);
    expect(raiseOf(findings)).toMatchObject({ zone: MANAGED, peopleAtRisk: 8 });
    expect(minuteAt(findings[0]!)).toBeGreaterThanOrEqual(120);
    expect(minuteAt(findings[0]!)).toBeLessThanOrEqual(126);
  });
});

describe('stranding', () => {
  const thunder = aWarning('thunder', minuteOf(10), { event: '雷电', grade: 2 });
  const crowd = (people: number) => () => ({ counted: people, managed: { sand: people } });

  it('is who is still there when everybody could have left', () => {
    const findings = found(beachStrandingDescriptor, beachEvening(60, crowd(150), [thunder]));
    expect(kinds(findings)).toEqual(['raise']);
    expect(raiseOf(findings)).toMatchObject({ zone: MANAGED, grade: 2, peopleAtRisk: 150 });
    expect(minuteAt(findings[0]!)).toBeGreaterThanOrEqual(30);
    // 雷电橙色: within two hours, some twenty minutes of which are over.
    expect(raiseOf(findings).timeToActS).toBe(2 * 3600 - (findings[0]!.time - minuteOf(10)) / 1000);
  });

  it('is graver the more there are', () => {
    const grade = (people: number) =>
      raiseOf(found(beachStrandingDescriptor, beachEvening(60, crowd(people), [thunder]))).grade;
    expect([10, 50, 150, 500].map(grade)).toEqual([4, 3, 2, 1]);
  });

  it('ends with the warning, and does not begin under a milder or an ended one', () => {
    const lifted = aWarning('lifted', minuteOf(50), { event: '雷电', status: 'cancel', replaces: ['thunder'] });
    expect(kinds(found(beachStrandingDescriptor, beachEvening(90, crowd(150), [thunder, lifted])))).toEqual([
      'raise',
      'clear',
    ]);
    const yellow = aWarning('thunder', minuteOf(10), { event: '雷电', grade: 3 });
    const short = aWarning('thunder', minuteOf(10), { event: '雷电', grade: 2, expiresAt: eventTime(minuteOf(25)) });
    for (const warning of [yellow, short])
      expect(found(beachStrandingDescriptor, beachEvening(90, crowd(150), [warning]))).toEqual([]);
  });

  it('goes by the managers’ own notice too, on their beach alone', () => {
    const notice = (area: string) =>
      aWarning('closed', minuteOf(10), { event: '沙滩关闭', grade: 3, severity: 'moderate', area });
    expect(kinds(found(beachStrandingDescriptor, beachEvening(60, crowd(150), [notice('白沙湾')])))).toEqual(['raise']);
    expect(found(beachStrandingDescriptor, beachEvening(60, crowd(150), [notice('金沙滩')]))).toEqual([]);
  });
});

describe('tents and fires', () => {
  it('are told where they stand, and again when there are many', () => {
    for (const descriptor of [beachTentDescriptor, beachFireDescriptor]) {
      const findings = found(descriptor, fullEvening());
      expect(kinds(findings)).toEqual(['raise', 'update', 'clear']);
      expect(raiseOf(findings).zone).toBe(WILD);
    }
  });

  it('are not missed where a picture in two shows them', () => {
    const findings = found(
      beachTentDescriptor,
      beachEvening(120, (minute) => (minute % 2 === 0 ? { wild: { tents: 1 } } : nobody)),
    );
    expect(kinds(findings)).toEqual(['raise']);
  });
});
