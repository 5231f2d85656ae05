import type { LonLat } from '../../../geodata/model/geometry.ts';
import type { ThingId } from '../../../geodata/model/ids.ts';
import type { Bilingual } from '../../../geodata/model/text.ts';
import type { EventTime } from '../../../geodata/model/time.ts';
import type { Evidence, Raise, Update } from '../../finding.ts';
import { durationEn, durationZh, shown } from '../../rules/wording/sentence.ts';
import { type Hotspot, middleOf } from './hotspot.ts';
import type { Matter } from './matters.ts';
import { type ComplaintHotspotParameters, RULE } from './parameters.ts';
import type { PeopleField } from './people-field.ts';

/** Corners of a circle as it is drawn. */
const CORNERS = 36;
const REPORTS_SHOWN = 20;
/** The smallest circle drawn, metres: two blocks. */
const LEAST_DRAWN_M = 300;

export interface Teller {
  readonly field: PeopleField;
  readonly parameters: ComplaintHotspotParameters;
}

export function raiseOf(hotspot: Hotspot, matter: Matter, time: EventTime, teller: Teller): Raise {
  return {
    kind: 'raise',
    detector: RULE.id,
    key: hotspot.key,
    time,
    family: RULE.family,
    alertKind: RULE.alertKind,
    things: channelsOf(hotspot),
    ruleVersion: RULE.version,
    cause: hotspot.key,
    peopleAtRisk: Math.round(teller.field.within(middleOf(hotspot), drawnRadius(hotspot))),
    ...told(hotspot, matter, time, teller),
  };
}

export const updateOf = (hotspot: Hotspot, matter: Matter, time: EventTime, teller: Teller): Update => ({
  kind: 'update',
  detector: RULE.id,
  key: hotspot.key,
  time,
  ...told(hotspot, matter, time, teller),
});

function told(hotspot: Hotspot, matter: Matter, time: EventTime, { field, parameters }: Teller) {
  const position = field.plane.toLonLat(middleOf(hotspot)).map(micro) as unknown as LonLat;
  return {
    grade: hotspot.grade,
    position,
    measure: { value: hotspot.count, limit: hotspot.found.critical, unit: '1' },
    message: sentence(hotspot, matter, time),
    evidence: evidenceOf(hotspot, matter, field, parameters),
  };
}

/** The channels that took the reports, the one of the first report leading. */
function channelsOf({ reports }: Hotspot): [ThingId, ...ThingId[]] {
  const [first, ...others] = new Set(reports.map(({ thing }) => thing));
  return [first!, ...others];
}

const drawnRadius = ({ radiusM }: Hotspot): number => Math.max(LEAST_DRAWN_M, radiusM);

function sentence(hotspot: Hotspot, { name }: Matter, time: EventTime): Bilingual {
  const { count, reports, found } = hotspot;
  const seconds = (time - reports[0]!.time) / 1000;
  const radius = Math.ceil(drawnRadius(hotspot) / 50) * 50;
  const chance = found.pValue < 0.001 ? '0.001' : shown(found.pValue, 3);
  const sign = found.pValue < 0.001 ? '<' : '=';
  return {
    zh: `多人同诉“${name.zh}”：${durationZh(seconds)}内 ${radius} 米范围 ${count} 件诉求，平日同窗口约 ${shown(found.expected, 2)} 件（p ${sign} ${chance}），疑为同一原因。`,
    en: `${name.en}: ${count} people complain within ${radius} m and ${durationEn(seconds)}, where about ${shown(found.expected, 2)} would on an ordinary day (p ${sign} ${chance}); they seem to have one cause.`,
  };
}

function evidenceOf(
  hotspot: Hotspot,
  { id }: Matter,
  { plane }: PeopleField,
  { significance, replicates, peakFactor, leastReports, joinM, quietMin }: ComplaintHotspotParameters,
): Evidence {
  const { found, reports } = hotspot;
  const shownReports =
    reports.length <= REPORTS_SHOWN ? reports : [...reports.slice(0, 5), ...reports.slice(5 - REPORTS_SHOWN)];
  const place = (at: readonly [number, number]): LonLat => {
    const [lon, lat] = plane.toLonLat(at);
    return [micro(lon), micro(lat)];
  };
  return {
    parameters: {
      matter: id,
      pValue: Number(found.pValue.toPrecision(3)),
      logLikelihoodRatio: Number(found.ratio.toFixed(2)),
      observedInWindow: found.observed,
      expectedInWindow: Number(found.expected.toPrecision(3)),
      windowM: found.windowM,
      windowH: found.spanH,
      everydayPerDay: Number(found.everydayPerDay.toFixed(1)),
      significance,
      replicates,
      peakFactor,
      leastReports,
      joinM,
      quietMin,
    },
    samples: reports.map(({ time, thing, at }, index) => ({
      time,
      value: Math.max(1, hotspot.count - reports.length + index + 1),
      thing,
      position: place(at),
    })),
    limits: [{ label: { zh: '显著所需件数', en: 'Reports needed to be significant' }, value: found.critical }],
    shapes: [
      {
        label: { zh: '集中区域', en: 'Where they come from' },
        kind: 'area',
        positions: circle(middleOf(hotspot), drawnRadius(hotspot)).map(place),
      },
    ],
    reports: shownReports.map(({ id: report, time, text, at }) => ({ id: report, time, text, position: place(at) })),
  };
}

const micro = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

function circle([east, north]: readonly [number, number], radiusM: number): [number, number][] {
  const ring = Array.from({ length: CORNERS }, (_, i): [number, number] => {
    const angle = (2 * Math.PI * i) / CORNERS;
    return [east + radiusM * Math.cos(angle), north + radiusM * Math.sin(angle)];
  });
  return [...ring, ring[0]!];
}
