import { type Grade, worse } from '../../../geodata/model/grade.ts';
import { hourOf, offsetOf } from '../../../geodata/model/local-time.ts';
import type { Bilingual } from '../../../geodata/model/text.ts';
import type { EventTime } from '../../../geodata/model/time.ts';
import type { Detection, Observation, Warning } from '../../../ingestion/observation.ts';
import type { ScanningDetector, Surroundings } from '../../detector.ts';
import type { Evidence, EvidenceSample, Finding, Raise } from '../../finding.ts';
import { type BeachPlace, beachPlacesOf } from './beach-places.ts';
import { type Danger, Dangers } from './danger.ts';
import { type CountingParameters, type Headcount, Headcounts } from './headcount.ts';
import { placesOf, thingsOf } from './tell.ts';

/** One beach at one scan, with all that a rule judges by. */
export interface BeachView extends Headcount {
  readonly place: BeachPlace;
  readonly time: EventTime;
  /** Local time of day, hours, [0, 24). */
  readonly hour: number;
  readonly danger: Danger | undefined;
}

/** What a rule makes of a view. */
export interface Judgement {
  readonly value: number;
  readonly limit: number;
  readonly unit: string;
  readonly grade: Grade;
  /** When it was seen to hold; absent: it does not. */
  readonly seenAt?: EventTime;
}

/** What is told of a condition that holds. */
interface Told {
  readonly message: Bilingual;
  readonly peopleAtRisk?: number;
  readonly timeToActS?: number;
  readonly evidence?: Partial<Evidence>;
}

/** One rule: when it holds, and how it is told. */
export interface BeachRule {
  readonly id: `beach.${string}`;
  readonly alertKind: string;
  readonly version: string;
  /** `undefined`: the view does not tell; then nothing is raised and nothing cleared. */
  judge(view: BeachView, isOpen: boolean): Judgement | undefined;
  tell(view: BeachView, judgement: Judgement): Told;
  /** How it ended, for the log. */
  readonly over: Bilingual;
}

export interface BeachParameters extends CountingParameters {
  readonly clearsBeach: Readonly<Record<string, number>>;
  readonly dwellS: number;
  readonly gapS: number;
}

/** A spell in which a condition holds on one beach. */
interface Spell {
  firstAt: number;
  lastAt: number;
  open: boolean;
  grade: Grade;
  told: number;
  samples: EvidenceSample[];
}

interface Snapshot {
  readonly counts: unknown;
  readonly dangers: unknown;
  readonly spells: readonly (readonly [beach: string, spell: Spell])[];
}

/** Ours: a third of a camera's minute, so that a scan costs little of the minute that an alert may be late. */
const INTERVAL_MS = 20_000;
/** A new extreme is told when it is so much above the last one told. Ours. */
const WORTH_TELLING = 1.5;
/** What the evidence remembers: an hour of minutes. */
const MOST_SAMPLES = 60;
const SAMPLE_EVERY_MS = 60_000;

/** Looks at every beach three times a minute and keeps one condition of each. */
export class BeachDetector implements ScanningDetector<Detection | Observation | Warning> {
  readonly shape = 'scanning';
  readonly intervalMs = INTERVAL_MS;
  readonly settleMs: number;
  readonly #rule: BeachRule;
  readonly #parameters: BeachParameters;
  readonly #counts: Headcounts;
  readonly #dangers: Dangers;
  readonly #spells = new Map<string, Spell>();
  #offset: { readonly hour: number; readonly ms: number } | undefined;

  constructor(rule: BeachRule, parameters: BeachParameters) {
    this.#rule = rule;
    this.#parameters = parameters;
    this.#counts = new Headcounts(parameters);
    this.#dangers = new Dangers(parameters.clearsBeach);
    // Until the last picture is too old to tell anything.
    this.settleMs = Math.max(parameters.pictureLastsS, parameters.counterLastsS) * 1000 + INTERVAL_MS;
  }

  observe(message: Detection | Observation | Warning, { city }: Surroundings): void {
    if (message.kind === 'warning') this.#dangers.observe(message);
    else if (beachPlacesOf(city).ofThing.has(message.thing)) this.#counts.observe(message);
  }

  scan(time: EventTime, { city }: Surroundings, emit: (finding: Finding) => void): void {
    const hour = hourOf(time, this.#offsetMs(city.timeZone, time));
    for (const place of beachPlacesOf(city).all) {
      const danger = this.#dangers.over(place, time);
      this.#look({ ...this.#counts.of(place, time), place, time, hour, danger }, emit);
    }
  }

  snapshot(): Snapshot {
    return { counts: this.#counts.snapshot(), dangers: this.#dangers.snapshot(), spells: [...this.#spells] };
  }

  restore(snapshot: unknown): void {
    const { counts, dangers, spells } = snapshot as Snapshot;
    this.#counts.restore(counts as ReturnType<Headcounts['snapshot']>);
    this.#dangers.restore(dangers as ReturnType<Dangers['snapshot']>);
    for (const [beach, spell] of spells) this.#spells.set(beach, spell);
  }

  /** A zone changes its offset on the hour at most. */
  #offsetMs(timeZone: string, time: EventTime): number {
    const hour = Math.floor(time / 3_600_000);
    if (this.#offset?.hour !== hour) this.#offset = { hour, ms: offsetOf(timeZone, time) };
    return this.#offset.ms;
  }

  #look(view: BeachView, emit: (finding: Finding) => void): void {
    const { id } = view.place.beach;
    const spell = this.#spells.get(id);
    const judgement = this.#rule.judge(view, spell?.open ?? false);
    if (!judgement) {
      // Nobody looks: what was there may still be, so the time does not count.
      if (spell?.open) spell.lastAt += INTERVAL_MS;
      return;
    }
    if (judgement.seenAt !== undefined && judgement.seenAt > (spell?.lastAt ?? Number.NEGATIVE_INFINITY))
      this.#hold(view, judgement, judgement.seenAt, emit);
    else if (spell && view.time - spell.lastAt > this.#parameters.gapS * 1000) {
      this.#spells.delete(id);
      if (spell.open) emit({ kind: 'clear', ...this.#base(view), message: this.#rule.over });
    }
  }

  #hold(view: BeachView, judgement: Judgement, seenAt: number, emit: (finding: Finding) => void): void {
    const { id } = view.place.beach;
    const spell = this.#spells.get(id) ?? newSpell(seenAt, judgement);
    this.#spells.set(id, spell);
    spell.lastAt = seenAt;
    sample(spell, view.time, judgement.value);
    const { value, grade } = judgement;
    if (!spell.open) {
      if (seenAt - spell.firstAt < this.#parameters.dwellS * 1000) return;
      Object.assign(spell, { open: true, grade, told: value });
      emit(this.#raise(view, judgement, spell));
    } else if (grade < spell.grade || value >= spell.told * WORTH_TELLING) {
      Object.assign(spell, { grade: worse(grade, spell.grade), told: Math.max(value, spell.told) });
      const { message, measure, evidence } = this.#raise(view, judgement, spell);
      emit({ kind: 'update', ...this.#base(view), grade: spell.grade, measure: measure!, message, evidence });
    }
  }

  #base({ place, time }: BeachView) {
    return { detector: this.#rule.id, key: `${this.#rule.id}/${place.beach.id}`, time };
  }

  #raise(view: BeachView, judgement: Judgement, spell: Spell): Raise {
    const { place } = view;
    const { evidence, ...told } = this.#rule.tell(view, judgement);
    const { value, limit, unit } = judgement;
    return {
      kind: 'raise',
      ...this.#base(view),
      family: 'beach',
      alertKind: this.#rule.alertKind,
      grade: spell.grade,
      things: thingsOf(place),
      zone: place.beach.id,
      position: place.middle,
      measure: { value, limit, unit },
      ruleVersion: this.#rule.version,
      cause: `${place.beach.id}/${this.#rule.alertKind}`,
      ...told,
      evidence: {
        parameters: flat(this.#parameters),
        samples: [...spell.samples],
        ...placesOf(place),
        ...evidence,
      },
    };
  }
}

const newSpell = (seenAt: number, { grade, value }: Judgement): Spell => ({
  firstAt: seenAt,
  lastAt: seenAt,
  open: false,
  grade,
  told: value,
  samples: [],
});

function sample({ samples }: Spell, time: EventTime, value: number): void {
  const last = samples.at(-1);
  if (last && time - last.time < SAMPLE_EVERY_MS) return;
  samples.push({ time, value });
  if (samples.length > MOST_SAMPLES) samples.shift();
}

/** Parameters as evidence keeps them: lists and tables in one line. */
const flat = (parameters: object): Record<string, number | string | boolean> =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      typeof value === 'object' ? JSON.stringify(value) : (value as number | string | boolean),
    ]),
  );
