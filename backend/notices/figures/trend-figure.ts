import type { AlertDetail } from '../../api/contract.ts';
import { figureText, GRADES, type NoticeLocale, WORDS } from '../wording.ts';
import { type Axis, axisOfTime, axisOver, tickText } from './axis.ts';
import { type Drawing, INK, line, type Mark, type Spot, text } from './drawing.ts';

export interface Reading {
  /** Epoch ms. */
  readonly time: number;
  readonly value: number;
}

interface TrendFigure {
  readonly alert: AlertDetail;
  /** In the measure's unit, oldest first. */
  readonly readings: readonly Reading[];
  /** How far the city is ahead of UTC, ms. */
  readonly offsetMs: number;
  readonly locale: NoticeLocale;
}

const WIDTH = 440;
const HEIGHT = 142;
const LEFT = 40;
const RIGHT = 350;
const TOP = 18;
const BOTTOM = 116;
/** Ours: a limit further away than what the readings span would squeeze them. */
const FAR_SHARE = 1;
const LABEL_PT = 10;

/** How the reading came to where it is, with every limit in reach and the forecast that it was judged by. */
export function trendFigure({ alert, readings, offsetMs, locale }: TrendFigure): Drawing | undefined {
  const { measure } = alert;
  if (!measure || readings.length < 2) return undefined;
  const say = (words: { readonly zh: string; readonly en: string }) => (locale === 'en' ? words.en : words.zh);
  const raisedAt = Date.parse(alert.raisedAt);
  const [from, last] = [readings[0]!.time, Math.max(readings.at(-1)!.time, raisedAt)];
  const ahead = forecastOf(alert, last, last + (last - from));
  const values = [...readings.map(({ value }) => value), ...ahead.flatMap(({ low, high }) => [low, high])];
  const limits = limitsOf(alert, values, say);
  const y = axisOver(withoutNoise([0, ...values, ...limits.map(({ value }) => value)]), BOTTOM, TOP, 4);
  const x = axisOfTime(from, ahead.at(-1)?.time ?? last, LEFT, RIGHT, offsetMs);
  const spots = readings.map(({ time, value }): Spot => [x.at(time), y.at(value)]);
  const [endX, endY] = spots.at(-1)!;
  return {
    width: WIDTH,
    height: HEIGHT,
    marks: [
      ...grid(x, y, offsetMs),
      text([LEFT - 34, TOP - 7], measure.unit === '1' ? '' : measure.unit),
      ...forecastMarks(ahead, x, y, say(WORDS.forecast)),
      ...limitMarks(limits, y),
      line(
        [
          [x.at(raisedAt), TOP],
          [x.at(raisedAt), BOTTOM],
        ],
        { color: INK.faint, width: 0.7, dash: [1.5, 2] },
      ),
      text(
        [x.at(raisedAt) - 3, measure.limit < 0 ? BOTTOM - 4 : TOP + 7],
        `${clockText(raisedAt, offsetMs)} ${say(WORDS.raised)}`,
        { anchor: 'end' },
      ),
      line(spots, { color: INK.text, width: 1.2 }),
      { kind: 'circle', at: [endX, endY], radius: 2.2, fill: INK.text },
      text([endX + 5, endY - 4], figureText(readings.at(-1)!.value), {
        color: INK.text,
        bold: true,
        size: 9,
        halo: INK.paper,
      }),
    ],
  };
}

/** Ours: what lies on the other side of zero by less than this share of the rest is noise, and no reason for a longer axis. */
const NOISE_SHARE = 0.06;

function withoutNoise(values: readonly number[]): readonly number[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (-low < NOISE_SHARE * high) return values.map((value) => Math.max(0, value));
  return high < NOISE_SHARE * -low ? values.map((value) => Math.min(0, value)) : values;
}

const clockText = (time: number, offsetMs: number): string => new Date(time + offsetMs).toISOString().slice(11, 16);

function grid(x: Axis, y: Axis, offsetMs: number): Mark[] {
  return [
    ...y.ticks.flatMap((tick) => [
      line(
        [
          [LEFT, y.at(tick)],
          [RIGHT, y.at(tick)],
        ],
        { color: INK.hairline, width: tick === 0 ? 0.9 : 0.5 },
      ),
      text([LEFT - 5, y.at(tick) + 3], tickText(tick, y), { anchor: 'end' }),
    ]),
    ...x.ticks.map((tick) => text([x.at(tick), BOTTOM + 13], clockText(tick, offsetMs), { anchor: 'middle' })),
  ];
}

interface Limit {
  readonly value: number;
  readonly label: string;
  readonly color: string;
  readonly breached: boolean;
}

/** Controls are told as magnitudes: they take the sign of what was breached. */
function limitsOf(
  { measure, evidence, grade }: AlertDetail,
  values: readonly number[],
  say: (words: { readonly zh: string; readonly en: string }) => string,
): readonly Limit[] {
  const { limit } = measure!;
  const [low, high] = [Math.min(0, limit, ...values), Math.max(0, limit, ...values)];
  const reach = (high - low) * FAR_SHARE;
  const near = (value: number) => Math.abs(value - limit) <= 1e-6 * Math.max(1, Math.abs(limit));
  const told = (evidence.limits ?? []).map(({ value, label, grade: own }) => {
    const signed = limit < 0 && value > 0 ? -value : value;
    const name = own === undefined ? say(label) : say(GRADES[own]).replace(/\s*[（(].*/, '');
    return { value: signed, label: name, color: own === undefined ? INK.soft : INK.grade[own], breached: near(signed) };
  });
  if (!told.some(({ breached }) => breached))
    told.push({ value: limit, label: say(WORDS.limit), color: INK.grade[grade], breached: true });
  return told.filter(({ value }) => value >= low - reach / 2 && value <= high + reach / 2);
}

function limitMarks(limits: readonly Limit[], y: Axis): Mark[] {
  let lowest = TOP - LABEL_PT;
  return limits
    .toSorted((a, b) => y.at(a.value) - y.at(b.value))
    .flatMap(({ value, label, color, breached }) => {
      lowest = Math.max(y.at(value), lowest + LABEL_PT);
      return [
        line(
          [
            [LEFT, y.at(value)],
            [RIGHT, y.at(value)],
          ],
          { color, width: breached ? 1.1 : 0.7, dash: [4, 3] },
        ),
        text([RIGHT + 5, lowest + 3], `${label} ${figureText(value)}`, { color, bold: breached }),
      ];
    });
}

type Ahead = readonly { readonly time: number; readonly median: number; readonly low: number; readonly high: number }[];

const forecastOf = ({ evidence: { forecast } }: AlertDetail, from: number, to: number): Ahead =>
  (forecast?.points ?? [])
    .map(({ time, ...rest }) => ({ ...rest, time: Date.parse(time) }))
    .filter(({ time }) => time >= from && time <= to);

function forecastMarks(ahead: Ahead, x: Axis, y: Axis, name: string): Mark[] {
  if (ahead.length < 2) return [];
  const along = (pick: 'low' | 'high' | 'median') => ahead.map((each): Spot => [x.at(each.time), y.at(each[pick])]);
  const end = along('median').at(-1)!;
  return [
    { kind: 'shape', rings: [[...along('high'), ...along('low').reverse()]], closed: true, fill: '#e8ecef' },
    line(along('median'), { color: INK.soft, width: 0.9, dash: [3, 2] }),
    text([end[0] - 2, end[1] - 4], name, { anchor: 'end', halo: '#e8ecef' }),
  ];
}
