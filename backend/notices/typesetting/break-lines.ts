import type { Typeface } from './typeface.ts';

/** What may not begin a line (GB/T 15834-2011 §5.1: stops and closing marks stay with what they close). */
const NOT_FIRST = new Set('，。、；：？！）》〉”’」』】〕％%·…—℃°,.;:?!)]}');
/** What may not end one. */
const NOT_LAST = new Set('（《〈“‘「『【〔([{');
const LATIN = /[\p{Script=Latin}\p{Script=Cyrillic}\p{N}\p{M}.,:;%°+\-−–/’'_()[\]#@&]/u;

/** Pieces that are never torn: a word or figure in Latin script, one Chinese character with the marks that cling to it. */
function pieces(text: string): string[] {
  const all: string[] = [];
  let glued = false;
  for (const letter of text) {
    const last = all.at(-1);
    const word = last !== undefined && LATIN.test(letter) && LATIN.test(last.at(-1)!);
    if (last !== undefined && (glued || word || NOT_FIRST.has(letter) || letter === ' ') && last !== ' ')
      all[all.length - 1] += letter;
    else all.push(letter);
    glued = NOT_LAST.has(letter);
  }
  return all.flatMap((piece) => piece.split(/(?<= )/));
}

/** Lines no wider than `width` at `size`, the first one indented. A piece longer than a line stands in one of its own. */
export function breakLines(text: string, face: Typeface, size: number, width: number, indent = 0): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let room = width - indent;
  for (const piece of pieces(text)) {
    const takes = face.widthOf((line + piece).trimEnd()) * size;
    if (line !== '' && takes > room + 0.01) {
      lines.push(line.trimEnd());
      line = piece;
      room = width;
    } else line += piece;
  }
  if (line !== '' || lines.length === 0) lines.push(line.trimEnd());
  return lines;
}

/** As many lines as needed and all about as long: for headings in the middle of a page. */
export function balanceLines(text: string, face: Typeface, size: number, width: number): readonly string[] {
  let lines = breakLines(text, face, size, width);
  for (let narrow = width; lines.length > 1; narrow -= size / 2) {
    const tried = breakLines(text, face, size, narrow);
    if (tried.length > lines.length || narrow < width / 2) break;
    lines = tried;
  }
  return lines;
}
