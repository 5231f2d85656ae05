import type { EvidenceView } from '../../api/contract.ts';
import { type NoticeLocale, WORDS } from '../wording.ts';
import { axisOver, tickText } from './axis.ts';
import { type Drawing, INK, line, type Spot, text } from './drawing.ts';

type Profile = NonNullable<EvidenceView['profile']>;

const WIDTH = 440;
const HEIGHT = 156;
const LEFT = 40;
const RIGHT = 425;
const TOP = 18;
const BOTTOM = 116;

/** A quantity across a distance: measured points and the fitted line. */
export function profileFigure(profile: Profile, subject: string | undefined, locale: NoticeLocale): Drawing {
  const say = (words: { readonly zh: string; readonly en: string }) => (locale === 'en' ? words.en : words.zh);
  const all = [...profile.measured, ...profile.fitted];
  const x = axisOver(
    all.map((point) => point.x),
    LEFT,
    RIGHT,
    8,
  );
  const y = axisOver([0, ...all.map((point) => point.y)], BOTTOM, TOP, 4);
  const spot = (point: { readonly x: number; readonly y: number }): Spot => [x.at(point.x), y.at(point.y)];
  return {
    width: WIDTH,
    height: HEIGHT,
    marks: [
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
      ...x.ticks.map((tick) => text([x.at(tick), BOTTOM + 13], tickText(tick, x), { anchor: 'middle' })),
      text([LEFT - 34, TOP - 7], `${say(profile.y.label)}（${profile.y.unit}）`),
      text([(LEFT + RIGHT) / 2, BOTTOM + 27], `${say(profile.x.label)}（${profile.x.unit}）`, { anchor: 'middle' }),
      line(
        [
          [RIGHT - 108, TOP - 10],
          [RIGHT - 90, TOP - 10],
        ],
        { color: INK.text, width: 1.2 },
      ),
      text([RIGHT - 86, TOP - 7], say(WORDS.fitted)),
      {
        kind: 'circle',
        at: [RIGHT - 48, TOP - 10],
        radius: 2.4,
        fill: INK.paper,
        stroke: { color: INK.text, width: 0.9 },
      },
      text([RIGHT - 42, TOP - 7], say(WORDS.measuredPoints)),
      line(profile.fitted.map(spot), { color: INK.text, width: 1.2 }),
      ...profile.measured.map((point) => ({
        kind: 'circle' as const,
        at: spot(point),
        radius: point.thing === subject && subject !== undefined ? 3.2 : 2.4,
        fill: point.thing === subject && subject !== undefined ? INK.accent : INK.paper,
        stroke: { color: INK.text, width: 0.9 },
      })),
    ],
  };
}
