import { expect, test } from 'vitest';
import { evidenceView } from '../../../backend/api/evidence-view.ts';
import type { AlertDetail } from '../../../frontend/feed/model.ts';
import { evidenceFeatures } from '../../../frontend/map/evidence-features.ts';
import { alertsByPlace } from '../../../frontend/panels/inspector/evidence/alerts-by-place.ts';
import { extentOf } from '../../../frontend/panels/inspector/evidence/extent.ts';
import { dailyChange, limitsOf, seriesOf } from '../../../frontend/panels/inspector/trend-series.ts';
import { toIso } from '../../../geodata/model/time.ts';
import { sinking } from '../../builders/sinking.ts';

const HOUR = 3_600_000;
const { evidence, time, measure, message, grade, position, ruleVersion, detector } = sinking();
const alert: AlertDetail = {
  id: 'a-1',
  detector,
  kind: 'settlement',
  family: 'underground',
  grade,
  state: 'active',
  acknowledged: false,
  shelved: false,
  things: [{ id: 'dbc-1', name: 'DBC-1', kind: 'settlement_point' }],
  raisedAt: toIso(time),
  lastRaisedAt: toIso(time),
  nRaised: 1,
  measure: measure!,
  message,
  position: [position![0], position![1]],
  ruleVersion,
  evidence: evidenceView(evidence),
  log: [],
};

test('limits take the sign of what was breached, and the breached one is marked', () => {
  expect(limitsOf(alert).map(({ value, grade: own, breached }) => [value, own, breached])).toEqual([
    [-17, 3, false],
    [-20, 2, true],
    [-30, 1, false],
  ]);
});

test('a rule without a table of limits shows the one that was breached', () => {
  const { limits: _, ...bare } = alert.evidence;
  expect(limitsOf({ ...alert, evidence: bare })).toEqual([{ value: -20, label: '', grade: 2, breached: true }]);
});

test('an alert about the change within a day draws that change, not the level', () => {
  const points = [0, 12, 24, 36].map((hours) => ({ time: hours * HOUR, value: -hours }));
  expect(dailyChange(points)).toEqual([
    { time: 12 * HOUR, value: -12 },
    { time: 24 * HOUR, value: -24 },
    { time: 36 * HOUR, value: -24 },
  ]);
  const daily = { ...alert, measure: { value: -4.6, limit: -3, unit: 'mm/d' } };
  expect(seriesOf(daily, undefined)?.[0]?.points.at(-1)?.value).toBeCloseTo(-4.6, 6);
});

test('a hundred alerts are listed by place, the worst place and the worst alert first', () => {
  const many = Array.from({ length: 100 }, (_, index) => ({
    ...alert,
    id: `a-${index}`,
    zone: `place ${index % 9}`,
    grade: (1 + ((index * 7) % 4)) as 1 | 2 | 3 | 4,
    state: index % 5 === 0 ? ('cleared' as const) : ('active' as const),
  }));
  const places = alertsByPlace(many);
  expect(places).toHaveLength(9);
  expect(places.flatMap(({ alerts }) => alerts)).toHaveLength(100);
  for (const { alerts } of places) {
    const weights = alerts.map(({ state, grade: own }) => (state === 'cleared' ? 10 : 0) + own);
    expect(weights).toEqual(weights.toSorted((a, b) => a - b));
  }
  const worst = places.map(({ alerts }) => alerts[0]!.grade);
  expect(worst).toEqual(worst.toSorted());
});

test('shapes and numbered assets are on the chart, in the order of the list', () => {
  const { features } = evidenceFeatures(alert, () => undefined, 'en');
  const of = (kind: string) => features.filter(({ properties }) => properties.kind === kind);
  expect(of('area')[0]?.geometry.type).toBe('Polygon');
  expect(of('shape')[0]?.geometry.type).toBe('LineString');
  expect(of('exposed').map(({ properties }) => [properties.number, properties.name])).toEqual([
    ['2', 'Xingfuli Block 3'],
  ]);
  expect(of('said')).toHaveLength(1);
  expect(extentOf(alert)).toContainEqual([114.5503, 22.4502]);
});
