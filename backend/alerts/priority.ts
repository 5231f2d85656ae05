import { z } from 'zod';
import type { Grade } from '../../geodata/model/grade.ts';

/**
 * ISA-18.2-2016 §3.1 "priority": the relative importance of an alarm, by which officers choose what to do first. `diagnostic` is below the three: what is wrong with an
 * instrument is journalled and found when looked for, and asks nobody by itself.
 */
const PRIORITIES = ['high', 'medium', 'low', 'diagnostic'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** What a priority is made of. */
export interface PrioritySubject {
  readonly kind: string;
  readonly detector: string;
  readonly grade: Grade;
  readonly peopleAtRisk?: number | undefined;
  /** Until harm, seconds. */
  readonly timeToActS?: number | undefined;
}

/** Of consequence, from the mildest: what grades IV to I stand for. */
const CONSEQUENCES = 4;
const row = z.array(z.enum(['high', 'medium', 'low'])).length(4);

export const priorityRules = z.strictObject({
  diagnosticKinds: z
    .array(z.string())
    .default(['missing', 'stale', 'stuck', 'drift'])
    .describe(
      'Kinds of alert, or last parts of detector ids, that speak of an instrument and not of the city. Ours, after ISA-18.2-2016 §11.3: instrument diagnostics are kept apart from alarms.',
    ),
  people: z
    .tuple([z.number(), z.number(), z.number()])
    .default([3, 10, 30])
    .describe(
      'Persons at risk from which on the consequence is at least moderate, major, severe; never more than one step above what the grade says. 国务院令第493号 (2007) art. 3 draws its classes of accidents at 3, 10 and 30 persons.',
    ),
  withinMinutes: z
    .tuple([z.number(), z.number(), z.number()])
    .default([3, 10, 30])
    .describe(
      'Minutes to act: at most so many are immediate, rapid, prompt; more is unhurried. Ours: the times within which the desk asks for an acknowledgement of grades I to III.',
    ),
  unknownTime: z
    .enum(['immediate', 'rapid', 'prompt', 'unhurried'])
    .default('prompt')
    .describe('How urgent it is when nobody knows how long there is. Ours.'),
  table: z
    .tuple([row, row, row, row])
    .default([
      ['low', 'low', 'low', 'medium'],
      ['low', 'low', 'medium', 'high'],
      ['medium', 'medium', 'high', 'high'],
      ['high', 'high', 'high', 'high'],
    ])
    .describe(
      'Priority by consequence (minor IV, moderate III, major II, severe I, one row each) and urgency (unhurried, prompt, rapid, immediate). The form is that of ISA-18.2-2016 annex on prioritization and EEMUA 191; the entries are ours.',
    ),
});
export type PriorityRules = z.infer<typeof priorityRules>;

const DEFAULT_PRIORITY_RULES: PriorityRules = priorityRules.parse({});

const URGENCIES = ['unhurried', 'prompt', 'rapid', 'immediate'] as const;

/** Whether an alert of this kind speaks of an instrument. */
const isDiagnostic = ({ kind, detector }: PrioritySubject, rules: PriorityRules): boolean =>
  rules.diagnosticKinds.includes(kind) || rules.diagnosticKinds.includes(detector.slice(detector.lastIndexOf('.') + 1));

/** By the written table; see {@link priorityRules}. */
export function priorityOf(subject: PrioritySubject, rules: PriorityRules = DEFAULT_PRIORITY_RULES): Priority {
  if (isDiagnostic(subject, rules)) return 'diagnostic';
  return rules.table[consequenceOf(subject, rules)]![urgencyOf(subject, rules)]!;
}

/** 0 minor to 3 severe. */
function consequenceOf({ grade, peopleAtRisk = 0 }: PrioritySubject, { people }: PriorityRules): number {
  const byGrade = CONSEQUENCES - grade;
  const byPeople = people.filter((least) => peopleAtRisk >= least).length;
  return Math.min(Math.max(byGrade, Math.min(byPeople, byGrade + 1)), CONSEQUENCES - 1);
}

/** 0 unhurried to 3 immediate. */
function urgencyOf({ timeToActS }: PrioritySubject, { withinMinutes, unknownTime }: PriorityRules): number {
  if (timeToActS === undefined) return URGENCIES.indexOf(unknownTime);
  return withinMinutes.filter((minutes) => timeToActS <= minutes * 60).length;
}
