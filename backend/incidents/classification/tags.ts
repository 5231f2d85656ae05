import type { Alert } from '../../alerts/alert.ts';
import type { IncidentTag } from '../incident.ts';
import { kindName } from '../wording.ts';
import { MATTER_CODES, type MatterCode } from './matter-codes.ts';

/** More codes than these say nothing about a storm that touches everything. Ours. */
const MOST_TAGS = 6;

/** Codes of the national class with a number of its own city: certain only without the mark of our own. */
const isOfficial = (code: string): boolean => !code.includes('-V');

const fits = ({ kinds, datastreams, families }: MatterCode, kind: string, leading: Alert | undefined): boolean =>
  kinds.includes(kind) &&
  (families === undefined || (leading !== undefined && families.includes(leading.family))) &&
  (datastreams === undefined || (leading?.datastream !== undefined && datastreams.includes(leading.datastream)));

/**
 * The codes of an incident: first that of its kind, then those of its other alerts, the worst first, each once. A person's codes go before all rules.
 */
export function tagsOf(
  kind: string,
  leading: Alert,
  alerts: readonly Alert[],
  table: readonly MatterCode[] = MATTER_CODES,
): readonly IncidentTag[] {
  const found = new Map<string, IncidentTag>();
  const add = (of: string, alert: Alert | undefined) => {
    const line = table.filter((each) => fits(each, of, alert)).sort(bySpecificity)[0];
    if (line && !found.has(line.code) && found.size < MOST_TAGS) found.set(line.code, tagOf(line, of));
  };
  add(kind, leading);
  const worstFirst = [...alerts].sort((a, b) => a.grade - b.grade || a.raisedAt - b.raisedAt);
  for (const alert of worstFirst) add(alert.kind, alert);
  return [...found.values()];
}

/** A line that names a family or a series goes before one that takes any. */
const bySpecificity = (a: MatterCode, b: MatterCode): number => narrow(b) - narrow(a);
const narrow = ({ families, datastreams }: MatterCode): number =>
  (datastreams === undefined ? 0 : 2) + (families === undefined ? 0 : 1);

const tagOf = (line: MatterCode, kind: string): IncidentTag => {
  const name = kindName(kind);
  return {
    code: line.code,
    scheme: line.code.startsWith('P') ? 'part' : 'event',
    category: line.category,
    name: line.name,
    official: isOfficial(line.code),
    reason: { zh: `按类型“${name.zh}”对应码表`, en: `the code table's line for “${name.en}”` },
  };
};

/** A person's codes; those the table does not know stand by themselves. */
export function tagsByPerson(
  codes: readonly string[],
  who: string,
  table: readonly MatterCode[] = MATTER_CODES,
): readonly IncidentTag[] {
  const lines = new Map(table.map((line) => [line.code, line]));
  const reason = { zh: `按 ${who}`, en: `as ${who}` };
  return codes.map((code): IncidentTag => {
    const line = lines.get(code);
    return {
      code,
      scheme: code.startsWith('P') ? 'part' : 'event',
      category: line?.category ?? { zh: '自定', en: 'Own' },
      name: line?.name ?? { zh: code, en: code },
      official: line !== undefined && isOfficial(code),
      reason,
    };
  });
}
