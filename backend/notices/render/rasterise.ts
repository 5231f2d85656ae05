import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import type { Drawing } from '../figures/drawing.ts';
import { toSvg } from '../figures/svg.ts';
import { typeface } from '../typesetting/typeface.ts';

/** Ours: 216 dots an inch, sharp in print and small in a mail. */
const DOTS_PER_POINT = 3;

let ready: Promise<void> | undefined;
const start = async (): Promise<void> =>
  initWasm(await readFile(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')));

/** A drawing as PNG; its text is drawn from outlines, so no font of the machine is needed. */
export async function rasterise(drawing: Drawing, title: string): Promise<Buffer> {
  ready ??= start();
  await ready;
  const svg = toSvg(drawing, title, (text, size, bold) => ({
    path: typeface(bold).outline(text, size),
    width: typeface(bold).widthOf(text) * size,
  }));
  const image = new Resvg(svg, { fitTo: { mode: 'zoom', value: DOTS_PER_POINT } });
  const picture = image.render();
  const png = Buffer.from(picture.asPng());
  picture.free();
  image.free();
  return png;
}
