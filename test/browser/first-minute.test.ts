import { mkdir } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AlertView, ThingView } from '../../backend/api/contract.ts';
import { chromiumPath, launchChromium } from '../builders/chromium.ts';
import { ADMIN_PASSWORD, eventually, RunningSystem, Workplace } from '../builders/running-system.ts';

const SCREENSHOTS = new URL('screenshots/', import.meta.url).pathname;
const executablePath = chromiumPath();

let workplace: Workplace;
let system: RunningSystem;
let browser: Browser;

beforeAll(async () => {
  if (!executablePath) return;
  workplace = await Workplace.create('logLevel: warn');
  system = await RunningSystem.start(workplace, ['--scenario', 'harbour']);
  browser = await launchChromium(executablePath);
  await mkdir(SCREENSHOTS, { recursive: true });
});
afterAll(async () => {
  await browser?.close();
  await system?.stop();
  await workplace?.remove();
});

async function signIn(locale: string, width: number, height: number): Promise<Page> {
  const page = await browser.newPage({ locale, viewport: { width, height } });
  await page.goto(system.url);
  await page.locator('input[autocomplete=username]').fill('admin');
  await page.locator('input[type=password]').fill(ADMIN_PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('h1 b').first().waitFor();
  return page;
}

/** Where every vessel is, as far as the server knows. */
async function positions(token: string): Promise<Map<string, string>> {
  const { items } = await system.request<{ items: ThingView[] }>(token, 'GET', '/things?kind=vessel&limit=1000');
  return new Map(items.map(({ id, position }) => [id, String(position)]));
}

describe.skipIf(!executablePath)('the first minute after a start', () => {
  test('vessels move and there is something to do', async () => {
    const token = await system.signIn();
    const alerts = await eventually(async () => {
      const { items } = await system.request<{ items: AlertView[] }>(token, 'GET', '/alerts');
      return items.length > 0 && items;
    }, 'the first alert');
    expect(alerts.every(({ family }) => family === 'vessel')).toBe(true);
    const before = await positions(token);
    expect(before.size).toBeGreaterThan(30);
    await eventually(async () => {
      const now = await positions(token);
      return [...now].filter(([id, position]) => before.get(id) !== position).length > 10;
    }, 'ten vessels on their way');
  });

  test.each([
    ['zh-CN', 1920, 1080, '实时'],
    ['en-US', 1440, 900, 'LIVE'],
  ] as const)('the console is alive in %s at %i × %i', async (locale, width, height, live) => {
    const page = await signIn(locale, width, height);
    try {
      expect(Number(await page.locator('h1 b').first().textContent())).toBeGreaterThan(0);
      await page.getByText(live, { exact: true }).first().waitFor();
      await page.keyboard.press('j');
      await page.locator('#inspector h2').waitFor();
      await page.locator('canvas').first().waitFor();
      await page.waitForTimeout(5000);
      await page.screenshot({ path: `${SCREENSHOTS}first-minute-${locale}-${width}x${height}.png`, timeout: 60_000 });
    } finally {
      await page.close();
    }
  });
});
