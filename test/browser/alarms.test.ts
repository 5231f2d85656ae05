import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, launchChromium } from '../builders/chromium.ts';
import { type LiveServer, startLiveServer } from '../fakes/live-server.ts';

const executable = chromiumPath();
if (!executable) process.stderr.write('skipped test/browser/alarms: no Chromium found; set VANTAGE_TEST_CHROMIUM\n');

const SHOTS = fileURLToPath(new URL('./screenshots', import.meta.url));
/** Software rendering on a busy machine. */
const PATIENCE_MS = 60_000;

describe.skipIf(!executable)('alarm management in a browser', { timeout: 180_000 }, () => {
  let frontend: string;
  let browser: Browser;
  let server: LiveServer;
  const faults: string[] = [];

  beforeAll(async () => {
    frontend = await mkdtemp(join(tmpdir(), 'vantage-alarms-'));
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

  async function open(path: string, width: number, height: number, user = 'chen'): Promise<Page> {
    const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(server.url + path);
    await page.locator('#username').fill(user);
    await page.locator('#password').fill('lanwan');
    await page.keyboard.press('Enter');
    return page;
  }
  const shot = (page: Page, name: string) =>
    page.screenshot({ path: join(SHOTS, `${name}.png`), timeout: PATIENCE_MS });
  const rows = (page: Page) => page.getByRole('option');

  it('groups the queue while a flood lasts, and moves nothing under the pointer', async () => {
    const page = await open('/?lang=zh-CN', 1920, 1080);
    await rows(page).first().waitFor();
    await rows(page).nth(1).hover();
    const before = await rows(page).allInnerTexts();
    server.beginFlood();
    await page.getByText('洪峰：10 分钟 43 条', { exact: true }).waitFor();
    expect((await rows(page).allInnerTexts()).length).toBe(before.length);
    await page.getByRole('application').hover();
    await page.getByText('告警洪峰：10 分钟 43 条，已按起因归并').waitFor();
    const storm = page.getByRole('option', { name: /暴雨：积水内涝 14 处/ });
    expect(await storm.innerText()).toContain('17 处');
    await page.getByRole('option', { name: /人员密集/ }).waitFor();
    // All of its alerts are suppressed: it asks for nobody.
    expect(await page.getByRole('option', { name: /抖动的液位计/ }).count()).toBe(0);
    await page.keyboard.press('j');
    await page.keyboard.press('ArrowRight');
    await page.getByRole('button', { name: /1 号点 积水 48 cm/ }).waitFor();
    await page.getByRole('application').locator('canvas').waitFor();
    await shot(page, 'flood-zh-1920x1080');
    await page.keyboard.press('g');
    await page.getByText('告警洪峰：10 分钟 43 条，逐条显示').waitFor();
    await page.keyboard.press('g');
    server.endFlood();
    await page.getByRole('heading', { name: /待确认/ }).waitFor();
    expect(await page.getByText(/告警洪峰/).count()).toBe(0);
  });

  it('finds what is suppressed with its reason, owner and end', async () => {
    server.beginFlood();
    const page = await open('/?lang=en', 1440, 900, 'admin');
    await page.getByText('Alarm flood: 43 in 10 min, grouped by cause').waitFor();
    await page.getByRole('application').locator('canvas').waitFor();
    await shot(page, 'flood-en-1440x900');
    await page.getByRole('button', { name: '267 suppressed' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('many instruments of one area failed together').first().waitFor();
    await dialog.getByText('owner 水务局 梁洁').waitFor();
    await shot(page, 'suppressed-en-1440x900');
    await dialog.getByRole('searchbox').fill('SUP-7 ALT-rule-3');
    await dialog.getByText('No alert fits').waitFor();
    await dialog.getByRole('searchbox').fill('ALT-rule-3');
    await dialog.getByText('Instrument 4', { exact: true }).waitFor();
    await dialog.getByRole('button', { name: 'End SUP-7' }).click();
    await page.getByText('SUP-7 has ended').waitFor();
    server.endFlood();
  });

  it('shows how the alarm system does, each number with its alerts', async () => {
    const page = await open('/?lang=zh-CN', 1920, 1080);
    await page.locator('#queue').waitFor();
    await page.keyboard.press('y');
    await page.getByRole('heading', { name: '最常触发的前十' }).waitFor();
    await shot(page, 'alarms-zh-1920x1080');
    await page.keyboard.press('3');
    expect(page.url()).toContain('period=7d');
    await page.getByRole('button', { name: /^高/ }).click();
    await page.getByRole('dialog').getByText('ALT-R0', { exact: false }).first().waitFor();
    expect(page.url()).toContain('list=');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await page.locator('#queue').waitFor();
    expect(page.url()).not.toContain('period');
  });

  it('lets administrators arrange, and says what is wrong', async () => {
    const page = await open('/alarms?lang=en', 1440, 900, 'admin');
    await page.getByRole('heading', { name: 'Top ten bad actors' }).waitFor();
    await shot(page, 'alarms-en-1440x900');
    await page.getByRole('button', { name: 'Add a rule' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('Gauges are being replaced');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('the scope must name a detector').waitFor();
    await shot(page, 'alarms-rule-en-1440x900');
    await dialog.getByLabel('Id of a thing').fill('gauge-1');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('SUP-9 is saved').waitFor();
    await page.getByText('Gauges are being replaced').waitFor();
  });

  it('fits a phone, and lets officers read only', async () => {
    const page = await open('/alarms?lang=zh-CN', 390, 844);
    await page.getByRole('heading', { name: '最常触发的前十' }).waitFor();
    expect(await page.getByRole('button', { name: '新增规则' }).count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await shot(page, 'alarms-zh-390x844');
  });
});
