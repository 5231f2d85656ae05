import type { Grade } from '../../../geodata/model/grade.ts';
import type { Bilingual } from '../../../geodata/model/text.ts';
import type { Alert } from '../../alerts/alert.ts';
import type { IncidentRecord } from '../incident.ts';
import { gradeName, reasonOfAlerts } from '../wording.ts';

/** From so many places at once one officer's reserve is not enough. Ours. */
const MANY_PLACES = 10;
/** From so many persons in harm's way a matter is one for the city. Ours; accidents with a hundred casualties are the worst class of State Council Order 493 (2007), article 3. */
const MANY_PEOPLE = 100;
/** Taken up again so often, what was done does not hold. Ours. */
const OFTEN_REOPENED = 2;

export interface Grading {
  readonly grade: Grade;
  /** The decisive one first. */
  readonly reasons: readonly Bilingual[];
}

/**
 * A grade by written rules: as bad as the worst alert it ever had; one step worse, once, for any of: ten places or more that still hold at once, a hundred persons or more in harm's way, taken up
 * again twice. What only explains (how it grew) is listed and moves nothing.
 */
export function gradeByRules(record: IncidentRecord, alerts: readonly Alert[]): Grading {
  const worst = worstOf(alerts);
  const steps = [places(alerts), people(alerts), reopened(record)].filter((reason) => reason !== undefined);
  const grade = steps.length > 0 ? (Math.max(1, worst.grade - 1) as Grade) : worst.grade;
  return { grade, reasons: [reasonOfAlerts(worst, alerts.length), ...steps, ...urgency(alerts), ...growth(alerts)] };
}

/** The earliest among equals. */
export const worstOf = (alerts: readonly Alert[]): Alert =>
  alerts.reduce((best, alert) =>
    alert.grade < best.grade || (alert.grade === best.grade && alert.raisedAt < best.raisedAt) ? alert : best,
  );

/** What counts as one place: its zone, or else its leading thing. */
export const placeKeyOf = ({ zone, things: [lead] }: Alert): string => zone ?? lead;

/** Instruments that are silent or stuck are no places where something happens. */
const OF_INSTRUMENTS: ReadonlySet<string> = new Set(['missing', 'stale', 'stuck', 'drift']);

function places(alerts: readonly Alert[]): Bilingual | undefined {
  const holding = alerts.filter(({ state, kind }) => state === 'active' && !OF_INSTRUMENTS.has(kind));
  const n = new Set(holding.map(placeKeyOf)).size;
  if (n < MANY_PLACES) return undefined;
  return { zh: `同时 ${n} 处，加重一级`, en: `${n} places at once: one grade worse` };
}

function people(alerts: readonly Alert[]): Bilingual | undefined {
  const n = alerts
    .filter(({ state }) => state === 'active')
    .reduce((sum, { peopleAtRisk = 0 }) => sum + peopleAtRisk, 0);
  if (n < MANY_PEOPLE) return undefined;
  return {
    zh: `受威胁约 ${Math.round(n)} 人，加重一级`,
    en: `about ${Math.round(n)} people in harm's way: one grade worse`,
  };
}

function reopened({ nReopened }: IncidentRecord): Bilingual | undefined {
  if (nReopened < OFTEN_REOPENED) return undefined;
  return { zh: `解决后又起 ${nReopened} 次，加重一级`, en: `taken up again ${nReopened} times: one grade worse` };
}

/** How soon harm is expected; the grade of the alert has counted it already. */
function urgency(alerts: readonly Alert[]): readonly Bilingual[] {
  const times = alerts.flatMap(({ state, timeToActS }) => (state === 'active' ? (timeToActS ?? []) : []));
  if (times.length === 0) return [];
  const minutes = Math.round(Math.min(...times) / 60);
  return [{ zh: `可处置时间约 ${minutes} 分钟`, en: `about ${minutes} min to act` }];
}

/** It was milder when it began. */
function growth(alerts: readonly Alert[]): readonly Bilingual[] {
  const first = alerts.reduce((a, b) => (b.raisedAt < a.raisedAt ? b : a));
  const worst = worstOf(alerts);
  if (worst.grade >= first.grade) return [];
  const [from, to] = [gradeName(first.grade), gradeName(worst.grade)];
  return [{ zh: `由 ${from.zh} 升至 ${to.zh}`, en: `grew from grade ${from.en} to ${to.en}` }];
}
