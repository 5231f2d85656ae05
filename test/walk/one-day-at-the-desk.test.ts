import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AlertView, IncidentView, IngestSummary, SourceView } from '../../backend/api/contract.ts';
import { eventually, RunningSystem, Workplace } from '../builders/running-system.ts';

const SETTINGS = `
logLevel: warn
detectors:
  city.threshold:
    rules: [{ datastream: ch4, limits: [{ grade: 3, raise: 20, clear: 15 }] }]
`;
const AIS_LOG = new URL('../../../shared/data/ais/aislib/stream_example.txt', import.meta.url).pathname;

let workplace: Workplace;
let system: RunningSystem;
let token: string;

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const get = <Answer>(path: string) => system.request<Answer>(token, 'GET', path);
const post = <Answer>(path: string, body: unknown) => system.request<Answer>(token, 'POST', path, body);
const alertsOf = async (thing: string) => (await get<{ items: AlertView[] }>(`/alerts?thing=${thing}`)).items;

beforeAll(async () => {
  workplace = await Workplace.create(SETTINGS);
  system = await RunningSystem.start(workplace);
  token = await system.signIn();
});
afterAll(async () => {
  await system?.stop();
  await workplace?.remove();
});

describe('one day at the desk', () => {
  test('200 raising messages at once open one alert', async () => {
    const begin = Date.now() - 10 * 60_000;
    await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        post('/observations', [
          { thing: 'gas-crowd', datastream: 'ch4', time: begin + index, value: 40 + (index % 3) },
        ]),
      ),
    );
    const alerts = await alertsOf('gas-crowd');
    expect(alerts).toHaveLength(1);
    expect(alerts[0]).toMatchObject({ detector: 'city.threshold', state: 'active', grade: 3, acknowledged: false });
  });

  test('an acknowledged alert that comes back counts, and asks again', async () => {
    const send = (minutes: number, value: number) =>
      post('/observations', [{ thing: 'gas-again', datastream: 'ch4', time: minutesAgo(minutes), value }]);
    await send(9, 30);
    const [first] = await alertsOf('gas-again');
    await post(`/alerts/${first!.id}/ack`, { note: '已派人' });
    expect((await alertsOf('gas-again'))[0]).toMatchObject({ acknowledged: true, acknowledgedBy: 'admin' });
    await send(8, 5);
    await send(7, 33);
    expect(await alertsOf('gas-again')).toMatchObject([
      { id: first!.id, state: 'active', acknowledged: false, nRaised: 2 },
    ]);
    const { items } = await get<{ items: IncidentView[] }>('/incidents?thing=gas-again');
    expect(items).toMatchObject([{ acknowledged: false, condition: 'active', nAlerts: 1 }]);
  });

  test('bad input is named, counted and kept, and the good beside it is stored', async () => {
    const answer = await post<{ accepted: number; rejected: { index: number; reason: string }[] }>('/observations', [
      { thing: 'gas-bad', datastream: 'ch4', time: minutesAgo(1), value: 3 },
      { thing: 'gas-bad', datastream: 'ch4', time: '2999-01-01T00:00:00Z', value: 3 },
      { thing: 'gas-bad', datastream: 'ch4', time: minutesAgo(1), value: 'NaN' },
      { thing: 'gas-bad', datastream: 'ch4', time: minutesAgo(1), value: 4, unit: 'kPa' },
      { thing: "gas'; drop table things; --", datastream: 'ch4', time: minutesAgo(1), value: 5 },
      { thing: 'gas/slash', datastream: 'ch4', time: minutesAgo(1), value: 5 },
    ]);
    expect(answer.accepted).toBe(2);
    expect(answer.rejected.map(({ index }) => index)).toEqual([1, 2, 3, 5]);
    expect(new Set(answer.rejected.map(({ reason }) => reason)).size).toBe(4);
    const { items } = await get<{ items: SourceView[] }>('/sources');
    const http = items.find(({ id }) => id === 'http')!;
    for (const { reason } of answer.rejected) expect(http.rejected[reason]).toBeGreaterThan(0);
    const quarantine = await eventually(async () => {
      const kept = await get<{ items: { reason: string; detail: string }[] }>('/quarantine?source=http');
      return kept.items.length >= 4 && kept.items;
    }, 'the quarantine');
    for (const { reason } of answer.rejected) expect(quarantine.map((entry) => entry.reason)).toContain(reason);
    const metrics = await (await fetch(`${system.url}/metrics`)).text();
    for (const { reason } of answer.rejected)
      expect(metrics).toContain(`vantage_ingest_rejected_total{source="http",reason="${reason}"}`);
    expect(await get(`/things/${encodeURIComponent("gas'; drop table things; --")}`)).toMatchObject({ kind: 'gas' });
  });

  test('a body that stops half way keeps what came before and says so', async () => {
    const good = Array.from({ length: 3 }, (_, index) =>
      JSON.stringify({ thing: 'gas-half', datastream: 'ch4', time: Date.now() - index * 1000, value: 1 }),
    );
    const answer = await fetch(`${system.url}/api/v1/observations`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: `[${good.join()},{"thing":"gas-ha`,
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ status: 400, detail: expect.stringContaining('3 observations') });
    expect((await get<{ items: unknown[] }>(`/things/gas-half/observations?from=${minutesAgo(5)}`)).items).toHaveLength(
      3,
    );
  });

  test('roles: a viewer sees and may not act; nobody sees nothing', async () => {
    const added = await workplace.command(['user', 'add', 'looker', '--role', 'viewer', '--json']);
    const { password } = JSON.parse(added.stdout) as { password: string };
    const viewer = await system.signIn('looker', password);
    const [alert] = await alertsOf('gas-crowd');
    await expect(system.request(viewer, 'GET', '/alerts')).resolves.toBeDefined();
    await expect(system.request(viewer, 'POST', `/alerts/${alert!.id}/ack`, {})).rejects.toThrow('403');
    await expect(system.request('no-token', 'GET', '/alerts')).rejects.toThrow('401');
    expect((await fetch(`${system.url}/api/health`)).status).toBe(200);
  });

  test.skipIf(!existsSync(AIS_LOG))('a real log goes in through the command line, once', async () => {
    const ingest = async () =>
      JSON.parse((await workplace.command(['ingest', 'ais', AIS_LOG, '--json'])).stdout) as IngestSummary;
    const first = await ingest();
    expect(first).toMatchObject({ sentences: 4500, messages: 4051, duplicates: expect.any(Number), rejected: {} });
    const again = await ingest();
    expect(again).toMatchObject({ messages: first.messages, stored: 0, things: first.things });
    const vessels = await get<{ items: unknown[] }>('/things?kind=vessel&limit=1000');
    expect(vessels.items).toHaveLength(1000);
    const sql = await workplace.command([
      'sql',
      "select count(distinct thing_id) from report.tracks where thing_kind = 'vessel'",
      '--json',
    ]);
    expect(Number(JSON.parse(sql.stdout).rows[0][0])).toBeGreaterThan(1000);
  });

  test('a restart forgets nothing', async () => {
    const before = await get<{ items: AlertView[] }>('/alerts');
    expect(await system.stop()).toBe(0);
    system = await RunningSystem.start(workplace);
    token = await system.signIn();
    expect((await get<{ items: AlertView[] }>('/alerts')).items).toEqual(before.items);
    await post('/observations', [{ thing: 'gas-again', datastream: 'ch4', time: minutesAgo(6), value: 2 }]);
    expect((await alertsOf('gas-again'))[0]).toMatchObject({ state: 'cleared' });
  });
});

describe('the command line', () => {
  test('without a running system it works on the store itself', async () => {
    const alone = await Workplace.create('logLevel: warn');
    try {
      const readings = Array.from({ length: 50 }, (_, index) =>
        JSON.stringify({
          thing: 'gauge-1',
          datastream: 'level',
          time: Date.now() - index * 60_000,
          value: index / 10,
          attrs: { kind: 'tide_gauge' },
        }),
      );
      const ingest = async () =>
        JSON.parse(
          (
            await alone.command(['ingest', 'observations', '-', '--json'], {
              input: `${readings.join('\n')}\n{"thing":\n`,
            })
          ).stdout,
        ) as IngestSummary;
      expect(await ingest()).toMatchObject({ lines: 51, messages: 50, stored: 50, duplicates: 0, things: 1 });
      expect(await ingest()).toMatchObject({ messages: 50, stored: 0, duplicates: 50 });
      const sql = await alone.command([
        'sql',
        "select count(*), max(value) from report.observations where thing_kind = 'tide_gauge'",
        '--json',
      ]);
      expect(JSON.parse(sql.stdout).rows).toEqual([[50, 4.9]]);
      const doctor = await alone.command(['doctor', '--json']);
      expect(JSON.parse(doctor.stdout).checks).toContainEqual(
        expect.objectContaining({ name: 'database', status: 'ok' }),
      );
    } finally {
      await alone.remove();
    }
  });

  test('every command has help', async () => {
    for (const command of ['start', 'ingest', 'migrate', 'doctor', 'sql', 'user', 'bench', 'scenario']) {
      const { code, stdout } = await workplace.command([command, '--help']);
      expect({ command, code }).toEqual({ command, code: 0 });
      expect(stdout).toContain('Usage: vantage');
    }
  });

  test('bad usage and bad configuration exit with 2 and one clear line', async () => {
    const lines: [string[], Record<string, string>, string][] = [
      [['start', '--port', 'eighty'], {}, '--port'],
      [['start', '--scenario', 'atlantis'], {}, 'atlantis'],
      [['start'], { VANTAGE_PORTT: '1' }, 'VANTAGE_PORTT'],
      [['fly'], {}, 'fly'],
    ];
    for (const [parameters, environment, named] of lines) {
      const { code, stderr, stdout } = await workplace.command(
        [...parameters, '--data-dir', 'elsewhere'].slice(0, parameters[0] === 'fly' ? 1 : undefined),
        { environment },
      );
      expect({ parameters, code, stdout }).toEqual({ parameters, code: 2, stdout: '' });
      expect(stderr).toContain(named);
      expect(stderr).not.toMatch(/\n\s+at /);
    }
  });

  test('sql refuses what is no SELECT on report', async () => {
    for (const statement of [
      'drop table things',
      'select * from users',
      'select 1; select 2',
      'insert into report.things values (1)',
    ]) {
      const { code, stderr } = await workplace.command(['sql', statement]);
      expect({ statement, code }).toEqual({ statement, code: 1 });
      expect(stderr).toMatch(/^vantage: /);
    }
  });
});
