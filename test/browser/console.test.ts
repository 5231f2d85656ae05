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
if (!executable) process.stderr.write('skipped test/browser/console: no Chromium found; set VANTAGE_TEST_CHROMIUM\n');

const SHOTS = fileURLToPath(new URL('./screenshots', import.meta.url));
/** Software rendering on a busy machine. */
const PATIENCE_MS = 60_000;
const EVENTUALLY = { timeout: PATIENCE_MS };

describe.skipIf(!executable)('the console in a browser', { timeout: 180_000 }, () => {
  let frontend: string;
  let browser: Browser;
  let server: LiveServer;
  const faults: string[] = [];

  beforeAll(async () => {
    frontend = await mkdtemp(join(tmpdir(), 'vantage-console-'));
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
    readonly user?: string;
    readonly at?: LiveServer;
  }

  /** Signs in and waits until the queue is known. */
  async function open(
    path: string,
    { width = 1440, height = 900, user = 'chen', at = server }: Opening = {},
  ): Promise<Page> {
    const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(at.url + path);
    await page.locator('#username').fill(user);
    await page.locator('#password').fill('lanwan');
    await page.keyboard.press('Enter');
    await page.locator('#queue').waitFor();
    return page;
  }

  const rows = (page: Page) => page.getByRole('option');
  const inspector = (page: Page) => page.locator('#inspector');
  const chartIsOpen = (page: Page) => page.getByRole('application').locator('canvas').waitFor();

  /** How many colours the middle of the chart has, from the picture that a person would see. */
  async function coloursOfChart(page: Page): Promise<number> {
    const box = (await page.getByRole('application').boundingBox())!;
    const picture = await page.screenshot({
      clip: { x: box.x + box.width / 2 - 150, y: box.y + box.height / 2 - 150, width: 300, height: 300 },
    });
    return page.evaluate(async (base64) => {
      const image = new Image();
      image.src = `data:image/png;base64,${base64}`;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.width;
      canvas.height = image.height;
      const pen = canvas.getContext('2d')!;
      pen.drawImage(image, 0, 0);
      return new Set(new Uint32Array(pen.getImageData(0, 0, image.width, image.height).data.buffer)).size;
    }, picture.toString('base64'));
  }

  it('says what is wrong with a sign-in', async () => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${server.url}/?lang=en`);
    await page.locator('#username').fill('chen');
    await page.locator('#password').fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('User name or password is wrong.').waitFor();
  });

  it('is driven by the keyboard: J, Enter, A, S', async () => {
    const page = await open('/?lang=en', { width: 1440, height: 900 });
    await rows(page).first().waitFor();
    await page.keyboard.press('j');
    await inspector(page).getByRole('heading', { name: 'Close quarters, CPA 0.08 nm' }).waitFor();
    expect(page.url()).toContain('sel=incident:INC-1120-040');
    await page.keyboard.press('Enter');
    expect(await inspector(page).evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('a');
    await inspector(page).getByText('acknowledged', { exact: false }).first().waitFor();
    await expect.poll(() => server.acts, EVENTUALLY).toContain('ack INC-1120-040');
    await expect.poll(() => server.incident('INC-1120-040')?.acknowledged, EVENTUALLY).toBe(true);

    const before = await inspector(page).getByRole('heading').first().textContent();
    await page.keyboard.press('j');
    await expect.poll(() => inspector(page).getByRole('heading').first().textContent(), EVENTUALLY).not.toBe(before);
    await page.keyboard.press('s');
    const reason = page.getByRole('dialog').getByRole('textbox');
    await reason.fill('Pilot on board, known');
    await reason.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => server.acts.some((act) => act.startsWith('shelve ')), EVENTUALLY).toBe(true);
    await page.getByRole('button', { name: /2 shelved/ }).waitFor();
    await chartIsOpen(page);
    await page.keyboard.press('f');
    await expect.poll(() => page.url(), EVENTUALLY).toContain('at=');
  });

  it('holds new incidents back while the pointer is in the list', async () => {
    const page = await open('/?lang=zh-CN');
    await rows(page).nth(1).hover();
    const before = await rows(page).allInnerTexts();
    server.raiseLater();
    await page.getByRole('button', { name: /1 条新增/ }).waitFor();
    expect((await rows(page).allInnerTexts()).length).toBe(before.length);
    await page.keyboard.press('n');
    await page.getByRole('option', { name: /顺达 77 主航道超速/ }).waitFor();
  });

  it('finds vessels by the initials of their pinyin', async () => {
    const page = await open('/?lang=zh-CN');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('hx0921');
    await page.getByRole('option', { name: /^海巡 0921/ }).waitFor();
    await page.keyboard.press('Enter');
    await inspector(page).getByRole('heading', { name: '海巡 0921' }).first().waitFor();
  });

  it('comes back after the connection was cut and hears what it missed', async () => {
    const page = await open('/?lang=en');
    await rows(page).first().waitFor();
    server.cut();
    await expect.poll(() => page.getByText('LIVE', { exact: true }).count(), EVENTUALLY).toBe(1);
    await page.keyboard.press('j');
    await inspector(page).getByRole('heading').first().waitFor();
  });

  it('lets a viewer look and says why not more', async () => {
    const page = await open('/?lang=en', { user: 'guest' });
    const count = server.acts.length;
    await rows(page).first().waitFor();
    await page.keyboard.press('j');
    const shelve = inspector(page).getByRole('button', { name: /Shelve/ });
    await shelve.waitFor();
    expect(await shelve.getAttribute('aria-disabled')).toBe('true');
    await page.keyboard.press('s');
    await page.getByText('Viewers may look, not act.').waitFor();
    expect(server.acts.length).toBe(count);
  });

  it('is no blank when there is nothing', async () => {
    const empty = await startLiveServer({ frontend, empty: true });
    try {
      const page = await open('/?lang=en', { at: empty });
      await page.getByText('Nothing waits for you').waitFor();
      await page.getByText('No data has arrived yet.', { exact: false }).waitFor();
      await page.close();
    } finally {
      await empty.close();
    }
  });

  it('names every control and has one heading of the page', async () => {
    const page = await open('/?lang=en');
    await chartIsOpen(page);
    await rows(page).first().waitFor();
    await page.keyboard.press('j');
    await inspector(page).getByRole('tab').first().waitFor();
    const nameless = await page
      .locator('button, a[href], input, [role=option], [role=img], [role=tab]')
      .evaluateAll((elements) =>
        elements
          .filter((element) => {
            const labels = (element as HTMLInputElement).labels;
            const text =
              element.textContent?.trim() || element.getAttribute('aria-label') || element.getAttribute('title');
            return !text && !(labels && labels.length > 0);
          })
          .map((element) => element.outerHTML.slice(0, 200)),
      );
    expect(nameless).toEqual([]);
    expect(await page.locator('h1').count()).toBe(1);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });

  it('reads sources and quarantine on the admin page', async () => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${server.url}/admin?lang=zh-CN`);
    await page.locator('#username').fill('admin');
    await page.locator('#password').fill('lanwan');
    await page.keyboard.press('Enter');
    await page
      .getByRole('row', { name: /ais-harbour/ })
      .first()
      .waitFor();
    await page.getByRole('button', { name: /bad_json 3/ }).click();
    await expect.poll(() => page.getByRole('row', { name: /bad_json/ }).count(), EVENTUALLY).toBe(3);
    expect(await page.getByRole('row', { name: /checksum/ }).count()).toBe(0);
  });

  it.each([
    ['console-zh-1920x1080', 1920, 1080, 'zh-CN'],
    ['console-en-1440x900', 1440, 900, 'en'],
    ['console-zh-390x844', 390, 844, 'zh-CN'],
  ] as const)('is worth a picture: %s', async (name, width, height, language) => {
    const page = await open(`/?lang=${language}`, { width, height });
    await rows(page).first().waitFor();
    if (width > 900) {
      await chartIsOpen(page);
      await page.keyboard.press('j');
      await inspector(page).getByRole('figure').waitFor();
      await expect.poll(() => coloursOfChart(page), { ...EVENTUALLY, interval: 500 }).toBeGreaterThan(50);
    }
    await page.screenshot({ path: join(SHOTS, `${name}.png`), timeout: PATIENCE_MS });
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });
});
