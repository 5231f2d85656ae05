import type { FeatureCollection } from 'geojson';
import { describe, expect, it } from 'vitest';
import type { Readings } from '../../../backend/push/protocol.ts';
import type { NumberedThing } from '../../../frontend/feed/live-store.ts';
import { mergeReadings, NO_READINGS, type ReadingTable } from '../../../frontend/feed/readings.ts';
import { beachesOf, countBeaches } from '../../../frontend/map/instruments/beach-people.ts';
import { instrumentFeatures } from '../../../frontend/map/instruments/instrument-features.ts';
import { blockerSquares } from '../../../frontend/map/label-blockers.ts';
import { layoutMarks } from '../../../frontend/map/marks/layout.ts';
import { recentReports } from '../../../frontend/map/reports/recent-reports.ts';
import { rainField } from '../../../frontend/map/weather/rain-field.ts';
import { warningRows } from '../../../frontend/panels/conductor/warning-bars.tsx';

const NOW = Date.parse('2026-09-18T07:42:00Z');

const message = (rows: readonly (readonly [number, string, number])[], rest: Partial<Readings> = {}): Readings => {
  const datastreams = [...new Set(rows.map(([, name]) => name))];
  return {
    full: false,
    at: NOW,
    datastreams,
    number: rows.map(([number]) => number),
    datastream: rows.map(([, name]) => datastreams.indexOf(name)),
    value: rows.map(([, , value]) => value),
    ageMs: rows.map(() => 0),
    quality: rows.map(() => 0),
    ...rest,
  };
};

const thing = (number: number, kind: string, watches?: string): NumberedThing => ({
  number,
  id: `${kind}-${number}`,
  name: `${kind} ${number}`,
  kind,
  family: 'city',
  status: 'online',
  position: [114.5, 22.45],
  attrs: watches === undefined ? {} : { watches },
});
const rosterOf = (...things: NumberedThing[]) => new Map(things.map((one) => [one.number, one]));

describe('readings as they are heard', () => {
  it('share what did not change and never change in place', () => {
    const first = mergeReadings(
      NO_READINGS,
      message(
        [
          [1, 'level', 2],
          [2, 'rain', 0],
        ],
        { full: true },
      ),
    );
    const second = mergeReadings(first, message([[1, 'level', 3]]));
    expect(first.get(1)?.get('level')?.value).toBe(2);
    expect(second.get(1)?.get('level')?.value).toBe(3);
    expect(second.get(2)).toBe(first.get(2));
  });

  it('forget the future when a replay is moved back', () => {
    const before = mergeReadings(NO_READINGS, message([[1, 'level', 2]], { full: true }));
    const after = mergeReadings(before, message([[2, 'level', 1]], { full: true, at: NOW - 60_000 }));
    expect([...after.keys()]).toEqual([2]);
  });
});

describe('instruments on the chart', () => {
  const seen = (readings: ReadingTable, zoom: number, now = NOW) =>
    instrumentFeatures({
      readings,
      roster: rosterOf(thing(1, 'water_level', 'lp-1'), thing(2, 'gas'), thing(3, 'wave_buoy')),
      now,
      zoom,
      bounds: [114, 22, 115, 23],
      lowPoints: new Set(['lp-1']),
      beaches: new Set(),
      floodText: (n) => `${n} cm`,
    }).features.map(({ properties }) => properties);
  const readings = mergeReadings(
    NO_READINGS,
    message([
      [1, 'level', 0.24],
      [2, 'ch4', 0],
      [3, 'wave_height', 2.1],
    ]),
  );

  it('show standing water from afar, the rest where there is room', () => {
    expect(seen(readings, 11).map(({ text }) => text)).toEqual(['24 cm', '2.1 m']);
    expect(seen(readings, 15).map(({ thing: id }) => id)).toContain('gas-2');
  });

  it('say no value once it is stale', () => {
    const [buoy] = seen(readings, 11, NOW + 3_600_000);
    expect(buoy).toMatchObject({ thing: 'wave_buoy-3', stale: true, text: '' });
  });
});

describe('people on a beach', () => {
  const ring = [
    [0, 0],
    [2, 0],
    [2, 2],
    [0, 0],
  ];
  const layer: FeatureCollection = {
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        geometry: { type: 'Polygon', coordinates: [ring] },
        properties: { id: 'b', kind: 'sand', capacity: 100 },
      },
    ],
  };
  const roster = rosterOf(thing(1, 'crowd', 'b'), thing(2, 'crowd', 'b'));

  it('are the sum of its counters', () => {
    const readings = mergeReadings(
      NO_READINGS,
      message([
        [1, 'people', 40],
        [2, 'people', 23],
      ]),
    );
    expect(countBeaches(beachesOf(layer), readings, roster, NOW)).toMatchObject([{ id: 'b', people: 63, share: 0.63 }]);
  });

  it('are not told when one of them is silent', () => {
    const old = mergeReadings(NO_READINGS, message([[1, 'people', 40]], { at: NOW - 3_600_000 }));
    const readings = mergeReadings(old, message([[2, 'people', 23]]));
    expect(countBeaches(beachesOf(layer), readings, roster, NOW)).toEqual([]);
  });
});

describe('rain', () => {
  it('lies around the gauges that catch it, densest where most falls', () => {
    const field = rainField(
      [
        { lon: 114.4, lat: 22.4, mm: 4 },
        { lon: 114.6, lat: 22.5, mm: 0 },
      ],
      [114.3, 22.3, 114.7, 22.6],
    );
    expect(field.features.map(({ properties }) => properties.step)).toEqual([0, 1, 2]);
    const corners = field.features[2]!.geometry.coordinates.flat(2);
    expect(corners.length).toBeGreaterThan(3);
    for (const [lon] of corners) expect(lon).toBeLessThan(114.5);
  });

  it('is nothing when all are dry', () => {
    expect(rainField([{ lon: 1, lat: 1, mm: 0 }], [0, 0, 2, 2]).features).toEqual([]);
  });
});

describe('what keeps the chart readable', () => {
  it('mild marks draw together from farther apart than grave ones', () => {
    const pair = (grade: number) => [
      { id: 'a', x: 100, y: 100, grade },
      { id: 'b', x: 150, y: 100, grade },
    ];
    expect(layoutMarks(pair(4)).length).toBe(1);
    expect(layoutMarks(pair(1)).length).toBe(2);
  });

  it('covers panels and every edge', () => {
    const squares = blockerSquares(320, 200, [{ x: 10, y: 10, width: 100, height: 50 }]);
    const covers = (x: number, y: number) => squares.some(([a, b]) => Math.abs(a - x) <= 16 && Math.abs(b - y) <= 16);
    for (const [x, y] of [
      [12, 12],
      [108, 58],
      [60, 35],
      [-3, 150],
      [323, 150],
      [200, -3],
      [200, 203],
    ] as const)
      expect(covers(x, y)).toBe(true);
    expect(covers(200, 120)).toBe(false);
  });

  it('forgets what was told an hour ago', () => {
    const report = (minutes: number) => ({
      id: `r${minutes}`,
      text: '',
      channel: 'app' as const,
      time: new Date(NOW - minutes * 60_000).toISOString(),
    });
    expect(recentReports([report(90), report(30)], NOW).map(({ id }) => id)).toEqual(['r30']);
  });

  it('the worst events have the rows', () => {
    const warning = (event: string, grade: 1 | 2 | 3 | 4) => ({
      id: `${event}${grade}`,
      event,
      grade,
      headline: '',
      from: new Date(NOW).toISOString(),
    });
    const rows = warningRows([
      warning('雷电', 3),
      warning('台风', 4),
      warning('台风', 2),
      warning('高温', 4),
      warning('大雾', 3),
    ]);
    expect(rows.map(({ event }) => event)).toEqual(['台风', '雷电', '大雾']);
    expect(rows[0]?.warnings.length).toBe(2);
  });
});
