import type { Drawing, Mark, Spot, Stroke } from './drawing.ts';

/** Draws a text as paths, so that no font is needed to show it: its `d` from the origin on the base line, and its width. */
export type Outliner = (text: string, size: number, bold: boolean) => { readonly path: string; readonly width: number };

/** Faces that office machines have, for drawings whose text stays text. */
const FACES = "'Noto Serif SC','Source Han Serif SC','SimSun','Songti SC',serif";

const escaped = (words: string): string =>
  words.replace(/[&<>"]/g, (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[letter]!);
const short = (value: number): string => String(Math.round(value * 100) / 100);

/** One SVG document. With an outliner text becomes paths; `title` is its accessible name. */
export function toSvg({ width, height, marks }: Drawing, title: string, outline?: Outliner): string {
  const body = marks.map((mark) => markup(mark, outline)).join('');
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${short(width)} ${short(height)}" width="${short(width)}" height="${short(height)}" role="img" aria-label="${escaped(title)}">` +
    `<rect width="100%" height="100%" fill="#ffffff"/>${body}</svg>`
  );
}

function markup(mark: Mark, outline: Outliner | undefined): string {
  if (mark.kind === 'shape') return `<path d="${pathOf(mark.rings, mark.closed)}"${paint(mark)}/>`;
  if (mark.kind === 'circle')
    return `<circle cx="${short(mark.at[0])}" cy="${short(mark.at[1])}" r="${short(mark.radius)}"${paint(mark)}/>`;
  return outline ? outlined(mark, outline) : living(mark);
}

/** The `d` of rings of straight lines. */
export const pathOf = (rings: readonly (readonly Spot[])[], closed: boolean): string =>
  rings.map((ring) => `M${ring.map(([x, y]) => `${short(x)} ${short(y)}`).join('L')}${closed ? 'Z' : ''}`).join('');

function paint({ fill, stroke, ...rest }: { fill?: string; stroke?: Stroke; opacity?: number }): string {
  return (
    ` fill="${fill ?? 'none'}" fill-rule="evenodd"` +
    (stroke
      ? ` stroke="${stroke.color}" stroke-width="${short(stroke.width)}" stroke-linejoin="round"${stroke.dash ? ` stroke-dasharray="${stroke.dash.join(' ')}"` : ''}`
      : '') +
    (rest.opacity === undefined ? '' : ` opacity="${rest.opacity}"`)
  );
}

type TextMark = Extract<Mark, { kind: 'text' }>;

function living({ at, text, size, color, anchor, bold, halo }: TextMark): string {
  const edge = halo
    ? ` stroke="${halo}" stroke-width="${short(size / 3.5)}" stroke-linejoin="round" paint-order="stroke"`
    : '';
  return `<text x="${short(at[0])}" y="${short(at[1])}" font-family="${FACES}" font-size="${short(size)}"${bold ? ' font-weight="700"' : ''} fill="${color}" text-anchor="${anchor}"${edge}>${escaped(text)}</text>`;
}

function outlined({ at, text, size, color, anchor, bold = false, halo }: TextMark, outline: Outliner): string {
  const { path, width } = outline(text, size, bold);
  const x = at[0] - (anchor === 'middle' ? width / 2 : anchor === 'end' ? width : 0);
  const edge = halo
    ? ` stroke="${halo}" stroke-width="${short(size / 3.5)}" stroke-linejoin="round" paint-order="stroke"`
    : '';
  return `<path transform="translate(${short(x)} ${short(at[1])})" d="${path}" fill="${color}"${edge}/>`;
}
