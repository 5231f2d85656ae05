import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import { unpackWoff } from './unpack-woff.ts';

const PACKAGE = '@fontsource/noto-serif-sc';
const resolve = createRequire(import.meta.url).resolve;

/** One font file, ready to be measured, outlined and embedded. */
export interface Cut {
  readonly name: string;
  readonly sfnt: Buffer;
  readonly font: Font;
}

/** A stretch of text that one font file can set. */
export interface Run {
  readonly cut: Cut;
  readonly text: string;
}

/**
 * Noto Serif SC (SIL OFL 1.1), the Song face that official documents are set in, from the files of its npm package: no font of the machine is needed. The
 * file of simplified Chinese and Latin comes first; what it lacks (≥, →, Ⅱ, ℃ …) is in one of a hundred small ones, read when first needed.
 */
export class Typeface {
  readonly #weight: 400 | 700;
  readonly #cuts = new Map<string, Cut | undefined>();
  #subsets: readonly (readonly [name: string, from: number, to: number])[] | undefined;
  readonly #widths = new Map<string, number>();

  constructor(weight: 400 | 700) {
    this.#weight = weight;
  }

  /** Characters that no file has are left to the first one, which shows them as a box. */
  runs(text: string): readonly Run[] {
    const runs: { cut: Cut; text: string }[] = [];
    for (const [letter, cut] of this.#letters(text)) {
      const last = runs.at(-1);
      if (last && (last.cut === cut || letter === ' ')) last.text += letter;
      else runs.push({ cut, text: letter });
    }
    return runs;
  }

  /** At size 1. */
  widthOf(text: string): number {
    let width = 0;
    for (const [letter, { font }] of this.#letters(text)) {
      let own = this.#widths.get(letter);
      if (own === undefined) {
        own = font.glyphForCodePoint(letter.codePointAt(0)!).advanceWidth / font.unitsPerEm;
        this.#widths.set(letter, own);
      }
      width += own;
    }
    return width;
  }

  /** The outlines of a text as the `d` of a path, from the origin on the base line. */
  outline(text: string, size: number): string {
    let x = 0;
    let path = '';
    for (const [letter, { font }] of this.#letters(text)) {
      const glyph = font.glyphForCodePoint(letter.codePointAt(0)!);
      const scale = size / font.unitsPerEm;
      path += glyph.path
        .scale(scale, -scale)
        .translate(x, 0)
        .toSVG()
        .replace(/\d+\.\d{3,}/g, (figure) => String(Math.round(Number(figure) * 100) / 100));
      x += glyph.advanceWidth * scale;
    }
    return path;
  }

  /** Each character with the file that has it; one that none has is set as what it stands for (Ⅱ as II, ㎜ as mm), after Unicode's compatibility forms. */
  *#letters(text: string): Generator<readonly [letter: string, cut: Cut]> {
    for (const letter of text) {
      const cut = this.#cutOf(letter.codePointAt(0)!);
      const plain = letter.normalize('NFKC');
      if (plain === letter || cut.font.hasGlyphForCodePoint(letter.codePointAt(0)!)) yield [letter, cut];
      else for (const part of plain) yield [part, this.#cutOf(part.codePointAt(0)!)];
    }
  }

  #cutOf(codePoint: number): Cut {
    const first = this.#cut('chinese-simplified')!;
    if (first.font.hasGlyphForCodePoint(codePoint)) return first;
    const subset = this.#ranges().find(([, from, to]) => codePoint >= from && codePoint <= to)?.[0];
    const other = subset === undefined ? undefined : this.#cut(subset);
    return other?.font.hasGlyphForCodePoint(codePoint) ? other : first;
  }

  #cut(subset: string): Cut | undefined {
    if (!this.#cuts.has(subset)) {
      const name = `noto-serif-sc-${subset}-${this.#weight}-normal`;
      const sfnt = unpackWoff(readFileSync(resolve(`${PACKAGE}/files/${name}.woff`)));
      this.#cuts.set(subset, { name, sfnt, font: create(sfnt) as Font });
    }
    return this.#cuts.get(subset);
  }

  /** Which code points each small file has, as the package tells it. */
  #ranges(): readonly (readonly [string, number, number])[] {
    if (!this.#subsets) {
      const told = JSON.parse(readFileSync(resolve(`${PACKAGE}/unicode.json`), 'utf8')) as Record<string, string>;
      this.#subsets = Object.entries(told).flatMap(([subset, ranges]) =>
        ranges.split(',').map((range) => {
          const [from, to] = range.trim().replace(/^U\+/i, '').split('-');
          return [subset.replace(/[[\]]/g, ''), Number.parseInt(from!, 16), Number.parseInt(to ?? from!, 16)] as const;
        }),
      );
    }
    return this.#subsets;
  }
}

const faces = new Map<400 | 700, Typeface>();

/** The regular or the bold face; read once, kept for good: about 6 MB each. */
export function typeface(bold = false): Typeface {
  const weight = bold ? 700 : 400;
  let face = faces.get(weight);
  if (!face) {
    face = new Typeface(weight);
    faces.set(weight, face);
  }
  return face;
}
