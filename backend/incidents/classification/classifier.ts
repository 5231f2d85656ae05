import type { CityModel } from '../../../geodata/city/city-model.ts';
import type { Family } from '../../../geodata/model/family.ts';
import type { LonLat } from '../../../geodata/model/geometry.ts';
import type { Grade } from '../../../geodata/model/grade.ts';
import type { ThingId } from '../../../geodata/model/ids.ts';
import type { Bilingual } from '../../../geodata/model/text.ts';
import type { EventTime } from '../../../geodata/model/time.ts';
import type { Thing } from '../../../ingestion/thing.ts';
import type { Alert } from '../../alerts/alert.ts';
import type { DecidedAbout, IncidentEvent, IncidentRecord, IncidentTag } from '../incident.ts';
import { reasonOfPerson } from '../wording.ts';
import { type Routed, routing } from './department.ts';
import { type Decision, Examples, isDecision } from './examples.ts';
import { gradeByRules } from './grading.ts';
import { tagsByPerson, tagsOf } from './tags.ts';

export interface ClassifierParts {
  readonly city: Pick<CityModel, 'departments' | 'districts'>;
  /** Name of the district of a place. */
  readonly districtAt: (position: LonLat) => string | undefined;
  readonly thing: (id: ThingId) => Thing | undefined;
}

/** What is known of an incident when it is classified. */
export interface Classified {
  readonly kind: string;
  readonly family: Family;
  readonly leading: Alert;
  readonly position?: LonLat;
}

interface Graded {
  readonly grade: Grade;
  readonly gradeReason: Bilingual;
  readonly gradeReasons: readonly Bilingual[];
}

/**
 * Codes, grade and department of an incident, each with its reasons: by a person's decision on this incident; else by what people decided on the same matter in the same place before; else by
 * the written rules. Looks up tables only, so it takes well under a millisecond.
 */
export class Classifier {
  readonly #parts: ClassifierParts;
  readonly #route: ReturnType<typeof routing>;
  readonly #examples = new Examples();

  constructor(parts: ClassifierParts) {
    this.#parts = parts;
    this.#route = routing(parts.city);
  }

  /** Takes note of what was decided; other events change nothing. */
  learn(event: IncidentEvent): void {
    if (isDecision(event)) this.#examples.add(event);
  }

  /** What a decision about it would be an example of: matter and place. */
  aboutOf({ kind, leading, position }: Classified): DecidedAbout {
    const matter = leading.datastream === undefined ? kind : `${kind}:${leading.datastream}`;
    const place = (position && this.#parts.districtAt(position)) ?? leading.zone;
    return { matter, ...(place !== undefined && { place }) };
  }

  /** Decisions that an incident may follow which this alert opens. */
  examplesFor(alert: Alert): readonly string[] {
    const { kind, family, position } = alert;
    return this.#examples.latest(this.aboutOf({ leading: alert, kind, family, ...(position && { position }) }));
  }

  /** What the rules and examples alone make of it: what a person's grade is compared with. */
  grade(record: IncidentRecord, alerts: readonly Alert[], classified: Classified): Graded {
    const { override } = record;
    const ruled = this.#gradeWithExamples(record, alerts, classified);
    if (!override || ruled.grade < override.basis) return ruled;
    const reason = reasonOfPerson(override.by, override.reason);
    return { grade: override.grade, gradeReason: reason, gradeReasons: [reason, ...ruled.gradeReasons] };
  }

  /** A person's grade for the same matter and place is followed where the rules say the same as then, but never to make red or orange milder. */
  #gradeWithExamples(record: IncidentRecord, alerts: readonly Alert[], classified: Classified): Graded {
    const { grade, reasons } = gradeByRules(record, alerts);
    const example = this.#exampleFor('graded', record, classified);
    const follows = example && example.basis === grade && (example.grade <= grade || grade >= 3);
    if (!follows) return { grade, gradeReason: reasons[0]!, gradeReasons: reasons };
    const reason = reasonOfExample(example);
    return { grade: example.grade, gradeReason: reason, gradeReasons: [reason, ...reasons] };
  }

  tags(record: IncidentRecord, alerts: readonly Alert[], classified: Classified): readonly IncidentTag[] {
    if (record.tagged) return tagsByPerson(record.tagged.codes, `${record.tagged.by}：${record.tagged.reason}`);
    const example = this.#exampleFor('tagged', record, classified);
    if (example) return tagsByPerson(example.codes, `${example.actor}（${example.incidentId}）`);
    return tagsOf(classified.kind, classified.leading, alerts);
  }

  department(record: IncidentRecord, classified: Classified): Routed | undefined {
    const { routed } = record;
    if (routed)
      return { department: routed.department, reason: reasonOfPerson(routed.by, routed.reason ?? '派遣 / dispatched') };
    const example = this.#exampleFor('routed', record, classified);
    if (example) return { department: example.department, reason: reasonOfExample(example) };
    const { kind, family, leading, position } = classified;
    const district = position && this.#parts.districtAt(position);
    const keeper = this.#parts.thing(leading.things[0])?.department;
    return this.#route({
      kind,
      family,
      ...(district !== undefined && { district }),
      ...(keeper !== undefined && { keeper }),
    });
  }

  #exampleFor<Kind extends Decision['kind']>(kind: Kind, record: IncidentRecord, classified: Classified) {
    return this.#examples.find(kind, record.follows, this.aboutOf(classified));
  }
}

const dayOf = (time: EventTime): string => new Date(time).toISOString().slice(0, 10);

const reasonOfExample = ({ actor, time, incidentId, reason }: Decision): Bilingual => ({
  zh: `按 ${actor} ${dayOf(time)} 对 ${incidentId} 的决定：${reason}`,
  en: `as ${actor} decided on ${dayOf(time)} about ${incidentId}: ${reason}`,
});
