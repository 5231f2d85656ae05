import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AlertDesk } from '../../../backend/alerts/alert-desk.ts';
import { IncidentDesk } from '../../../backend/incidents/incident-desk.ts';
import { AlertStore } from '../../../backend/store/alert-store.ts';
import { CityStore } from '../../../backend/store/city-store.ts';
import { IncidentStore } from '../../../backend/store/incident-store.ts';
import { PostgresMessageStore } from '../../../backend/store/message-store.ts';
import { Places } from '../../../backend/store/places.ts';
import { ReportStore } from '../../../backend/store/report-store.ts';
import { DATABASES, type TestDatabase } from '../../builders/database.ts';
import { encounter, raise, START } from '../../builders/finding.ts';
import { aDescription, aDetection, anObservation, aReport, arrived, aWarning, NOON } from '../../builders/messages.ts';
import { smallCity, smallPlaceOf, smallZones } from '../../builders/small-city.ts';
import { ManualClock } from '../../fakes/manual-clock.ts';

const HOUR = 3_600_000;
/** The table of the public contract. */
const CONTRACT = {
  detections: 'time, camera_id, camera_name, zone, district, class, n, max_score',
  warnings: 'warning_id, event, severity, grade, area, issued_at, effective_at, expires_at, headline',
  reports:
    'report_id, category, matter_code, text, channel, district, street, grid, lon, lat, reported_at, incident_id',
  resources: 'resource_id, name, kind, department, district, status, capacity, lon, lat',
  risk_sources:
    'risk_source_id, name, line, work_area, section, kind, grade, geology, hazard_chain, owner, contractor, supervisor, status, lon, lat, depth_m',
  monitoring_points:
    'point_id, name, item, line, work_area, risk_source_id, unit, control_cumulative, control_rate_per_day, latest_cumulative, latest_rate_per_day, latest_at, grade',
} as const;

describe.each(DATABASES)('the city in reports on $name', ({ open }) => {
  let database: TestDatabase;
  let report: ReportStore;
  let city: CityStore;
  let messages: PostgresMessageStore;

  beforeAll(async () => {
    database = await open();
    const places = new Places();
    places.use({ placeOf: smallPlaceOf, zones: smallZones });
    messages = await PostgresMessageStore.open(database, places);
    city = new CityStore(database.pool, places);
    report = new ReportStore(database.pool);
    // Before the city is known: it must be placed when it comes.
    await messages.append(arrived([aDescription('cam-1', NOON, { thingKind: 'camera', lon: 114.6, lat: 22.6 })]));
    await city.put(smallCity());
    const point = (
      id: string,
      stream: string,
      kind: 'settlement_point' | 'groundwater' | 'axial_force',
      values: number[],
    ) => [
      aDescription(id, NOON, { thingKind: kind, name: `测点 ${id}`, lon: 114.4, lat: 22.6 }),
      ...values.map((value, index) => anObservation(id, stream, NOON - (values.length - 1 - index) * 12 * HOUR, value)),
    ];
    await messages.append(
      arrived(
        [
          ...point('DB-01', 'settlement', 'settlement_point', [-10, -22.7, -24, -26.2]),
          ...point('SW-01', 'level', 'groundwater', [-3.5, -3.9, -4, -4.9]),
          ...point('ZL-01', 'force', 'axial_force', [2410]),
          anObservation('DB-01', 'settlement', NOON + 1000, -900, { quality: 'suspect' }),
          aReport('west', NOON, { lon: 114.4, lat: 22.6 }),
          aReport('east', NOON, { lon: 114.6, lat: 22.6 }),
          aWarning('w', NOON, { area: '全市' }),
          aDetection('cam-1', NOON, { person: 31 }),
        ],
        10,
      ),
    );
    await writeAlerts(database, places);
  });
  afterAll(() => database.close());

  const rows = async (sql: string, areas: readonly string[] = ['*']) => (await report.query(sql, { areas })).rows;

  it.each(Object.entries(CONTRACT))(
    'report.%s has the columns of the contract, each explained in both languages',
    async (view, columns) => {
      expect((await report.query(`select * from ${view} limit 0`, { areas: ['*'] })).columns.join(', ')).toBe(columns);
      const { rows: comments } = await database.pool.query<{ text: string | null }>(
        `select col_description(('report.' || $1)::regclass, attnum) as text from pg_attribute
         where attrelid = ('report.' || $1)::regclass and attnum > 0
         union all select obj_description(('report.' || $1)::regclass)`,
        [view],
      );
      for (const { text } of comments) expect(text).toMatch(/[\u4e00-\u9fff].* \| .*[a-z]/i);
    },
  );

  it('names who helps and what is watched', async () => {
    expect(await rows('select * from resources order by 1')).toEqual([
      ['boat-1', '救生艇一号', 'boat', '消防大队', '鹏屿区', 'available', 6, 114.6, 22.6],
      ['team-1', '抢险一队', 'team', '轨道办', '福安区', 'available', 20, 114.4, 22.6],
    ]);
    expect(await rows('select * from risk_sources')).toEqual([
      [
        ...['rs-1', '溶洞群下穿', '3号线', '一工区', '东湖—西岭区间', '溶洞区', 1, '灰岩', '涌水→塌陷'],
        ...['市地铁集团', '中铁某局', '某监理', 'active', 114.4, 22.6, 18],
      ],
    ]);
  });

  it('tells of monitoring points how far they have come, how fast they move, and their grade', async () => {
    expect(
      await rows(
        `select point_id, item, line, unit, control_cumulative, control_rate_per_day, latest_cumulative,
           round(latest_rate_per_day::numeric, 6), latest_at, grade from monitoring_points order by 1`,
      ),
    ).toEqual([
      // 26.2 of 30 mm is 87 %, 3.5 of 3 mm/d more than all: orange. The suspect reading does not count.
      ['DB-01', '地表沉降', '3号线', 'mm', 30, 3, -26.2, -3.5, new Date(NOON), 2],
      // 1.4 of 2 m is 70 %, 1 of 0.5 m/d twice as much: orange, because one has come to its control.
      ['SW-01', '地下水位', '3号线', 'm', 2, 0.5, expect.closeTo(-1.4) as number, -1, new Date(NOON), 2],
      ['ZL-01', '轴力', '3号线', 'kN', 2400, null, 2410, null, new Date(NOON), 1],
    ]);
  });

  it('knows where things are, and what they look at', async () => {
    expect(await rows('select thing_id, district, street, grid, zone from things order by 1')).toEqual([
      ['DB-01', '福安区', '莲塘街道', 'FA-01', '一工区'],
      ['SW-01', '福安区', '莲塘街道', 'FA-01', '一工区'],
      ['ZL-01', '福安区', '莲塘街道', 'FA-01', '一工区'],
      ['cam-1', '鹏屿区', '葵湾街道', 'PY-07', '金沙湾'],
      ['hotline-12345', null, null, null, null],
      ['met-bureau', null, null, null, null],
    ]);
    expect(await rows('select zone, n from detections')).toEqual([['金沙湾', 31]]);
  });

  it('places alerts and incidents where they happened, and lists them by district', async () => {
    const placed = [['鹏屿区', '葵湾街道', 'PY-07']];
    expect(await rows("select district, street, grid from alerts where kind = 'overspeed'")).toEqual(placed);
    expect(await rows('select district, street, grid from incidents')).toEqual(placed);
    const [alerts, incidents] = [new AlertStore(database.pool), new IncidentStore(database.pool)];
    const page = { limit: 10 };
    expect((await alerts.list({ district: '鹏屿区' }, page)).items).toHaveLength(2);
    expect((await alerts.list({ district: '福安区' }, page)).items).toHaveLength(0);
    expect((await incidents.list({ district: '鹏屿区' }, page)).items).toHaveLength(1);
    expect((await incidents.list({ district: '福安区' }, page)).items).toHaveLength(0);
  });

  it('shows a user of one district that district, in every view', async () => {
    const counts = async (areas: readonly string[]) => {
      const views = [
        'things',
        'observations',
        'detections',
        'reports',
        'resources',
        'risk_sources',
        'monitoring_points',
      ];
      const all = [...views, 'alerts', 'incidents', 'warnings', 'actions'];
      const [row] = await rows(`select ${all.map((view) => `(select count(*) from ${view})`).join(', ')}`, areas);
      return Object.fromEntries(all.map((view, index) => [view, row![index]]));
    };
    const actions = (await counts(['*'])).actions;
    expect(await counts(['福安区'])).toEqual({
      ...{
        things: 3,
        observations: 10,
        detections: 0,
        reports: 1,
        resources: 1,
        risk_sources: 1,
        monitoring_points: 2,
      },
      ...{ alerts: 0, incidents: 0, warnings: 1, actions: 0 },
    });
    expect(await counts(['鹏屿区'])).toEqual({
      ...{ things: 1, observations: 0, detections: 1, reports: 1, resources: 1, risk_sources: 0, monitoring_points: 1 },
      ...{ alerts: 2, incidents: 1, warnings: 1, actions },
    });
    expect(await counts(['福安区', '鹏屿区'])).toMatchObject({
      reports: 2,
      resources: 2,
      monitoring_points: 3,
      alerts: 2,
    });
  });

  it('follows another model of the city, and keeps what others changed', async () => {
    await database.pool.query("update resources set status = 'assigned'");
    await city.put(smallCity());
    const { resources, riskSources } = smallCity();
    const [team] = resources.filter(({ kind }) => kind === 'team');
    await city.put(
      smallCity({
        resources: [
          { ...team!, capacity: 25 },
          { ...team!, id: 'team-2', name: '抢险二队' },
        ],
        riskSources: riskSources.map((source) => ({ ...source, status: 'passed' })),
        monitoringPoints: [],
      }),
    );
    expect(await rows('select resource_id, status, capacity from resources order by 1')).toEqual([
      ['team-1', 'assigned', 25],
      ['team-2', 'available', 20],
    ]);
    expect(await rows('select status from risk_sources')).toEqual([['passed']]);
    expect(await rows('select count(*) from monitoring_points')).toEqual([[0]]);
    await city.put(smallCity());
    expect(await rows('select count(*) from monitoring_points')).toEqual([[3]]);
  });
});

/** Two alerts and their incident at [114.5, 22.55], written by the desks. */
async function writeAlerts({ pool }: TestDatabase, places: Places): Promise<void> {
  const clock = new ManualClock(START);
  const onRefused = (cause: unknown) => {
    throw cause;
  };
  const alerts: AlertDesk = new AlertDesk({
    ...{ log: new AlertStore(pool, places), clock, onRefused },
    onChange: (alert) => incidents.apply([alert]),
  });
  const incidents = new IncidentDesk({
    ...{ log: new IncidentStore(pool, places), alerts, clock, onRefused, timeZone: 'Asia/Shanghai' },
    nameOf: (thing) => thing,
    onChange: () => undefined,
  });
  alerts.apply([raise(0), encounter(1, { cause: raise().cause })]);
  await incidents.acknowledge(incidents.open()[0]!.id, { name: 'li', role: 'officer' }, '在看');
  await incidents.stop();
}
