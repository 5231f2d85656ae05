import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AlertDesk } from '../../../backend/alerts/alert-desk.ts';
import { cellFactsOf } from '../../../backend/risk/cell-facts.ts';
import { RiskDesk } from '../../../backend/risk/risk-desk.ts';
import { AlertStore } from '../../../backend/store/alert-store.ts';
import { PostgresMessageStore } from '../../../backend/store/message-store.ts';
import { Places } from '../../../backend/store/places.ts';
import { ReportStore } from '../../../backend/store/report-store.ts';
import { RiskStore } from '../../../backend/store/risk-store.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import { DATABASES, type TestDatabase } from '../../builders/database.ts';
import { clear, MINUTE, raise, START } from '../../builders/finding.ts';
import { aDescription, anObservation, aReport, arrived } from '../../builders/messages.ts';
import { smallCity, smallPlaceOf, smallZones } from '../../builders/small-city.ts';
import { ManualClock } from '../../fakes/manual-clock.ts';

const HOUR = 60 * MINUTE;
const FIRST = Math.floor(START / HOUR) * HOUR;
const ring = (lon: number) =>
  [
    [
      [lon, 22.5],
      [lon + 0.02, 22.5],
      [lon + 0.02, 22.62],
      [lon, 22.62],
      [lon, 22.5],
    ],
  ] as never;

/** Two cells, one in each district, the eastern one with a gauge and a low point. */
const city = smallCity({
  streets: [
    {
      id: 's-west',
      districtId: 'fa',
      name: { zh: '莲塘街道', en: 'Liantang' },
      rings: ring(114.4),
      label: [114.41, 22.6],
    },
    {
      id: 's-east',
      districtId: 'py',
      name: { zh: '葵湾街道', en: 'Kuiwan' },
      rings: ring(114.6),
      label: [114.61, 22.6],
    },
  ],
  gridCells: [
    { id: 'FA-01', streetId: 's-west', rings: ring(114.4), people: 3000 },
    { id: 'PY-07', streetId: 's-east', rings: ring(114.6), people: 800 },
  ],
  sensors: [
    { id: 'rain-1', kind: 'rain_gauge', name: '雨量计', position: [114.61, 22.55], heightM: 0, intervalS: 300 },
  ] as never,
  lowPoints: [
    {
      id: 'lp-1',
      name: { zh: '下穿', en: 'Underpass' },
      kind: 'underpass',
      position: [114.61, 22.55],
      catchmentId: 'ca-1',
      pondM2: 900,
      drainM3s: 1,
      closedAtM: 0.3,
    },
  ] as never,
});

describe.each(DATABASES)('the risk grid on $name', ({ open }) => {
  let database: TestDatabase;
  let risk: RiskStore;
  let desk: RiskDesk;

  beforeAll(async () => {
    database = await open();
    const places = new Places();
    places.use({ placeOf: smallPlaceOf, zones: smallZones });
    const messages = await PostgresMessageStore.open(database, places);
    const rain = [0, 10, 20].map((minutes) => anObservation('rain-1', 'rain', FIRST + minutes * MINUTE, 16));
    await messages.append(
      arrived([
        aDescription('rain-1', FIRST, { thingKind: 'rain_gauge' }),
        ...rain,
        aReport('r-1', FIRST + MINUTE, { lon: 114.41, lat: 22.55 }),
      ]),
    );
    await messages.flush();
    const onRefused = (cause: unknown) => {
      throw cause;
    };
    const log = new AlertStore(database.pool, places);
    const alerts = new AlertDesk({ log, clock: new ManualClock(START), onChange: () => undefined, onRefused });
    await alerts.load();
    await alerts.apply([raise(0, { position: [114.61, 22.55], alertKind: 'flooding', grade: 2 }), clear(60)]).durable;
    await alerts.stop();
    risk = new RiskStore(database.pool);
    desk = new RiskDesk(cellFactsOf(city), risk);
  });
  afterAll(() => database.close());

  it('is one row per cell and hour, kept up while the hour lasts and closed after a restart', async () => {
    await desk.tick(eventTime(FIRST + 5 * MINUTE));
    const [early] = await risk.hour(eventTime(FIRST));
    expect(early).toMatchObject({ grid: 'FA-01', district: '福安区', street: '莲塘街道' });
    await new RiskDesk(cellFactsOf(city), risk).tick(eventTime(FIRST + 2 * HOUR + MINUTE));
    const [worst, other] = await risk.hour(eventTime(FIRST));
    expect(worst).toMatchObject({ grid: 'PY-07', mainCause: 'flooding' });
    expect(worst!.parts.map(({ cause }) => cause)).toEqual(['flooding', 'rain_at_low_point', 'low_point', 'people']);
    expect(worst!.parts.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(worst!.index, 0);
    expect(other!.parts.map(({ cause }) => cause)).toContain('reports');
    const hours = await Promise.all([1, 2].map((later) => risk.hour(eventTime(FIRST + later * HOUR))));
    expect(hours.map((cells) => cells.find(({ grid }) => grid === 'PY-07')?.mainCause)).toEqual([
      'flooding',
      'low_point',
    ]);
    expect(await risk.newestHour()).toBe(FIRST + 2 * HOUR);
  });

  it('is the same however often it is worked out', async () => {
    const before = await risk.hour(eventTime(FIRST));
    await desk.fill(eventTime(FIRST), eventTime(FIRST + HOUR));
    expect(await risk.hour(eventTime(FIRST))).toEqual(before);
  });

  it('is asked in schema report, each asker for their own area', async () => {
    const report = new ReportStore(database.pool);
    const rows = async (areas: readonly string[]) =>
      (await report.query('select distinct grid, district from report.risk_grid order by 1', { areas })).rows;
    expect(await rows(['*'])).toEqual([
      ['FA-01', '福安区'],
      ['PY-07', '鹏屿区'],
    ]);
    expect(await rows(['鹏屿区'])).toEqual([['PY-07', '鹏屿区']]);
    const { columns } = await report.query('select * from report.risk_grid limit 1', { areas: ['*'] });
    expect(columns).toEqual(['hour', 'grid', 'district', 'street', 'risk_index', 'main_cause']);
  });
});
