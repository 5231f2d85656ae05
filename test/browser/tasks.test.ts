import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ServerPorts } from '../../backend/api/ports.ts';
import { createServer } from '../../backend/api/server.ts';
import { taskView } from '../../backend/api/task-views.ts';
import { Views } from '../../backend/api/views.ts';
import type { Actor } from '../../backend/identity/actor.ts';
import { Hub } from '../../backend/push/hub.ts';
import { eventTime } from '../../geodata/model/time.ts';
import { chromiumPath, launchChromium } from '../builders/chromium.ts';
import { clear, encounter, MINUTE, raise } from '../builders/finding.ts';
import { FakeBackend, GOOD_PASSWORD } from '../fakes/server-ports.ts';

const executable = chromiumPath();
if (!executable) process.stderr.write('skipped test/browser/tasks: no Chromium found; set VANTAGE_TEST_CHROMIUM\n');

const SHOTS = fileURLToPath(new URL('./screenshots', import.meta.url));
const PATIENCE_MS = 25_000;
const EVENTUALLY = { timeout: PATIENCE_MS };
const chen: Actor = { name: 'chen', role: 'officer' };
const crew: Actor = { name: '郑海涛', role: 'viewer' };
const log = pino({ level: 'silent' });

/** The real API, socket, incident desk and task desk over a small city, with two incidents at sea. */
async function startCity(frontend: string) {
  const backend = new FakeBackend();
  const { clock } = backend;
  const views = new Views(backend.ports);
  const hub = new Hub(
    {
      authenticate: async (token) => backend.tokens.get(token),
      describe: (id) => views.thing(id),
      pulse: () => ({ now: clock.now(), messagesPerSecond: 4, sources: [], dataAt: clock.now() }),
      districtAt: () => undefined,
    },
    { log },
  );
  const tell = () => {
    const incidents = backend.incidents.open().map((incident) => views.incident(incident));
    const alerts = backend.alerts.open().map((alert) => {
      const incidentId = backend.incidents.incidentOf(alert.id);
      return views.alert({ ...alert, ...(incidentId !== undefined && { incidentId }) });
    });
    hub.changed({ alerts, incidents });
  };
  backend.onIncident = () => queueMicrotask(tell);
  backend.onTask = (task) => hub.changed({ tasks: [taskView(task)] });
  backend.tell(
    ...['mmsi-412000305', 'mmsi-413000068'].map((thing, index) => ({
      kind: 'thing' as const,
      thing: thing as never,
      time: clock.now(),
      thingKind: 'vessel' as const,
      name: ['澜游 305', '金海 68'][index]!,
      lon: 114.61,
      lat: 22.55,
    })),
  );
  backend.find(raise(0), encounter(1));
  // The city lives in September; browsers keep cookies by their own time.
  const { identity } = backend.ports;
  const expiresAt = eventTime(Date.now() + 3_600_000);
  const ports: ServerPorts = {
    ...backend.ports,
    identity: {
      ...identity,
      signIn: async (credentials, address) => ({ ...(await identity.signIn(credentials, address)), expiresAt }),
    },
  };
  const server = await createServer(ports, { version: '0.0.0', log, frontend });
  hub.start(server.server);
  await server.listen({ port: 0, host: '127.0.0.1' });
  const { port } = server.server.address() as AddressInfo;
  return { backend, hub, server, url: `http://127.0.0.1:${port}` };
}

describe.skipIf(!executable)('tasks in the console', { timeout: 180_000 }, () => {
  let frontend: string;
  let browser: Browser;
  let city: { backend: FakeBackend; hub: Hub; server: FastifyInstance; url: string };
  const faults: string[] = [];

  beforeAll(async () => {
    frontend = await mkdtemp(join(tmpdir(), 'vantage-tasks-'));
    await mkdir(SHOTS, { recursive: true });
    const configFile = fileURLToPath(new URL('../../frontend/vite.config.ts', import.meta.url));
    await build({ configFile, logLevel: 'silent', build: { outDir: frontend } });
    browser = await launchChromium(executable!);
    city = await startCity(frontend);
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await city?.hub.stop();
    await city?.server.close();
    await rm(frontend, { recursive: true, force: true });
  });

  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    expect(faults.splice(0)).toEqual([]);
  });

  async function open(path: string, width = 1440, height = 900, user = 'chen'): Promise<Page> {
    const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(city.url + path);
    await page.locator('#username').fill(user);
    await page.locator('#password').fill(GOOD_PASSWORD);
    await page.keyboard.press('Enter');
    await page.locator('#queue, #inspector').filter({ visible: true }).first().waitFor();
    return page;
  }

  const inspector = (page: Page) => page.locator('#inspector');
  const encounterId = () => city.backend.incidents.open().find(({ kind }) => kind === 'close_quarters')!.id;

  it('assign, accept, arrive, complete, verify by keyboard; the incident follows', async () => {
    const id = encounterId();
    const page = await open(`/?lang=en&sel=incident:${id}`);
    await page.getByRole('option').first().waitFor();
    await inspector(page)
      .getByRole('heading', { name: /close quarters/ })
      .waitFor();
    await page.keyboard.press('a');
    await expect.poll(() => city.backend.incidents.get(id)?.acknowledged, EVENTUALLY).toBe(true);
    await page.keyboard.press('d');
    const teams = page.getByRole('dialog').getByRole('option');
    await teams.first().waitFor();
    await expect
      .poll(() => teams.first().evaluate((element) => element === document.activeElement), EVENTUALLY)
      .toBe(true);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const [task] = city.backend.tasks.tasksOf(id);
    expect(task).toMatchObject({ state: 'assigned', createdBy: 'chen' });
    await expect.poll(() => page.url(), EVENTUALLY).toContain('tab=tasks');
    await inspector(page).getByRole('tabpanel').getByText(task!.team!.name).waitFor();
    expect(city.backend.incidents.get(id)).toMatchObject({ state: 'dispatched', team: task!.team!.name });

    await inspector(page).getByRole('button', { name: 'Accept' }).focus();
    for (const [step, state] of [
      ['Accept', 'accepted'],
      ['Arrive', 'arrived'],
      ['Complete', 'completed'],
      ['Verify', 'verified'],
    ] as const) {
      const button = inspector(page).getByRole('button', { name: step, exact: true });
      await expect.poll(() => button.evaluate((element) => element === document.activeElement), EVENTUALLY).toBe(true);
      await page.keyboard.press('Enter');
      await expect.poll(() => city.backend.tasks.get(task!.id)?.state, EVENTUALLY).toBe(state);
    }
    expect(city.backend.incidents.get(id)).toMatchObject({ state: 'handling', condition: 'active' });
    const { detector, key } = encounter();
    city.backend.find({ ...clear(10), detector, key });
    await expect.poll(() => city.backend.incidents.get(id)?.state, EVENTUALLY).toBe('resolved');
    await inspector(page).getByText('resolved', { exact: false }).first().waitFor();
  });

  it('lets a viewer look and says why not more', async () => {
    const page = await open(`/?lang=en&sel=incident:${encounterId()}&tab=tasks`, 1440, 900, 'guest');
    await inspector(page)
      .getByRole('button', { name: /Send a team/ })
      .waitFor();
    await page.keyboard.press('d');
    await page.getByText('Viewers may look, not act.').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it.each([
    ['tasks-zh-1920x1080', 1920, 1080, 'zh-CN'],
    ['tasks-en-390x844', 390, 844, 'en'],
  ] as const)('is worth a picture: %s', async (name, width, height, language) => {
    const { tasks, incidents, clock } = city.backend;
    const id = incidents.open().find(({ kind }) => kind === 'overspeed')!.id;
    if (tasks.tasksOf(id).length === 0) {
      const first = await tasks.create(id, { team: 'boat-1', instructions: '核查船名与超速原因，留存视频' }, chen);
      const second = await tasks.create(id, { team: 'team-1' }, chen);
      await tasks.accept(first.id, crew, { assignee: crew.name });
      clock.advance(9 * MINUTE);
      await tasks.arrive(first.id, crew);
      await tasks.report(first.id, '已靠泊对方船舷，船长在场', crew);
      await tasks.reject(second.id, '正在执行其他任务，短时无法到场', crew);
      clock.advance(4 * MINUTE);
    }
    const page = await open(`/?lang=${language}&sel=incident:${id}&tab=tasks&pane=inspector`, width, height);
    await inspector(page).getByText('救生艇一号').first().waitFor();
    await inspector(page)
      .getByText(language === 'en' ? 'Course' : '处置进程')
      .waitFor();
    await page.screenshot({ path: join(SHOTS, `${name}.png`), timeout: PATIENCE_MS });
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await page.keyboard.press('d');
    await page.getByRole('dialog').getByRole('option').first().waitFor();
    await page.screenshot({ path: join(SHOTS, `${name.replace('tasks', 'tasks-send')}.png`), timeout: PATIENCE_MS });
  });
});
