import { MATTERS, type Matter } from './matters.ts';

export interface Classified {
  readonly matter: Matter;
  /** How much of what spoke for any matter speaks for this one, (0, 1]; 1 where the channel filed it. */
  readonly score: number;
  /** What it rests on: the filed category or code, or the words found in the text. */
  readonly words: readonly string[];
}

const BY_FILING: ReadonlyMap<string, Matter> = new Map(
  MATTERS.flatMap((matter) => matter.filedAs.map((filed) => [filed, matter] as const)),
);

/**
 * What a text is about, in Chinese or English; undefined where no word tells. Each matter counts the letters of its words that occur (a longer word says more; a Chinese character
 * as much as three letters), and the one with most wins. Every word that counted is in the answer, so anybody can see why.
 */
export function classifyMatter(text: string): Classified | undefined {
  const lower = text.toLowerCase();
  let best: { readonly matter: Matter; readonly weight: number; readonly words: readonly string[] } | undefined;
  let total = 0;
  for (const matter of MATTERS) {
    const words = matter.words.filter((word) => lower.includes(word));
    if (words.length === 0) continue;
    const weight = words.reduce((sum, word) => sum + weightOf(word), 0);
    total += weight;
    if (best === undefined || weight > best.weight) best = { matter, weight, words };
  }
  return best && { matter: best.matter, score: best.weight / total, words: best.words };
}

/** As its channel filed it, where that is known; else by what it says. */
export function matterOf({
  text,
  category,
  matterCode,
}: {
  readonly text: string;
  readonly category?: string;
  readonly matterCode?: string;
}): Classified | undefined {
  for (const filed of [matterCode, category]) {
    const matter = filed === undefined ? undefined : BY_FILING.get(filed);
    if (filed !== undefined && matter !== undefined) return { matter, score: 1, words: [filed] };
  }
  return classifyMatter(text);
}

const LETTERS_PER_CHARACTER = 3;
const weightOf = (word: string): number =>
  word.charCodeAt(0) > 0x7f ? word.length * LETTERS_PER_CHARACTER : word.length;
