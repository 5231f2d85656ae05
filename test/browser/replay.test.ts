import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, launchChromium } from '../builders/chromium.ts';
import { type LiveServer, startLiveServer } from '../fakes/live-server.ts';

const executable = chromiumPath();
if (!executable) process.stderr.write('skipped test/browser/replay: no Chromium found; set VANTAGE_TEST_CHROMIUM\n');

const SHOTS = fileURLToPath(new URL('./screenshots', import.meta.url));
/** Software rendering on a busy machine. */
const PATIENCE_MS = 60_000;
const EVENTUALLY = { timeout: PATIENCE_MS };

describe.skipIf(!executable)('the replay surface in a browser', { timeout: 240_000 }, () => {
  let frontend: string;
  let browser: Browser;
  let server: LiveServer;
  const faults: string[] = [];

  beforeAll(async () => {
    frontend = await mkdtemp(join(tmpdir(), 'vantage-replay-'));
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

  interface Opening {
    readonly width?: number;
    readonly height?: number;
    readonly at?: LiveServer;
    readonly context?: BrowserContext;
  }

  /** Signs in on the page of `path`. */
  async function open(path: string, { width = 1440, height = 900, at = server }: Opening = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(at.url + path);
    await page.locator('#username').fill('chen');
    await page.locator('#password').fill('lanwan');
    await page.keyboard.press('Enter');
    await page.getByText(/^(回放|REPLAY)$/).waitFor();
    return page;
  }

  const badge = (page: Page) => page.locator('time').first();
  const lanes = (page: Page) => page.getByRole('region', { name: /时间泳道|Time lanes/ });
  const marks = (page: Page, side: 'A' | 'B') =>
    lanes(page).getByRole('button', { name: new RegExp(`^${side}[ :：]`) });
  const column = (page: Page) => page.getByRole('complementary');

  /** Opens a scenario day and waits until it has been analysed. */
  async function openDay(page: Page): Promise<void> {
    await page
      .getByRole('button', { name: /^(打开|Open)$/ })
      .first()
      .click();
    await page.waitForURL(/[?&]a=/);
    await marks(page, 'A').first().waitFor();
    await lanes(page)
      .getByText(/尚未分析|not analysed yet/)
      .waitFor({ state: 'detached' });
  }

  /** Closes Baisha Bay at the cursor and waits until both runs are there. */
  async function branch(page: Page, name: string): Promise<void> {
    await page.keyboard.press('Shift+B');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: /名称|Name/ }).fill(name);
    await dialog.getByRole('combobox').last().click();
    await page.getByRole('option', { name: /白沙湾|Baisha Bay/ }).click();
    await dialog.getByRole('button', { name: /开始推演|^Run$/ }).click();
    await dialog.waitFor({ state: 'detached' });
    await marks(page, 'B').first().waitFor();
    await expect
      .poll(
        () =>
          column(page)
            .getByText(/^(已分析|analysed)$/)
            .count(),
        EVENTUALLY,
      )
      .toBeGreaterThan(1);
  }

  it('is driven from the list to a compared branch and a link that brings it back', async () => {
    const page = await open('/replay?lang=zh-CN');
    await page.getByRole('heading', { name: '台风登陆日' }).waitFor();
    await openDay(page);
    const id = new URL(page.url()).searchParams.get('a')!;
    expect(server.replayActs).toContain(`create ${id}`);
    expect(await badge(page).textContent()).toBe('2026-09-18 周五 13:30:00');

    // Play, pause.
    await page.keyboard.press('Space');
    await expect.poll(() => server.replayActs, EVENTUALLY).toContain(`play ${id}`);
    await expect.poll(() => badge(page).textContent(), EVENTUALLY).not.toBe('2026-09-18 周五 13:30:00');
    await page.keyboard.press('5');
    await expect.poll(() => server.replayActs, EVENTUALLY).toContain(`speed ${id}`);
    await page.keyboard.press('Space');
    await expect.poll(() => server.replayActs, EVENTUALLY).toContain(`pause ${id}`);

    // Seek by a click at the middle of the lanes: half of four hours.
    const box = (await lanes(page).boundingBox())!;
    await lanes(page).click({ position: { x: 104 + (box.width - 124) / 2, y: box.height - 4 } });
    await expect.poll(() => badge(page).textContent(), EVENTUALLY).toMatch(/^2026-09-18 周五 15:(29|30)/);
    await expect.poll(() => page.url(), EVENTUALLY).toContain('t=2026-09-18T07:');
    await page.keyboard.press('0');
    await expect.poll(() => badge(page).textContent(), EVENTUALLY).toBe('2026-09-18 周五 13:30:00');

    // Bookmark here.
    await page.keyboard.press('b');
    await page.getByRole('dialog').getByRole('textbox').fill('开头');
    await page.keyboard.press('Enter');
    await column(page)
      .getByRole('button', { name: /13:30:00 +开头/ })
      .waitFor();

    // Branch forty minutes later, compare.
    for (let times = 0; times < 4; times++) await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(() => badge(page).textContent(), EVENTUALLY).toBe('2026-09-18 周五 14:10:00');
    await branch(page, '14:10 提前关滩');
    expect(server.replayActs).toContain(`branch ${id} close_beach`);
    await page.getByText('B 改了 1 处').waitFor();
    await column(page)
      .getByRole('row', { name: /告警 13 10 −3/ })
      .waitFor();
    // What differs is known once both runs' lanes have come.
    await page.getByRole('button', { name: /下一处不同（[1-9]/ }).waitFor();
    await page.keyboard.press(']');
    await column(page).getByRole('heading', { name: '白沙湾预警后仍有 408 人' }).waitFor();
    await column(page).getByText('没有发生').waitFor();
    expect(await badge(page).textContent()).toBe('2026-09-18 周五 14:43:00');

    // The link brings all of it back.
    await page.keyboard.press('c');
    await page.getByText(/链接已复制|链接就在地址栏里/).waitFor();
    const link = page.url();
    const again = await open(link.slice(server.url.length));
    await marks(again, 'B').first().waitFor();
    await expect.poll(() => badge(again).textContent(), EVENTUALLY).toBe('2026-09-18 周五 14:43:00');
    await column(again).getByRole('heading', { name: '白沙湾预警后仍有 408 人' }).waitFor();

    // Home is back to now, and nothing of the replay stays in the link.
    await again.keyboard.press('Home');
    await again.locator('#queue').waitFor();
    const left = [...new URL(again.url()).searchParams.keys()];
    // The console's own map may have written where it looks by now.
    expect(left.filter((name) => name !== 'at')).toEqual(['lang']);
  });

  it('exports a report that stands alone', async () => {
    const page = await open('/replay?lang=en');
    await openDay(page);
    await page.keyboard.press('ArrowRight');
    await branch(page, 'closed early');
    await column(page)
      .getByRole('row', { name: /Alerts 13 10/ })
      .waitFor();
    const download = page.waitForEvent('download');
    await page.keyboard.press('e');
    const file = await download;
    expect(file.suggestedFilename()).toBe('replay-report-Typhoon-Haiyuan-lands-2026-09-18.html');
    const html = await readFile(await file.path(), 'utf8');
    expect(html).toContain('After-action report: Typhoon Haiyuan lands');
    expect(html).toContain('raised in A only');
    expect(html).toContain('Baisha Bay: 61 people stranded');
    expect(html).not.toMatch(/<script|src=|undefined|NaN|replay\./);
  });

  it('zooms, pans and steps through alerts by keyboard and wheel', async () => {
    const page = await open('/replay?lang=en');
    await openDay(page);
    // The lanes come in parts.
    await expect.poll(() => marks(page, 'A').count(), EVENTUALLY).toBeGreaterThan(9);
    const before = await marks(page, 'A').count();
    const box = (await lanes(page).boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.wheel(0, -900);
    await expect.poll(() => page.url(), EVENTUALLY).toContain('w=');
    await expect.poll(() => marks(page, 'A').count(), EVENTUALLY).toBeLessThan(before);
    await page.keyboard.press('z');
    await expect.poll(() => page.url(), EVENTUALLY).not.toContain('w=');
    await page.keyboard.press('j');
    await column(page).getByRole('heading', { name: 'Wanan underpass: 12 cm of water' }).waitFor();
    // The step starts from what is picked, and the address says when it is.
    await expect.poll(() => page.url(), EVENTUALLY).toContain('pick=');
    await page.keyboard.press('j');
    await column(page)
      .getByRole('heading', { name: /402 people/ })
      .waitFor();
    await page.keyboard.press('Escape');
    await column(page)
      .getByRole('heading', { name: /402 people/ })
      .waitFor({ state: 'detached' });
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByText('Branch at this moment').waitFor();
  });

  it('says what failed and what is the next step', async () => {
    const page = await open('/replay?lang=en');
    await page.getByRole('listitem').filter({ hasText: '港区演练' }).getByRole('button', { name: 'Open' }).click();
    await page.getByText('This replay could not be made').waitFor();
    await page.getByText('Open one that was closed cleanly.', { exact: false }).first().waitFor();
    await page.getByRole('button', { name: 'Back to the list' }).last().click();
    await page.getByRole('heading', { name: 'Recordings' }).waitFor();
    const gone = await open('/replay?lang=en&a=RPL-99');
    await gone.getByText('This replay cannot be opened').waitFor();
  });

  it('is no blank when there is nothing', async () => {
    const empty = await startLiveServer({ frontend, empty: true });
    try {
      const page = await open('/replay?lang=en', { at: empty });
      await page.getByText('No replay sessions yet').waitFor();
      await page.getByText('No recordings yet').waitFor();
      await page.close();
    } finally {
      await empty.close();
    }
  });

  it.each([
    ['replay-zh-1920x1080', 1920, 1080, 'zh-CN'],
    ['replay-en-1440x900', 1440, 900, 'en'],
    ['replay-zh-390x844', 390, 844, 'zh-CN'],
  ] as const)('is worth a picture: %s', async (name, width, height, language) => {
    const page = await open(`/replay?lang=${language}`, { width, height });
    const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
    await page.getByRole('heading', { name: /台风登陆日|Typhoon lands/ }).waitFor();
    await page.screenshot({
      path: join(SHOTS, `${name.replace('replay-', 'replay-list-')}.png`),
      timeout: PATIENCE_MS,
    });
    expect(await fits()).toBe(true);
    await openDay(page);
    for (let times = 0; times < 4; times++) await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+B');
    await page.getByRole('dialog').getByRole('combobox').last().click();
    await page.getByRole('listbox').getByRole('option').first().waitFor();
    await page.screenshot({
      path: join(SHOTS, `${name.replace('replay-', 'replay-branch-')}.png`),
      timeout: PATIENCE_MS,
    });
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    if (width > 900) {
      await branch(page, language === 'en' ? 'Beach closed at 14:10' : '14:10 提前关滩');
      await page.keyboard.press(']');
      await page.keyboard.press(']');
      await column(page).getByRole('heading', { name: /61/ }).waitFor();
    }
    await page.getByRole('application').first().locator('canvas').waitFor();
    // The chart draws as the software renderer finds time.
    await page.waitForTimeout(4000);
    await page.screenshot({ path: join(SHOTS, `${name}.png`), timeout: PATIENCE_MS });
    expect(await fits()).toBe(true);
  });
});
