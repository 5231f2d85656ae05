import { datastreamName } from '../../../geodata/model/datastream-names.ts';
import type { Family } from '../../../geodata/model/family.ts';
import { datastreamKey, type ThingId } from '../../../geodata/model/ids.ts';
import type { Bilingual } from '../../../geodata/model/text.ts';
import { datastreamKind } from '../../../geodata/model/thing-kinds.ts';
import type { EventTime } from '../../../geodata/model/time.ts';
import type { Observation } from '../../../ingestion/observation.ts';
import type { Surroundings } from '../../detector.ts';
import type { Clear, EvidenceSample, Raise } from '../../finding.ts';

/** Who speaks: what all findings of one rule about readings have in common. */
export interface ReadingRule {
  readonly id: string;
  readonly family: Family;
  readonly alertKind: string;
  readonly version: string;
}

/** One series of one thing. */
export interface Series {
  readonly thing: ThingId;
  readonly datastream: string;
}

export const seriesKey = ({ thing, datastream }: Series): string => datastreamKey(thing, datastream);

export const findingKey = (rule: ReadingRule, series: Series): string => `${rule.id}/${seriesKey(series)}`;

/** `Gauge 7 water level`, with the thing's own name where it has one. */
export function seriesName({ thing, datastream }: Series, surroundings: Surroundings): Bilingual {
  const name = surroundings.thing(thing)?.name ?? thing;
  const series = datastreamName(datastream);
  return { zh: `${name} ${series.zh}`, en: `${name} ${series.en}` };
}

/** Symbol of the datastream's unit, with a space before it; nothing where it is unknown or a plain count. */
export function unitOf({ thing, datastream }: Series, surroundings: Surroundings): string {
  const kind = surroundings.thing(thing)?.kind;
  return (kind && datastreamKind(kind, datastream)?.unit) ?? '1';
}

export const withUnit = (value: string, unit: string): string => (unit === '1' ? value : `${value} ${unit}`);

export function readingRaise(
  rule: ReadingRule,
  series: Series,
  time: EventTime,
  surroundings: Surroundings,
  told: Pick<Raise, 'grade' | 'measure' | 'message' | 'evidence'>,
): Raise {
  const thing = surroundings.thing(series.thing);
  return {
    kind: 'raise',
    detector: rule.id,
    key: findingKey(rule, series),
    time,
    family: rule.family,
    alertKind: rule.alertKind,
    things: [series.thing],
    datastream: series.datastream,
    ...(thing?.lon !== undefined && thing.lat !== undefined && { position: [thing.lon, thing.lat] as const }),
    ruleVersion: rule.version,
    cause: `thing/${series.thing}`,
    ...told,
  };
}

export const readingClear = (rule: ReadingRule, series: Series, time: EventTime, message: Bilingual): Clear => ({
  kind: 'clear',
  detector: rule.id,
  key: findingKey(rule, series),
  time,
  message,
});

export const readingSample = ({ thing, time, value }: Observation): EvidenceSample => ({ time, value, thing });
