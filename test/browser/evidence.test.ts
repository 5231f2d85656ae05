import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AlertDetail, IncidentDetail } from '../../backend/api/contract.ts';
import { evidenceView } from '../../backend/api/evidence-view.ts';
import { toIso } from '../../geodata/model/time.ts';
import { chromiumPath, launchChromium } from '../builders/chromium.ts';
import { sinking } from '../builders/sinking.ts';
import { type LiveServer, startLiveServer } from '../fakes/live-server.ts';

const executable = chromiumPath();
if (!executable) process.stderr.write('skipped test/browser/evidence: no Chromium found; set VANTAGE_TEST_CHROMIUM\n');

const SHOTS = fileURLToPath(new URL('./screenshots', import.meta.url));
const INCIDENT = 'INC-1120-040';
/** Software rendering on a busy machine. */
const PATIENCE_MS = 60_000;

/** The incident as the server tells it, with alerts about sinking ground instead of its own: `n` of them, in ten places. */
function sinkingDetail(told: IncidentDetail, n: number): IncidentDetail {
  const raise = sinking();
  const alerts = Array.from(
    { length: n },
    (_, index): AlertDetail => ({
      ...told.alerts[0]!,
      id: `alert-${index}`,
      detector: raise.detector,
      kind: 'settlement',
      family: 'underground',
      grade: index === 0 ? 1 : 3,
      state: 'active',
      zone: `Section ${index % 10}`,
      things: [{ id: 'dbc-1', name: 'DBC-1', kind: 'settlement_point' }],
      measure: raise.measure!,
      raisedAt: toIso(raise.time),
      lastRaisedAt: toIso(raise.time),
      timeToActS: 5400,
      peopleAtRisk: 35,
      message: { zh: `第 ${index} 处：${raise.message.zh}`, en: `Place ${index}: ${raise.message.en}` },
      position: [114.55, 22.45],
      evidence: evidenceView(raise.evidence),
    }),
  );
  return { ...told, alerts, alertIds: alerts.map(({ id }) => id), nAlerts: n };
}

describe.skipIf(!executable)('evidence in the inspector', { timeout: 180_000 }, () => {
  let frontend: string;
  let browser: Browser;
  let server: LiveServer;
  const faults: string[] = [];

  beforeAll(async () => {
    frontend = await mkdtemp(join(tmpdir(), 'vantage-evidence-'));
    await mkdir(SHOTS, { recursive: true });
    const configFile = fileURLToPath(new URL('../../frontend/vite.config.ts', import.meta.url));
    await build({ configFile, logLevel: 'silent', build: { outDir: frontend } });
    browser = await launchChromium(executable!);
    server = await startLiveServer({ frontend });
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await rm(frontend, { recursive: true, force: true });
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    expect(faults.splice(0)).toEqual([]);
  });

  async function open(language: string, n: number, size: { width: number; height: number }): Promise<Page> {
    const context = await browser.newContext({ viewport: size, reducedMotion: 'reduce', acceptDownloads: true });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', (error) => faults.push(error.message));
    await page.route(`**/api/v1/incidents/${INCIDENT}`, async (route) => {
      const told = (await (await route.fetch()).json()) as IncidentDetail;
      await route.fulfill({ json: sinkingDetail(told, n) });
    });
    await page.route('**/notice?**', (route) => route.fulfill({ body: '%PDF-', contentType: 'application/pdf' }));
    await page.goto(`${server.url}/?lang=${language}&sel=incident:${INCIDENT}&tab=evidence`);
    await page.locator('#username').fill('chen');
    await page.locator('#password').fill('lanwan');
    await page.keyboard.press('Enter');
    await page.locator('#queue').waitFor();
    return page;
  }

  it('draws limits, forecast, trough, chain, people and rule', async () => {
    const page = await open('en', 1, { width: 1440, height: 900 });
    const inspector = page.locator('#inspector');
    for (const text of ['Volume loss', '1.85', 'Xingfuli Block 3', '82% likely', 'written rule', '路面开裂了'])
      await inspector.getByText(text).first().waitFor();
    const chain = await inspector.getByRole('listitem').allInnerTexts();
    expect(chain).toEqual(expect.arrayContaining(['Ground loss', 'settlement', 'broken mains']));
    expect(await inspector.getByText(/^II −20$/).count()).toBe(1);
    await page.screenshot({ path: join(SHOTS, 'evidence-en-1440x900.png') });
    await inspector.getByRole('button', { name: /Xingfuli Block 3/ }).click();
    await expect.poll(() => page.url(), { timeout: PATIENCE_MS }).toContain('at=');
  });

  it('keeps a hundred alerts in ten folded places, and W fetches the notice', async () => {
    const page = await open('zh-CN', 100, { width: 1920, height: 1080 });
    const picker = page.getByRole('navigation', { name: '选择一条警报查看证据' });
    await picker.getByText('100 条，10 处').waitFor();
    expect(await picker.locator('details').count()).toBe(10);
    expect(await picker.locator('details[open]').count()).toBe(1);
    const other = picker.locator('details').nth(1);
    await other.locator('summary').press('Enter');
    await other.getByRole('button').first().press('Enter');
    await expect.poll(() => other.locator('[aria-current]').count(), { timeout: PATIENCE_MS }).toBe(1);
    await page.screenshot({ path: join(SHOTS, 'evidence-hundred-zh-1920x1080.png') });
    const saved = page.waitForEvent('download');
    await page.keyboard.press('w');
    expect((await saved).suggestedFilename()).toBe(`${INCIDENT}.pdf`);
  });
});
