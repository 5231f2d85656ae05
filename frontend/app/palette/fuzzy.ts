/**
 * First characters of Mandarin syllables by pinyin order: the character is the first of its letter under the collation
 * `zh-u-co-pinyin` of Unicode CLDR. There are no syllables on i, u and v.
 */
const FIRSTS: readonly (readonly [first: string, letter: string])[] = [
  ['阿', 'a'],
  ['八', 'b'],
  ['嚓', 'c'],
  ['咑', 'd'],
  ['妸', 'e'],
  ['发', 'f'],
  ['旮', 'g'],
  ['铪', 'h'],
  ['丌', 'j'],
  ['咔', 'k'],
  ['垃', 'l'],
  ['呣', 'm'],
  ['拏', 'n'],
  ['噢', 'o'],
  ['妑', 'p'],
  ['七', 'q'],
  ['呥', 'r'],
  ['仨', 's'],
  ['他', 't'],
  ['屲', 'w'],
  ['夕', 'x'],
  ['丫', 'y'],
  ['帀', 'z'],
];
const PINYIN = new Intl.Collator('zh-u-co-pinyin');
const HAN = /\p{Script=Han}/u;

/** `鹏游 116` → `py 116`: Chinese characters become the first letters of their pinyin, the rest stays, lower case. */
export function initialsOf(text: string): string {
  return [...text]
    .map((character) => (HAN.test(character) ? (letterOf(character) ?? character) : character.toLowerCase()))
    .join('');
}

const letterOf = (character: string): string | undefined =>
  FIRSTS.findLast(([first]) => PINYIN.compare(first, character) <= 0)?.[1];

/**
 * How well `query` matches, higher is better; `undefined` when it does not. A run at a word's start beats a run inside, which beats
 * letters in order with gaps; shorter texts beat longer ones.
 */
export function fuzzyScore(query: string, text: string): number | undefined {
  const needle = query.trim().toLowerCase();
  if (needle === '') return 0;
  const scores = [text.toLowerCase(), initialsOf(text)].map((hay) => scoreIn(needle, hay));
  const best = Math.max(...scores.map((score) => score ?? Number.NEGATIVE_INFINITY));
  return best === Number.NEGATIVE_INFINITY ? undefined : best;
}

function scoreIn(needle: string, hay: string): number | undefined {
  const at = hay.indexOf(needle);
  const shortness = 10 / (10 + hay.length);
  if (at === 0) return 4 + shortness;
  if (at > 0) return (/[\s·・\-_]/.test(hay[at - 1]!) ? 3 : 2) + shortness;
  let from = 0;
  let gaps = 0;
  for (const character of needle) {
    const next = hay.indexOf(character, from);
    if (next < 0) return undefined;
    if (next > from && from > 0) gaps++;
    from = next + 1;
  }
  return gaps > needle.length / 2 ? undefined : shortness - gaps * 0.1;
}
