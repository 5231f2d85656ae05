import type { Report } from '../../../ingestion/observation.ts';
import type { Phrases } from './phrases.ts';

/** The next draw of one report's own noise, [0, 1). */
export type Draw = () => number;
export type Channel = Report['channel'];

/** Where something is, said in either language. */
export interface SaidPlace {
  readonly zh: string;
  readonly en: string;
}

const OPENERS: Readonly<Record<Channel, readonly string[]>> = {
  '12345': [
    '你好，',
    '您好，我想反映一下，',
    '喂，你好，',
    '我要投诉，',
    '麻烦记一下，',
    '',
    '',
    '你们管不管啊，',
    '不好意思打扰了，',
    '我是附近居民，',
    '我上次打过电话的，',
  ],
  app: ['', '', '', '', '反映一个问题：', '随手拍：', '路过看到，', '救命，', '无语了，', '求关注，', '@城管 '],
  patrol: ['', '', '网格巡查：', '日常巡查中，'],
};
const DEMANDS: Readonly<Record<Channel, readonly string[]>> = {
  '12345': [
    '麻烦尽快派人来看看',
    '希望有关部门处理一下',
    '给我一个答复',
    '到底归谁管',
    '谢谢',
    '请尽快',
    '处理好了回个电话',
    '不处理我还会打的',
    '',
  ],
  app: ['', '', '求处理', '快来人', '谁管管', '谢谢', '希望重视', '已拍照', '来个人看看吧'],
  patrol: ['已拍照上传', '请派单处置', '建议立即处理', '已现场设置警示', ''],
};
const SINCE = ['今天', '刚才', '最近', '这两天', '刚刚', '现在', '', '', '', '', ''] as const;
const TAILS = ['。', '。', '！', '！！', '……', '', '~'] as const;
/** Slips of people who type with their thumbs: same sound, or next to it. */
const SLIPS: readonly (readonly [string, string])[] = [
  ['在', '再'],
  ['的', '得'],
  ['煤气', '煤汽'],
  ['味道', '味到'],
  ['都', '豆'],
  ['已经', '以经'],
  ['赶紧', '感紧'],
  ['好像', '好象'],
  ['一直', '一只'],
  ['井盖', '井该'],
  ['没人', '没人人'],
];
const ENGLISH_OPENERS = ['Hello, ', 'Hi, ', '', 'Excuse me, ', 'To whom it may concern: '] as const;
const ENGLISH_TAILS = [
  '.',
  '. Please send someone.',
  '! Please help.',
  '. Thank you.',
  '. It started about an hour ago.',
  '. Who is in charge of this?',
] as const;

/** Shares are ours: what hotline transcripts look like. */
const SLIP_SHARE = 0.07;
const BREATHLESS_SHARE = 0.12;
const SECOND_EFFECT_SHARE = 0.3;
const NO_EFFECT_SHARE = 0.25;

const pick = <Item>(list: readonly Item[], draw: Draw): Item => list[Math.floor(draw() * list.length)]!;

/** What one person says. The same draws give the same words. */
export function compose(phrases: Phrases, channel: Channel, place: SaidPlace, hour: number, draw: Draw): string {
  const fill = (text: string): string =>
    text
      .replaceAll('{place}', place.zh)
      .replaceAll('{clock}', clock(hour))
      .replaceAll('{n}', String(2 + Math.floor(draw() * 6)))
      .replaceAll('{days}', pick(['两', '三', '四五', '好几', '十来'], draw));
  if (channel === 'patrol') return patrolText(fill(pick(phrases.patrol, draw)), draw);
  const effects = draw() < NO_EFFECT_SHARE ? [] : pickEffects(phrases.effects, draw);
  const parts = [
    pick(SINCE, draw) + fill(pick(phrases.seen, draw)),
    ...effects.map(fill),
    pick(DEMANDS[channel], draw),
  ];
  const said = pick(OPENERS[channel], draw) + parts.filter((part) => part !== '').join('，') + pick(TAILS, draw);
  const slipped = draw() < SLIP_SHARE ? slip(said, draw) : said;
  return draw() < BREATHLESS_SHARE ? slipped.replaceAll('，', ' ') : slipped;
}

export function composeEnglish(phrases: Phrases, place: SaidPlace, hour: number, draw: Draw): string {
  const text = pick(phrases.english, draw)
    .replaceAll('{place}', place.en)
    .replaceAll('{clock}', `${Math.floor(hour)}:${hour % 1 < 0.5 ? '00' : '30'}`)
    .replaceAll('{days}', String(2 + Math.floor(draw() * 4)))
    .replaceAll('{n}', String(2 + Math.floor(draw() * 6)));
  return pick(ENGLISH_OPENERS, draw) + text + pick(ENGLISH_TAILS, draw);
}

const patrolText = (seen: string, draw: Draw): string =>
  `${[pick(OPENERS.patrol, draw) + seen, pick(DEMANDS.patrol, draw)].filter((part) => part !== '').join('，')}。`;

function pickEffects(effects: readonly string[], draw: Draw): readonly string[] {
  const first = pick(effects, draw);
  const second = draw() < SECOND_EFFECT_SHARE ? pick(effects, draw) : first;
  return second === first ? [first] : [first, second];
}

function slip(text: string, draw: Draw): string {
  const possible = SLIPS.filter(([right]) => text.includes(right));
  if (possible.length === 0) return text;
  const [right, wrong] = pick(possible, draw);
  return text.replace(right, wrong);
}

/** As people say it. */
function clock(hour: number): string {
  const whole = Math.floor(hour);
  const twelve = whole % 12 === 0 ? 12 : whole % 12;
  const half = hour % 1 >= 0.5 ? '半' : '';
  if (whole < 5) return `凌晨${whole === 0 ? '十二' : NUMERALS[twelve]}点${half}`;
  if (whole < 11) return `早上${NUMERALS[twelve]}点${half}`;
  if (whole < 13) return `中午${NUMERALS[twelve]}点${half}`;
  return `${whole < 18 ? '下午' : '晚上'}${NUMERALS[twelve]}点${half}`;
}
const NUMERALS = ['零', '一', '两', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'] as const;
