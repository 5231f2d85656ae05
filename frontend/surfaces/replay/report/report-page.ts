import { FAMILIES } from '../../../../geodata/model/family.ts';
import type { Wording } from '../../../app/wording.ts';
import { clockTime, fullTime, type Language, minuteTime } from '../../../clock/city-time.ts';
import type { Bilingual } from '../../../feed/model.ts';
import type { FamilyScore } from '../../../feed/replays.ts';
import { targetOf } from '../branch/interventions.ts';
import type { Difference } from '../differences.ts';
import type { Run } from '../runs.ts';
import { figuresOf, RESPONSES, spanText } from '../scorecard/figures.ts';
import { type Cell, cell, dash, escaped, list, paragraph, STYLE, section, table } from './html.ts';
import { reportLanes } from './report-lanes.ts';

export interface ReportInput {
  readonly a: Run;
  readonly b: Run | undefined;
  readonly differences: readonly Difference[];
  readonly language: Language;
  readonly t: Wording['t'];
  readonly madeAt: number;
  /** The words for kinds of alerts and for acts, and the names of what was changed. */
  readonly words: Words;
  /** Where the same thing is seen on the surface. */
  readonly link: string;
}

export interface Words {
  readonly kind: (kind: string) => string;
  readonly action: (action: string) => string;
  readonly target: (id: string) => string;
}

/** Ours: a report is read by people; the whole log is on the surface. */
const MOST_ROWS = 300;

/** The whole report, self-contained. Every figure comes from the scorecards and lanes it is given. */
export function reportPage(input: ReportInput): string {
  const { a, b, language, t } = input;
  const { replay } = a;
  if (!replay) return '';
  const say = (text: Bilingual) => (language === 'en' ? text.en : text.zh);
  const title = t('replay.reportTitle', { title: say(replay.title) });
  const runs = b ? [a, b] : [a];
  const parts = [
    heading(input, title, say),
    section(t('replay.lanes'), reportLanes(runs, t('replay.lanes')), paragraph(t('replay.reportLanesNote'))),
    section(t('replay.card.title'), results(input), responses(input)),
    section(t('replay.card.detectors'), detectors(input)),
    ...(b ? [changes(input, b), differenceTable(input, say)] : []),
    ...runs.flatMap((run) => [incidents(run, input, say), alerts(run, input, say), actions(run, input)]),
  ];
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${escaped(title)}</title><style>${STYLE}</style></head>
<body><div class="band"></div>${parts.join('\n')}</body></html>`;
}

type Say = (text: Bilingual) => string;

function heading({ a, b, t, language, madeAt, link }: ReportInput, title: string, say: Say): string {
  const replay = a.replay!;
  const seed = replay.source.kind === 'scenario' ? replay.source.seed : undefined;
  const facts = [
    `${fullTime(Date.parse(replay.from), language)} – ${fullTime(Date.parse(replay.to), language)}`,
    seed !== undefined && t('replay.seedIs', { seed }),
    replay.digest && t('replay.digest', { digest: replay.digest }),
    b?.replay &&
      t('replay.reportB', {
        name: say(b.replay.title),
        time: clockTime(Date.parse(b.replay.branchedAt ?? b.replay.from)),
      }),
    b?.replay?.digest && t('replay.digest', { digest: b.replay.digest }),
    t('replay.reportMade', { time: fullTime(madeAt, language) }),
  ].filter((fact): fact is string => typeof fact === 'string');
  return `<h1>${escaped(title)}</h1>${facts.map((fact) => `<p class="facts">${escaped(fact)}</p>`).join('')}<p class="facts"><a href="${escaped(link)}">${escaped(t('replay.reportLink'))}</a></p>`;
}

const columns = ({ b, t }: ReportInput, first: string, last: string): string[] => [
  first,
  t('replay.card.a'),
  ...(b ? [t('replay.card.b')] : []),
  last,
];

function results(input: ReportInput): string {
  const { a, b, t, language } = input;
  const rows = figuresOf(t, language).map(({ name, of, say, difference, why }): Cell[] => {
    const [ours, its] = [a.card && of(a.card), b?.card && of(b.card)];
    const told = (value: number | undefined) => (value === undefined ? dash(why) : cell(say(value)));
    const apart = ours !== undefined && its !== undefined ? difference(ours, its) : undefined;
    return [
      cell(name),
      told(ours),
      ...(b ? [told(its), apart === undefined ? dash(t('replay.why.noDifference')) : cell(apart)] : []),
    ];
  });
  const heads = columns(input, t('replay.card.results'), t('replay.card.difference'));
  return table(b ? heads : heads.slice(0, 2), rows);
}

function responses(input: ReportInput): string {
  const { a, b, t } = input;
  const told = (seconds: number | undefined, why: string) =>
    seconds === undefined ? dash(why) : cell(spanText(t, seconds));
  const rows = RESPONSES.map((step): Cell[] => [
    cell(t(`replay.card.step.${step}`)),
    told(a.card?.response[step], t('replay.why.noStep')),
    ...(b ? [told(b.card?.response[step], t('replay.why.noStep'))] : []),
    told(a.card?.response.limits?.[step], t('replay.why.noLimit')),
  ]);
  return table(columns(input, t('replay.card.response'), t('replay.card.limit')), rows);
}

function detectors({ a, t, words }: ReportInput): string {
  const row = (name: string, score: FamilyScore): Cell[] => [
    cell(name),
    score.precision === undefined ? dash(t('replay.why.noAlerts')) : cell(score.precision.toFixed(3)),
    score.recall === undefined ? dash(t('replay.why.noTruth')) : cell(score.recall.toFixed(3)),
    score.medianLeadSeconds === undefined
      ? dash(t('replay.why.noLead'))
      : cell(`${score.medianLeadSeconds < 0 ? '−' : ''}${spanText(t, score.medianLeadSeconds)}`),
    cell(score.falseAlarmsPerHour.toFixed(2)),
  ];
  const { card } = a;
  const rows = [
    ...(card?.total ? [row(t('replay.card.total'), card.total)] : []),
    ...FAMILIES.flatMap((family) => {
      const score = card?.families?.[family];
      return score ? [row(t(`family.${family}`), score)] : [];
    }),
    ...(card?.detectors ?? []).map(({ detector, ...score }) => {
      const [family = '', kind = ''] = detector.split('.');
      const known = FAMILIES.find((name) => name === family);
      return row(`${known ? t(`family.${known}`) : family} · ${words.kind(kind)}`, score);
    }),
  ];
  if (rows.length === 0) return paragraph(t('replay.why.truth'));
  return table(
    [
      t('replay.card.detectors'),
      t('replay.card.precision'),
      t('replay.card.recall'),
      t('replay.card.lead'),
      t('replay.card.falseAlarms'),
    ],
    rows,
  );
}

function changes({ t, words }: ReportInput, { replay }: Run): string {
  const items = (replay?.interventions ?? []).map((change) => {
    const time = clockTime(Date.parse(change.at));
    return change.kind === 'scale_rain'
      ? `${time} ${t('replay.did.scale_rain', { factor: change.factor })}`
      : `${time} ${t(`replay.did.${change.kind}`, { name: words.target(targetOf(change) ?? '') })}`;
  });
  return section(t('replay.changed', { n: items.length }), list(items), paragraph(t('replay.changedNote')));
}

function differenceTable({ differences, t }: ReportInput, say: Say): string {
  const rows = differences
    .slice(0, MOST_ROWS)
    .map(({ time, kind, alert }): Cell[] => [
      cell(clockTime(time)),
      cell(t(`replay.differs.${kind}`)),
      cell(t(`grade.g${alert.grade}`)),
      cell(say(alert.message)),
    ]);
  const title = t('replay.reportDifferences', { n: differences.length });
  return section(
    title,
    rows.length === 0
      ? paragraph(t('replay.noDifference'))
      : table([t('inspector.time'), t('replay.differsHow'), t('replay.gradeWord'), t('replay.lane.alerts')], rows),
  );
}

const STATES = ['new', 'filed', 'dispatched', 'handling', 'resolved', 'closed', 'void'] as const;

function incidents({ side, lanes }: Run, { t }: ReportInput, say: Say): string {
  const all = lanes?.incidents ?? [];
  const rows = all.slice(0, MOST_ROWS).map(({ id, title, grade, phases }): Cell[] => [
    cell(id),
    cell(say(title)),
    cell(t(`grade.g${grade}`)),
    cell(
      phases
        .map(({ state, from }) => {
          const known = STATES.find((one) => one === state);
          return `${minuteTime(Date.parse(from))} ${known ? t(`state.${known}`) : state}`;
        })
        .join(' → '),
    ),
  ]);
  const title = t('replay.reportIncidents', { side: side.toUpperCase(), n: all.length });
  return section(
    title,
    rows.length === 0
      ? paragraph(t('replay.noIncidents'))
      : table([t('replay.number'), t('replay.lane.incidents'), t('replay.gradeWord'), t('replay.phases')], rows),
  );
}

function alerts({ side, lanes }: Run, { t }: ReportInput, say: Say): string {
  const all = lanes?.alerts ?? [];
  const rows = all
    .slice(0, MOST_ROWS)
    .map(({ raisedAt, clearedAt, grade, message }): Cell[] => [
      cell(clockTime(Date.parse(raisedAt))),
      clearedAt === undefined ? dash(t('condition.active')) : cell(clockTime(Date.parse(clearedAt))),
      cell(t(`grade.g${grade}`)),
      cell(say(message)),
    ]);
  const title = t('replay.reportAlerts', { side: side.toUpperCase(), n: all.length });
  return section(
    title,
    rows.length === 0
      ? paragraph(t('replay.noAlerts'))
      : table([t('log.raised'), t('log.cleared'), t('replay.gradeWord'), t('replay.lane.alerts')], rows),
    all.length > MOST_ROWS ? paragraph(t('replay.reportCut', { n: MOST_ROWS })) : '',
  );
}

function actions({ side, lanes }: Run, { t, words }: ReportInput): string {
  const all = (lanes?.actions ?? []).filter(({ actor }) => actor !== 'system');
  const rows = all
    .slice(0, MOST_ROWS)
    .map(({ time, actor, action, objectId, note }): Cell[] => [
      cell(clockTime(Date.parse(time))),
      cell(actor),
      cell(words.action(action)),
      cell([objectId, note].filter(Boolean).join(' · ')),
    ]);
  const title = t('replay.reportActions', { side: side.toUpperCase(), n: all.length });
  return section(
    title,
    rows.length === 0
      ? paragraph(t('replay.noActions'))
      : table([t('inspector.time'), t('replay.actor'), t('replay.lane.actions'), t('inspector.thing')], rows),
  );
}
