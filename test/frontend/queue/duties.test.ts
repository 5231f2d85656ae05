import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byUrgency, countCity, dutyOf, groupByDuty, mostPressing } from '../../../frontend/panels/queue/duties.ts';
import { matches } from '../../../frontend/panels/queue/matches.ts';
import { admit } from '../../../frontend/panels/queue/waiting.ts';
import { incidentView } from '../../builders/incident.ts';

const at = (minute: number) => new Date(Date.parse('2026-09-18T07:00:00Z') + minute * 60_000).toISOString();

describe('what an incident is owed', () => {
  it.each([
    [{}, 'confirm'],
    [{ acknowledged: true }, 'handle'],
    [{ acknowledged: true, condition: 'cleared' as const }, 'verify'],
    [{ acknowledged: true, state: 'resolved' as const }, 'verify'],
    [{ condition: 'cleared' as const }, 'confirm'],
    [{ kind: 'ais_silence' }, 'silent'],
    [{ kind: 'missing', acknowledged: true }, 'silent'],
    [{ shelved: true, kind: 'stale' }, 'shelved'],
    [{ state: 'closed' as const }, undefined],
    [{ state: 'void' as const, shelved: true }, undefined],
  ])('%o → %s', (told, duty) => {
    expect(dutyOf(incidentView({ id: 'a', ...told }))).toBe(duty);
  });

  it('sorts by grade, then time left, then age; without a deadline last', () => {
    const incidents = [
      incidentView({ id: 'late', grade: 2, dueAt: at(30) }),
      incidentView({ id: 'never', grade: 2 }),
      incidentView({ id: 'soon', grade: 2, dueAt: at(10) }),
      incidentView({ id: 'worst', grade: 1 }),
    ];
    expect(groupByDuty(incidents)[0]?.incidents.map(({ id }) => id)).toEqual(['worst', 'soon', 'late', 'never']);
  });

  it('has one order, whatever the order of arrival', () => {
    const incident = fc.record({
      id: fc.uuid(),
      grade: fc.constantFrom(1, 2, 3, 4),
      dueAt: fc.constantFrom(undefined, at(1), at(2)),
    });
    fc.assert(
      fc.property(fc.uniqueArray(incident, { selector: ({ id }) => id }), (told) => {
        const views = told.map(({ id, grade, dueAt }) =>
          incidentView({ id, grade: grade as 1 | 2 | 3 | 4, ...(dueAt === undefined ? {} : { dueAt }) }),
        );
        expect(views.toReversed().sort(byUrgency)).toEqual([...views].sort(byUrgency));
      }),
    );
  });

  it('what cleared by itself waits behind what still holds', () => {
    const past = incidentView({ id: 'past', grade: 1, dueAt: at(1), condition: 'cleared' });
    const present = incidentView({ id: 'present', grade: 4, dueAt: at(50) });
    expect([past, present].sort(byUrgency).map(({ id }) => id)).toEqual(['present', 'past']);
    expect(mostPressing([past, present])?.id).toBe('present');
    expect(mostPressing([past])?.id).toBe('past');
  });

  it('counts the city and finds what is due next', () => {
    const incidents = [
      incidentView({ id: 'red', grade: 1, dueAt: at(50) }),
      incidentView({ id: 'over', dueAt: at(5), family: 'beach' }),
      incidentView({ id: 'verify', dueAt: at(1), acknowledged: true, condition: 'cleared' }),
      incidentView({ id: 'closed', state: 'closed', grade: 1 }),
    ];
    expect(countCity(incidents, Date.parse(at(10)))).toEqual({
      open: 3,
      red: 1,
      overdue: 2,
      byFamily: { vessel: 2, beach: 1 },
    });
    expect(mostPressing(incidents)?.id).toBe('over');
  });
});

describe('nothing jumps', () => {
  it('lets new ones wait while the list is held, and admits them when it is not', () => {
    const shown = new Set(['a', 'b']);
    expect(admit(shown, ['a', 'b', 'c'], true)).toEqual({ shown, waiting: ['c'] });
    expect(admit(shown, ['a', 'c'], false)).toEqual({ shown: new Set(['a', 'c']), waiting: [] });
  });

  it('never holds back the first filling', () => {
    expect(admit(new Set(), ['a', 'b'], true).waiting).toEqual([]);
  });
});

describe('the filter', () => {
  const incident = incidentView({
    id: 'INC-7',
    zone: '主航道',
    things: [{ id: 'mmsi-1', name: 'LAN YOU 305', kind: 'vessel' }],
  });
  it.each([
    ['', undefined, true],
    ['lan 305', undefined, true],
    ['主航道', 'vessel', true],
    ['inc-7', 'beach', false],
    ['jin hai', undefined, false],
  ])('%j in %s → %s', (text, family, found) => {
    expect(matches(incident, family, text)).toBe(found);
  });
});
