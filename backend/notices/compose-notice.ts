import type { CityModel } from '../../geodata/city/city-model.ts';
import { offsetOf } from '../../geodata/model/local-time.ts';
import type { Bilingual } from '../../geodata/model/text.ts';
import type { AlertDetail, IncidentDetail } from '../api/contract.ts';
import { kindName } from '../incidents/wording.ts';
import { mapFigure } from './figures/map-figure.ts';
import { profileFigure } from './figures/profile-figure.ts';
import { type Reading, trendFigure } from './figures/trend-figure.ts';
import { measuresFor } from './measures.ts';
import type { Block, Notice, TableBlock } from './notice.ts';
import {
  EXPOSED_KINDS,
  GRADES,
  headingText,
  momentText,
  type NoticeLocale,
  quantity,
  spanText,
  WORDS,
} from './wording.ts';

export interface NoticeFacts {
  readonly incident: IncidentDetail;
  /** What it is about: the alert that leads. */
  readonly lead: AlertDetail;
  /** Readings of the leading instrument in the measure's unit, oldest first; empty where there are none. */
  readonly readings: readonly Reading[];
  readonly city: CityModel;
  /** Epoch ms: as of when the data is. */
  readonly now: number;
  readonly locale: NoticeLocale;
}

/** Ours: as many rows as a table holds before it becomes a register of its own. */
const MOST_ROWS = 15;
const MOST_REPORTS = 8;

/** The draft of a warning notice: what, where, since when, how bad and why, how it came, what stands around, what to do. Same facts, same notice. */
export function composeNotice(facts: NoticeFacts): Notice {
  const { incident, locale, now, city } = facts;
  const say = sayIn(locale);
  const figures = new FigureNumbers(locale);
  const sections: readonly (readonly [Bilingual, readonly Block[]])[] = [
    [WORDS.situation, situation(facts, say)],
    [WORDS.grade, gradeOf(facts, say)],
    [WORDS.readings, readingsOf(facts, say, figures)],
    [WORDS.surroundings, surroundings(facts, say, figures)],
    [WORDS.said, said(facts)],
    [WORDS.measures, [{ kind: 'list', items: measuresFor(incident.kind).map(say) }]],
  ];
  const told = sections.filter(([, blocks]) => blocks.length > 0);
  return {
    locale,
    grade: incident.grade,
    gradeText: say(GRADES[incident.grade]),
    draft: say(WORDS.draft),
    head:
      locale === 'en'
        ? `${city.name.en} ${WORDS.head[incident.family].en}`
        : city.name.zh + WORDS.head[incident.family].zh,
    number: numberOf(incident.id, now, city.timeZone, locale),
    title: titleOf(facts, say),
    addressee: addresseeOf(facts),
    blocks: told.flatMap(([heading, blocks], index) => [
      { kind: 'heading', text: headingText(index, say(heading), locale) } as const,
      ...blocks,
    ]),
    signature: [WORDS.unit, WORDS.signer, WORDS.date].map(say),
    foot: [
      `${say(WORDS.asOf)} ${momentText(now, city.timeZone, locale)} · ${say(WORDS.incident)} ${incident.id}`,
      say(WORDS.made),
    ],
    fileName: `notice-${incident.id}`,
  };
}

type Say = (words: Bilingual) => string;
const sayIn =
  (locale: NoticeLocale): Say =>
  (words) =>
    printed(locale === 'en' ? words.en : words.zh);

/** Negative figures get a true minus sign. */
const printed = (words: string): string => words.replace(/(^|[\s（(：:])-(?=\d)/g, '$1−');

class FigureNumbers {
  #last = 0;
  readonly #locale: NoticeLocale;
  constructor(locale: NoticeLocale) {
    this.#locale = locale;
  }
  caption(words: Bilingual): string {
    this.#last++;
    return this.#locale === 'en' ? `Figure ${this.#last}. ${words.en}` : `图${this.#last}　${words.zh}`;
  }
}

/** 〔2026〕0918-047 from INC-260918-047: whoever issues it gives it the number of their own register. */
function numberOf(id: string, now: number, timeZone: string, locale: NoticeLocale): string {
  const year = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric' }).format(now);
  const own = id.replace(/^INC-/, '').replace(/^\d{2}(?=\d{4}-)/, '');
  return locale === 'en' ? `No. ${year}/${own} (draft)` : `〔${year}〕${own} 号（草稿）`;
}

/** Zone or asset, else the leading thing; in English where the place has an English name, else the thing, whose name is mostly a number. */
function placeName({ incident, lead, city, locale }: NoticeFacts): string {
  const zone = lead.zone ?? incident.zone;
  const thing = lead.things[0]?.name ?? incident.things[0]?.name ?? incident.id;
  if (zone === undefined) return thing;
  return locale === 'en' ? (englishOf(city, zone) ?? thing) : zone;
}

/** The API tells places by their Chinese names. */
function englishOf(city: CityModel, name: string): string | undefined {
  const named = [
    city.districts,
    city.streets,
    city.lowPoints,
    city.slopes,
    city.beaches,
    city.seaZones,
    city.gatheringPlaces,
    city.workAreas,
    city.metroStations,
    city.pits,
    city.shieldDrives,
  ];
  for (const list of named) for (const { name: own } of list) if (own.zh === name) return own.en;
  return undefined;
}

function titleOf(facts: NoticeFacts, say: Say): string {
  const { incident, locale } = facts;
  const kind = kindName(incident.kind);
  const group = incident.kind !== facts.lead.kind;
  if (locale === 'en') return group ? `Risk of ${kind.en}` : `${placeName(facts)}: ${kind.en}`;
  return group ? `关于${say(kind)}风险的提示` : `关于${placeName(facts)}${say(kind)}的风险提示`;
}

/** The responsible department by its name in the reader's language. */
function addresseeOf({ incident, city, locale }: NoticeFacts): string {
  const known = city.departments.find(({ name }) => name.zh === incident.department)?.name;
  const name =
    incident.department === undefined
      ? sayIn(locale)(WORDS.nobody)
      : known
        ? sayIn(locale)(known)
        : incident.department;
  return locale === 'en' ? `To: ${name}` : `${name}：`;
}

const positionText = ([lon, lat]: readonly [number, number], locale: NoticeLocale): string =>
  locale === 'en'
    ? `${Math.abs(lat).toFixed(5)}° ${lat < 0 ? 'S' : 'N'}, ${Math.abs(lon).toFixed(5)}° ${lon < 0 ? 'W' : 'E'}`
    : `${lat < 0 ? '南' : '北'}纬 ${Math.abs(lat).toFixed(5)}°，${lon < 0 ? '西' : '东'}经 ${Math.abs(lon).toFixed(5)}°`;

function situation(facts: NoticeFacts, say: Say): Block[] {
  const { incident, lead, city, locale } = facts;
  const at = (iso: string) => momentText(Date.parse(iso), city.timeZone, locale);
  const names = [incident.district, incident.street, incident.zone]
    .flatMap((name) => name ?? [])
    .map((name) => (locale === 'en' ? (englishOf(city, name) ?? name) : name))
    .join(locale === 'en' ? ', ' : '');
  const position = lead.position ?? incident.position;
  const where = [names, position && positionText(position, locale)].filter(Boolean).join(locale === 'en' ? '; ' : '（');
  const state =
    incident.condition === 'active'
      ? { zh: '目前仍在持续。', en: 'It still holds.' }
      : {
          zh: `已于 ${at(incident.clearedAt ?? incident.updatedAt)} 解除。`,
          en: `It cleared at ${at(incident.clearedAt ?? incident.updatedAt)}.`,
        };
  const rows: [string, string][] = [
    [say(WORDS.kind), say(kindName(incident.kind))],
    [say(WORDS.place), locale !== 'en' && names && position ? `${where}）` : where],
    [say(WORDS.since), at(incident.occurredAt)],
    ...(lead.measure
      ? [
          [
            say(WORDS.measured),
            `${quantity(lead.measure.value, lead.measure.unit)} / ${quantity(lead.measure.limit, lead.measure.unit)}`,
          ] as [string, string],
        ]
      : []),
    ...(lead.timeToActS !== undefined
      ? [[say(WORDS.timeToAct), spanText(lead.timeToActS, locale)] as [string, string]]
      : []),
    ...(lead.peopleAtRisk !== undefined && lead.peopleAtRisk > 0
      ? [
          [say(WORDS.people), locale === 'en' ? String(lead.peopleAtRisk) : `${lead.peopleAtRisk} 人`] as [
            string,
            string,
          ],
        ]
      : []),
  ];
  const told = `${say(lead.message)}${say(state)}${
    incident.nAlerts > 1
      ? locale === 'en'
        ? ` The incident holds ${incident.nAlerts} alerts.`
        : `本事件共 ${incident.nAlerts} 条警报。`
      : ''
  }`;
  return [
    { kind: 'paragraph', text: locale === 'en' ? told.replace(/\.(?=\S)/g, dotSpace) : told },
    { kind: 'facts', rows },
  ];
}

/** A full stop between sentences is followed by a space; one inside a figure is not. */
const dotSpace = (dot: string, at: number, all: string): string => (/[A-Z]/.test(all[at + 1] ?? '') ? `${dot} ` : dot);

function gradeOf({ incident, locale }: NoticeFacts, say: Say): Block[] {
  const grade = say(GRADES[incident.grade]);
  const reasons = incident.gradeReasons.length > 0 ? incident.gradeReasons : [incident.gradeReason];
  return [
    { kind: 'paragraph', text: locale === 'en' ? `Graded ${grade}, because:` : `本事件定为${grade}，依据如下：` },
    { kind: 'list', items: reasons.map(say) },
    ...(incident.departmentReason
      ? [
          {
            kind: 'paragraph',
            text:
              locale === 'en'
                ? `Addressed by duty: ${say(incident.departmentReason)}.`
                : `主送依据：${say(incident.departmentReason)}。`,
          } as const,
        ]
      : []),
  ];
}

function readingsOf(
  { incident, lead, readings, city, now, locale }: NoticeFacts,
  say: Say,
  figures: FigureNumbers,
): Block[] {
  const offsetMs = offsetOf(city.timeZone, now);
  const name = lead.things[0]?.name ?? lead.id;
  const trend = trendFigure({ alert: lead, readings, offsetMs, locale });
  const { profile } = lead.evidence;
  return [
    ...(trend
      ? [
          {
            kind: 'figure',
            drawing: trend,
            caption: figures.caption({ zh: `${name} 监测过程线与限值`, en: `${name}: readings and limits` }),
          } as const,
        ]
      : []),
    ...(profile && profile.fitted.length > 1
      ? [
          {
            kind: 'figure',
            drawing: profileFigure(profile, lead.things[0]?.id, locale),
            caption: figures.caption({
              zh: `${profile.y.label.zh}横断面：实测点与拟合线`,
              en: `${profile.y.label.en} across the section: measured and fitted`,
            }),
          } as const,
          {
            kind: 'facts',
            paired: true,
            rows: profile.figures.map(({ label, value, unit }) => [say(label), quantity(value, unit)] as const),
          } as const,
        ]
      : []),
    ...(incident.places.length > 1 ? [placesTable(incident, city.timeZone, locale)] : []),
  ];
}

/** Where else the incident holds, the worst first. */
const placesTable = ({ places }: IncidentDetail, timeZone: string, locale: NoticeLocale): TableBlock => ({
  kind: 'table',
  columns: [
    { title: sayIn(locale)(WORDS.place), share: 4, align: 'left' },
    { title: sayIn(locale)(WORDS.kind), share: 2.6, align: 'left' },
    { title: sayIn(locale)(WORDS.level), share: 1.8, align: 'left' },
    { title: sayIn(locale)(WORDS.since), share: 3, align: 'left' },
  ],
  rows: places
    .slice(0, MOST_ROWS)
    .map(({ name, kind, grade, since }) => [
      name,
      sayIn(locale)(kindName(kind)),
      sayIn(locale)(GRADES[grade]),
      momentText(Date.parse(since), timeZone, locale),
    ]),
});

function surroundings({ lead, city, locale }: NoticeFacts, say: Say, figures: FigureNumbers): Block[] {
  const map = mapFigure(city, lead, MOST_ROWS, locale);
  const { exposed, hazardChain } = lead.evidence;
  const some = exposed !== undefined && exposed.length > 0;
  const keys = mapKeys(lead);
  const caption = {
    zh: `周边环境${keys.length > 0 ? `（${keys.map(({ zh }) => zh).join('，')}）` : ''}`,
    en: `Surroundings${keys.length > 0 ? ` (${keys.map(({ en }) => en).join(', ')})` : ''}`,
  };
  return [
    ...(map ? [{ kind: 'figure', drawing: map, caption: figures.caption(caption) } as const] : []),
    ...(some ? [exposedTable(exposed, locale)] : []),
    ...(hazardChain
      ? [
          {
            kind: 'paragraph',
            text: `${say(WORDS.chain)}${locale === 'en' ? ': ' : '：'}${say(hazardChain)}${locale === 'en' ? '.' : '。'}`,
          } as const,
        ]
      : []),
  ];
}

/** What the marks of the map stand for, of those that are on it. */
function mapKeys({ evidence, family }: AlertDetail): readonly Bilingual[] {
  const exposed = evidence.exposed ?? [];
  return [
    ...(exposed.some(({ position }) => position) ? [{ zh: '编号见下表', en: 'numbers as in the table' }] : []),
    ...(family === 'underground'
      ? [{ zh: '灰带为隧道，虚圈为溶洞', en: 'grey bands tunnels, dashed rings caves' }]
      : []),
    ...(exposed.some(({ kind }) => kind === 'main') ? [{ zh: '彩色虚线为管线', en: 'coloured dashes mains' }] : []),
    ...((evidence.shapes ?? []).some(({ kind }) => kind === 'area')
      ? [{ zh: '蓝色为影响范围', en: 'blue the area concerned' }]
      : []),
  ];
}

const exposedTable = (exposed: NonNullable<AlertDetail['evidence']['exposed']>, locale: NoticeLocale): TableBlock => {
  const say = sayIn(locale);
  return {
    kind: 'table',
    columns: [
      { title: say(WORDS.number), share: 1, align: 'right' },
      { title: say(WORDS.object), share: 5, align: 'left' },
      { title: say(WORDS.type), share: 2, align: 'left' },
      { title: say(WORDS.distance), share: 1.4, align: 'right' },
      { title: say(WORDS.persons), share: 1.4, align: 'right' },
    ],
    rows: exposed
      .slice(0, MOST_ROWS)
      .map(({ kind, name, distanceM, people }, index) => [
        String(index + 1),
        say(name),
        say(EXPOSED_KINDS[kind] ?? { zh: kind, en: kind }),
        distanceM === undefined ? '–' : `${Math.round(distanceM)} m`,
        people === undefined ? '–' : String(people),
      ]),
  };
};

const said = ({ lead, city, locale }: NoticeFacts): Block[] => {
  const reports = lead.evidence.reports ?? [];
  return reports.length === 0
    ? []
    : [
        {
          kind: 'list',
          items: reports
            .slice(-MOST_REPORTS)
            .map(({ time, text }) => `${momentText(Date.parse(time), city.timeZone, locale)} ${text}`),
        },
      ];
};
