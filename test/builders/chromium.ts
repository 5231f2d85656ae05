import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where distributions put it; the first that exists is used. */
const PLACES = [
  process.env.VANTAGE_TEST_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The machine's own Chromium, or `undefined`: browser tests then skip and say so. */
export const chromiumPath = (): string | undefined =>
  PLACES.find((place) => place !== undefined && place !== '' && existsSync(place));

/** Mesa's software rasteriser through EGL is the fastest without a graphics card; where it is missing, SwiftShader answers. */
const WEBGL = ['--ignore-gpu-blocklist', '--use-gl=angle', '--use-angle=gl-egl'];
const SWIFTSHADER = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

/** A headless browser that can draw the chart. */
export async function launchChromium(executablePath: string): Promise<Browser> {
  const launch = (webgl: readonly string[]) =>
    chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage', ...webgl] });
  const browser = await launch(WEBGL);
  const page = await browser.newPage();
  const works = await page.evaluate("document.createElement('canvas').getContext('webgl2') !== null");
  await page.close();
  if (works) return browser;
  await browser.close();
  return launch(SWIFTSHADER);
}
