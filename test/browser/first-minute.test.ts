import { mkdir } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IncidentView, ThingView, WarningView } from '../../backend/api/contract.ts';
import { chromiumPath, launchChromium } from '../builders/chromium.ts';
import { ADMIN_PASSWORD, eventually, RunningSystem, Workplace } from '../builders/running-system.ts';

const SCREENSHOTS = new URL('screenshots/', import.meta.url).pathname;
const executablePath = chromiumPath();
if (!executablePath)
  process.stderr.write('skipped test/browser/first-minute: no Chromium found; set VANTAGE_TEST_CHROMIUM\n');

/** The day is lived through from its midnight before it opens in the afternoon: on a busy machine that takes its time. */
const OPENING_MS = 300_000;
const PATIENCE_MS = 120_000;

let workplace: Workplace;
let system: RunningSystem;
let browser: Browser;
let token: string;

beforeAll(async () => {
  if (!executablePath) return;
  workplace = await Workplace.create('logLevel: warn');
  // As `npm start` does: the scenario that a system opens on by itself.
  system = await RunningSystem.start(workplace, []);
  browser = await launchChromium(executablePath);
  await mkdir(SCREENSHOTS, { recursive: true });
  token = await system.signIn();
  await eventually(
    async () => (await ask<{ items: WarningView[] }>(`/warnings?${dayUntilNow()}`)).items.length >= 5,
    'the afternoon, with the warnings of the day',
    OPENING_MS,
  );
}, OPENING_MS + PATIENCE_MS);
afterAll(async () => {
  await browser?.close();
  await system?.stop();
  await workplace?.remove();
});

const ask = <Answer>(path: string): Promise<Answer> => system.request<Answer>(token, 'GET', path);

const dayUntilNow = (): string => {
  const to = Date.now() + 86_400_000;
  const iso = (time: number) => encodeURIComponent(new Date(time).toISOString());
  return `from=${iso(to - 3 * 86_400_000)}&to=${iso(to)}`;
};

/** Where everything of a kind is, as far as the server knows. */
async function positions(kind: string): Promise<Map<string, string>> {
  const { items } = await ask<{ items: ThingView[] }>(`/things?kind=${kind}&limit=1000`);
  return new Map(items.map(({ id, position }) => [id, String(position)]));
}

/** Until at least so many things of a kind are somewhere else than at first. */
async function move(kind: string, atLeast: number): Promise<void> {
  const before = await positions(kind);
  await eventually(
    async () => [...(await positions(kind))].filter(([id, at]) => before.get(id) !== at).length >= atLeast,
    `${atLeast} of ${kind} on their way`,
    PATIENCE_MS,
  );
}

describe.skipIf(!executablePath)('the first minute after a start', () => {
  test('boats and vehicles move, and there is something to do', { timeout: PATIENCE_MS * 3 }, async () => {
    const { items } = await ask<{ items: IncidentView[] }>('/incidents?limit=100');
    expect(items.length).toBeGreaterThan(0);
    for (const { title } of items) expect(title.zh).not.toMatch(/\b(gust|wind_speed|level|people)\b/);
    await move('vessel', 5);
    await move('bus', 5);
  });

  test.each([
    ['zh-CN', 1920, 1080, { live: '实时', layers: '图层', weather: '天气实况', warnings: '生效预警' }],
    ['en-US', 1440, 900, { live: 'LIVE', layers: 'Layers', weather: 'Weather now', warnings: 'Warnings in force' }],
  ] as const)(
    'needs no reading in %s at %i × %i',
    { timeout: PATIENCE_MS * 3 },
    async (locale, width, height, names) => {
      const page = await signIn(locale, width, height);
      try {
        expect(Number(await page.locator('h1 b').first().textContent())).toBeGreaterThan(0);
        await page.getByText(names.live, { exact: true }).first().waitFor();
        await page.getByRole('option').first().waitFor();
        await page.getByRole('button', { name: names.warnings }).waitFor();
        const weather = page.getByRole('region', { name: names.weather });
        await weather.getByRole('button', { name: /\d+(\.\d+)? m\/s/ }).waitFor();

        const noted = async (layer: RegExp): Promise<number> => {
          const row = page.getByRole('region', { name: names.layers }).locator('label').filter({ hasText: layer });
          return Number.parseInt(((await row.locator('span').last().textContent()) ?? '').trim(), 10);
        };
        for (const layer of [/船舶|Vessels/, /车辆|Vehicles/, /监测仪器|Instruments/, /沙滩|Beaches/])
          await expect.poll(() => noted(layer), { timeout: PATIENCE_MS, interval: 500 }).toBeGreaterThan(0);

        await page.keyboard.press('j');
        await page.locator('#inspector h2').waitFor();
        await page.waitForTimeout(4000);
        await page.screenshot({
          path: `${SCREENSHOTS}first-minute-${locale}-${width}x${height}.png`,
          timeout: PATIENCE_MS,
        });
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      } finally {
        await page.close();
      }
    },
  );
});

async function signIn(locale: string, width: number, height: number): Promise<Page> {
  const page = await browser.newPage({ locale, viewport: { width, height } });
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(system.url);
  await page.locator('input[autocomplete=username]').fill('admin');
  await page.locator('input[type=password]').fill(ADMIN_PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('h1 b').first().waitFor();
  return page;
}
