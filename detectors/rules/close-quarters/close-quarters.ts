import { type Grade, worse } from '../../../geodata/model/grade.ts';
import type { ThingId } from '../../../geodata/model/ids.ts';
import type { EventTime } from '../../../geodata/model/time.ts';
import { METERS_PER_NAUTICAL_MILE } from '../../../geodata/model/units.ts';
import type { Position } from '../../../ingestion/observation.ts';
import type { ScanningDetector, Surroundings } from '../../detector.ts';
import type { EvidenceSample, Finding } from '../../finding.ts';
import { keepSample } from '../conditions/samples.ts';
import { type Approach, closestApproach, type EncounterLimits, isEncounter } from './approach.ts';
import { findEncounters } from './find-encounters.ts';
import { Fleet, type Hull } from './fleet.ts';
import { canBeEncounter, limitsFor } from './may-meet.ts';
import { type CloseQuartersParameters, RULE } from './parameters.ts';
import { describeEncounter, gradeOf, keyOf } from './tell.ts';

interface Agreed {
  reports: number;
  newest: number;
}

/** What is remembered of a pair while it is, or may become, an encounter. */
interface Pair {
  readonly a: ThingId;
  readonly b: ThingId;
  /** Scans in a row that agreed, while not raised; scans in a row that were free, while raised. */
  streak: number;
  /** Reports of each that agreed in this streak, and the newest of them. */
  agreed: [a: Agreed, b: Agreed];
  raised: boolean;
  grade: Grade;
  toldDcpaM: number;
  /** When the closest approach was last expected. */
  closestAt: number;
  samples: EvidenceSample[];
}

/** A pair that is an encounter in this scan; `a` sorts before `b`. */
interface Met {
  readonly a: Hull;
  readonly b: Hull;
  readonly approach: Approach;
  readonly limits: EncounterLimits;
}

interface Snapshot {
  readonly reports: readonly Position[];
  readonly pairs: readonly Pair[];
}

/** A new closest distance is told when it is below this share of the last one told. Ours. */
const WORTH_TELLING = 0.75;

/** Looks at all pairs of vessels every ten seconds of event time. */
export class CloseQuarters implements ScanningDetector<Position> {
  readonly shape = 'scanning';
  /** Ours: the longest interval of a class A vessel under way (ITU-R M.1371-5 table 1). */
  readonly intervalMs = 10_000;
  readonly settleMs: number;
  readonly #parameters: CloseQuartersParameters;
  readonly #fleet = new Fleet();
  #pairs = new Map<string, Pair>();

  constructor(parameters: CloseQuartersParameters) {
    this.#parameters = parameters;
    // Until every vessel is forgotten and the last expected approach is over.
    this.settleMs = (parameters.longestAgeS + parameters.tcpaS) * 1000 + this.intervalMs;
  }

  observe(position: Position): void {
    this.#fleet.observe(position);
  }

  scan(time: EventTime, surroundings: Surroundings, emit: (finding: Finding) => void): void {
    const hulls = this.#fleet.at(time, this.#parameters.longestAgeS * 1000);
    const met = this.#encounters(hulls, surroundings);
    for (const [key, pair] of met) this.#hold(key, pair, time, surroundings, emit);
    const byId = new Map(hulls.map((hull) => [hull.id, hull]));
    for (const [key, pair] of this.#pairs) {
      if (!met.has(key)) this.#release(key, pair, byId, time, surroundings, emit);
    }
  }

  snapshot(): Snapshot {
    return { reports: this.#fleet.snapshot(), pairs: [...this.#pairs.values()] };
  }

  restore(snapshot: unknown): void {
    const { reports, pairs } = snapshot as Snapshot;
    this.#fleet.restore(reports);
    this.#pairs = new Map(pairs.map((pair) => [keyOf(pair.a, pair.b), pair]));
  }

  /** The pairs below the limit that holds for them, by key, in the order of their keys. */
  #encounters(hulls: readonly Hull[], surroundings: Surroundings) {
    const parameters = this.#parameters;
    const widest: EncounterLimits = {
      dcpaM: Math.max(parameters.dcpaNm, parameters.harbourDcpaNm) * METERS_PER_NAUTICAL_MILE,
      tcpaS: Math.max(parameters.tcpaS, parameters.harbourTcpaS),
    };
    const met: [key: string, Met][] = [];
    const take = (i: number, j: number, approach: Approach): void => {
      const [a, b] = inOrder(hulls[i]!, hulls[j]!);
      const limits = limitsFor(a, b, surroundings, parameters);
      if (limits === undefined || !isEncounter(approach, limits)) return;
      met.push([keyOf(a.id, b.id), { a, b, approach, limits }]);
    };
    const mayMeet = (i: number, j: number): boolean => canBeEncounter(hulls[i]!, hulls[j]!, parameters);
    findEncounters(hulls, widest, take, mayMeet);
    met.sort(([a], [b]) => (a < b ? -1 : 1));
    return new Map(met);
  }

  #hold(key: string, met: Met, time: EventTime, surroundings: Surroundings, emit: (finding: Finding) => void): void {
    const { a, b, approach, limits } = met;
    const pair = this.#pairs.get(key) ?? newPair(a.id, b.id);
    this.#pairs.set(key, pair);
    pair.closestAt = time + approach.tcpaS * 1000;
    keepSample(pair.samples, {
      time,
      value: approach.dcpaM / METERS_PER_NAUTICAL_MILE,
      thing: a.id,
      position: [a.lon, a.lat],
    });
    pair.streak = pair.raised ? 0 : pair.streak + 1;
    agree(pair.agreed[0], a);
    agree(pair.agreed[1], b);
    const grade = gradeOf(approach, limits);
    const encounter = { ...met, time, samples: pair.samples };
    if (!pair.raised) {
      if (pair.streak < this.#parameters.need || !this.#isConfirmed(pair, approach)) return;
      Object.assign(pair, { raised: true, streak: 0, grade, toldDcpaM: approach.dcpaM });
      emit({ ...describeEncounter(encounter, grade, surroundings, this.#parameters), kind: 'raise' });
    } else if (grade < pair.grade || approach.dcpaM < WORTH_TELLING * pair.toldDcpaM) {
      Object.assign(pair, { grade: worse(grade, pair.grade), toldDcpaM: Math.min(pair.toldDcpaM, approach.dcpaM) });
      const { detector, message, measure, position, evidence } = describeEncounter(
        encounter,
        pair.grade,
        surroundings,
        this.#parameters,
      );
      const { grade: worst } = pair;
      emit({ kind: 'update', detector, key, time, grade: worst, message, measure, position, evidence });
    }
  }

  /** A boat that turns while it reports every half minute points at many: one report of it is an encounter only where there is no time for another. */
  #isConfirmed({ agreed }: Pair, { tcpaS }: Approach): boolean {
    const { needReports, urgentTcpaS } = this.#parameters;
    return tcpaS <= urgentTcpaS || agreed.every(({ reports }) => reports >= needReports);
  }

  /** A pair that was no encounter in this scan. */
  #release(
    key: string,
    pair: Pair,
    hulls: ReadonlyMap<ThingId, Hull>,
    time: EventTime,
    surroundings: Surroundings,
    emit: (finding: Finding) => void,
  ): void {
    if (!pair.raised) {
      this.#pairs.delete(key);
      return;
    }
    if (!this.#isOver(pair, hulls, time, surroundings)) {
      pair.streak = 0;
      return;
    }
    pair.streak++;
    if (pair.streak < this.#parameters.clearNeed) return;
    this.#pairs.delete(key);
    const message = {
      zh: '两船已驶过最近会遇点，或不再相互接近。',
      en: 'The vessels have passed, or no longer close in.',
    };
    emit({ kind: 'clear', detector: RULE.id, key, time, message });
  }

  /** With hysteresis. A vessel that is not heard any more has neither passed nor turned away until its expected approach is over. */
  #isOver({ a, b, closestAt }: Pair, hulls: ReadonlyMap<ThingId, Hull>, time: EventTime, surroundings: Surroundings) {
    const [first, second] = [hulls.get(a), hulls.get(b)];
    if (first === undefined || second === undefined) return time > closestAt;
    const { clearRatio } = this.#parameters;
    if (!canBeEncounter(first, second, this.#parameters)) return true;
    const limits = limitsFor(first, second, surroundings, this.#parameters);
    if (limits === undefined) return true;
    const { dcpaM, tcpaS } = limits;
    return !isEncounter(closestApproach(first, second), { dcpaM: clearRatio * dcpaM, tcpaS: clearRatio * tcpaS });
  }
}

const inOrder = (a: Hull, b: Hull): [Hull, Hull] => (a.id < b.id ? [a, b] : [b, a]);

function agree(agreed: Agreed, { report }: Hull): void {
  if (report.time <= agreed.newest) return;
  agreed.newest = report.time;
  agreed.reports++;
}

const newPair = (a: ThingId, b: ThingId): Pair => ({
  a,
  b,
  streak: 0,
  agreed: [
    { reports: 0, newest: 0 },
    { reports: 0, newest: 0 },
  ],
  raised: false,
  grade: 4,
  toldDcpaM: Number.MAX_VALUE,
  closestAt: 0,
  samples: [],
});
