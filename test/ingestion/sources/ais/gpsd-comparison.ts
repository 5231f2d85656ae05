import type { AisMessage } from '../../../../ingestion/sources/ais/ais-message.ts';
import { type Expected, gpsdForm } from './gpsd-form.ts';

export type Theirs = Readonly<Record<string, unknown>>;

/** The AIS reports in gpsd's JSON lines. */
export function reportsIn(text: string): Theirs[] {
  return text
    .split('\n')
    .filter((line) => line.includes('"class":"AIS"'))
    .map((line) => JSON.parse(line) as Theirs);
}

/** Neither compared nor missed: see gpsd-form.ts. `text` alone is the text of types 12 and 14. */
const isTranslation = (key: string): boolean => /_text$|^class$|^device$|^scaled$/.test(key);

function equal(ours: Expected, theirs: unknown): boolean {
  if (typeof ours === 'function') return ours(theirs);
  return ours === theirs || (typeof ours === 'number' && typeof theirs === 'string' && ours === Number(theirs));
}

export interface Comparison {
  fields: number;
  unknownFields: Set<string>;
  differences: string[];
  extra: AisMessage[];
}

/** gpsd copies whole bytes: behind the last bit of `data` stand bits of the next field, or padding. */
function sameData(ours: string, theirs: string): boolean {
  const bits = Number(ours.split(':')[0]);
  const spare = (8 - (bits % 8)) % 8;
  const cleared = (Number.parseInt(theirs.slice(-2), 16) >> spare) << spare;
  return ours === theirs.slice(0, -2) + cleared.toString(16).padStart(2, '0');
}

/** Both lists are in the order of the log; ours may hold messages that gpsd keeps to itself. */
export function compare(ours: readonly AisMessage[], theirs: readonly Theirs[]): Comparison {
  const result: Comparison = { fields: 0, unknownFields: new Set(), differences: [], extra: [] };
  const names = new Map<number, string | undefined>();
  const differencesIn = (message: AisMessage, report: Theirs): string[] => {
    const form = gpsdForm(message, report.scaled === true, names.get(message.mmsi));
    const differences: string[] = [];
    for (const [key, value] of Object.entries(report)) {
      if (isTranslation(key)) continue;
      const mine = form[key];
      if (mine === undefined) result.unknownFields.add(`${report.type}.${key}`);
      else if (!equal(mine, value) && !(key === 'data' && sameData(String(mine), String(value))))
        differences.push(`${report.type} ${report.mmsi} ${key}: ${String(mine)} is ${String(value)} to gpsd`);
      else result.fields++;
    }
    return differences;
  };
  let next = 0;
  theirs.forEach((report, i) => {
    const repeated = i > 0 && JSON.stringify(report) === JSON.stringify(theirs[i - 1]);
    let at = next;
    for (; at < ours.length; at++) {
      const message = ours[at]!;
      if (message.type === 24 && message.part === 'A') names.set(message.mmsi, message.name);
      else if (message.type === report.type && message.mmsi === report.mmsi) break;
    }
    const message = ours[at];
    const differences = message ? differencesIn(message, report) : [`not decoded: ${JSON.stringify(report)}`];
    // gpsd tells its last report again while sentences other than AIS come in.
    const passedOver = ours.slice(next, at).some(({ type }) => type !== 24);
    if (repeated && (passedOver || differences.length > 0)) return;
    result.extra.push(...ours.slice(next, at));
    result.differences.push(...differences);
    next = at + 1;
  });
  result.extra.push(...ours.slice(next));
  return result;
}
