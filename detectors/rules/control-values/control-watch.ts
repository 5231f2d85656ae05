import type { Grade } from '../../../geodata/model/grade.ts';
import type { EventTime } from '../../../geodata/model/time.ts';
import type { Observation } from '../../../ingestion/observation.ts';
import type { ScanningDetector, Surroundings } from '../../detector.ts';
import type { Finding } from '../../finding.ts';
import type { ControlRule } from './control-rule.ts';
import { GroundMemory, type SavedGround } from './ground-memory.ts';
import type { ControlParameters } from './parameters.ts';
import { changeOverDay } from './point-record.ts';
import { type ControlRatios, gradeOf, ratiosOf } from './ratios.ts';
import { type SitePoint, type Sites, sitesOf } from './sites.ts';
import { keyOf, tellControl, withinAgain } from './tell.ts';

/** What is remembered of a point under watch; plain data. */
interface Watch {
  /** Readings in a row beyond what raises, and within what clears. */
  beyond: number;
  within: number;
  /** `null` while nothing is raised. */
  grade: Grade | null;
}

interface Snapshot {
  readonly ground: SavedGround;
  readonly watches: readonly (readonly [string, Watch])[];
  readonly fresh: readonly string[];
}

/** Holds monitoring points against their control values; one rule for each alert kind. */
export class ControlWatch implements ScanningDetector<Observation> {
  readonly shape = 'scanning';
  /** Ours: a sixth of what a median alarm may be late. */
  readonly intervalMs = 10_000;
  readonly settleMs = 0;
  readonly #rule: ControlRule;
  readonly #parameters: ControlParameters;
  readonly #ground: GroundMemory;
  readonly #watches = new Map<string, Watch>();
  /** Points with something new since the last scan. */
  readonly #fresh = new Set<string>();

  constructor(rule: ControlRule, parameters: ControlParameters) {
    this.#rule = rule;
    this.#parameters = parameters;
    this.#ground = new GroundMemory(parameters.jumpSigmas);
  }

  observe(reading: Observation, { city }: Surroundings): void {
    const sites = sitesOf(city);
    const one = sites.points.get(reading.thing);
    if (!one) return;
    const episode = this.#ground.take(one, reading, sites);
    if (this.#isWatched(one)) {
      this.#fresh.add(one.point.id);
      this.#count(one);
    }
    // What jumped before it had company may now be believed.
    if (episode?.from === reading.time)
      for (const other of one.near) if (this.#isWatched(other)) this.#fresh.add(other.point.id);
  }

  scan(time: EventTime, { city }: Surroundings, emit: (finding: Finding) => void): void {
    if (this.#fresh.size === 0) return;
    const sites = sitesOf(city);
    const fresh = [...this.#fresh].sort();
    this.#fresh.clear();
    for (const id of fresh) {
      const one = sites.points.get(id)!;
      const watch = this.#watches.get(id);
      const ratios = this.#ratiosOf(one);
      if (!watch || !ratios) continue;
      if (watch.grade === null) this.#raise(one, watch, ratios, time, city, emit);
      else if (watch.within >= this.#parameters.clearNeed) {
        watch.grade = null;
        const message = withinAgain(this.#rule, one, this.#parameters, this.#ground);
        emit({ kind: 'clear', detector: this.#rule.id, key: keyOf(this.#rule, one), time, message });
      } else this.#worsen(one, watch, ratios, time, city, emit);
    }
  }

  snapshot(): Snapshot {
    return { ground: this.#ground.save(), watches: [...this.#watches], fresh: [...this.#fresh] };
  }

  restore(snapshot: unknown): void {
    const { ground, watches, fresh } = snapshot as Snapshot;
    this.#ground.restore(ground);
    for (const [id, watch] of watches) this.#watches.set(id, watch);
    for (const id of fresh) this.#fresh.add(id);
  }

  #isWatched = ({ point }: SitePoint): boolean =>
    this.#rule.kinds.includes(point.kind) && (this.#rule.by !== 'rate' || point.controlRatePerDay !== undefined);

  /** Of the newest reading. */
  #ratiosOf({ point }: SitePoint): ControlRatios | undefined {
    const record = this.#ground.recordOf(point.id);
    const newest = record?.recent.at(-1);
    return record && newest && ratiosOf(point, newest[1], changeOverDay(record));
  }

  #count(one: SitePoint): void {
    const ratios = this.#ratiosOf(one)!;
    const subject = this.#subject(ratios);
    let watch = this.#watches.get(one.point.id);
    if (!watch) {
      // Most points never come near their limits, and nothing is kept of them.
      if (subject < this.#raiseShare) return;
      watch = { beyond: 0, within: 0, grade: null };
      this.#watches.set(one.point.id, watch);
    }
    watch.beyond = subject >= this.#raiseShare ? watch.beyond + 1 : 0;
    watch.within = subject < this.#raiseShare * this.#parameters.clearShare ? watch.within + 1 : 0;
  }

  #subject({ cumulative, rate }: ControlRatios): number {
    if (this.#rule.by === 'cumulative') return cumulative;
    return this.#rule.by === 'rate' ? rate : Math.max(cumulative, rate);
  }

  get #raiseShare(): number {
    const { leastGrade, controlShare, yellowOneShare } = this.#parameters;
    return leastGrade === 2 ? controlShare : yellowOneShare;
  }

  #raise(
    one: SitePoint,
    watch: Watch,
    ratios: ControlRatios,
    time: EventTime,
    city: Surroundings['city'],
    emit: (finding: Finding) => void,
  ): void {
    if (watch.beyond === 0 || !this.#isBelieved(one, watch, sitesOf(city))) return;
    watch.grade = gradeOf(ratios, this.#parameters) ?? this.#parameters.leastGrade;
    emit({ ...this.#told(one, ratios, watch.grade, time, city), kind: 'raise' });
  }

  #worsen(
    one: SitePoint,
    watch: Watch,
    ratios: ControlRatios,
    time: EventTime,
    city: Surroundings['city'],
    emit: (finding: Finding) => void,
  ): void {
    const grade = gradeOf(ratios, this.#parameters);
    if (grade === undefined || grade >= watch.grade!) return;
    watch.grade = grade;
    const { detector, key, measure, message, evidence } = this.#told(one, ratios, grade, time, city);
    emit({ kind: 'update', detector, key, time, grade, message, evidence, ...(measure && { measure }) });
  }

  #told(one: SitePoint, ratios: ControlRatios, grade: Grade, time: EventTime, city: Surroundings['city']) {
    const works = this.#ground.unrest.at(one, sitesOf(city))?.works ?? one.worksId;
    return tellControl(
      { rule: this.#rule, parameters: this.#parameters, one, ratios, grade, works, time },
      sitesOf(city),
      this.#ground,
    );
  }

  /** One instrument alone is believed only when it insists and a neighbour is on the way, too. */
  #isBelieved(one: SitePoint, { beyond }: Watch, sites: Sites): boolean {
    if (this.#ground.unrest.at(one, sites)) return true;
    const { aloneNeed, witnessShare } = this.#parameters;
    if (beyond < aloneNeed) return false;
    return one.near.length === 0 || witnessShare === 0 || one.near.some((other) => this.#isOnTheWay(other));
  }

  /** By the least of its newest three: of many neighbours, one always has a reading far from its mean, and one may have a loose contact. */
  #isOnTheWay({ point }: SitePoint): boolean {
    const record = this.#ground.recordOf(point.id);
    const newest = record?.recent.at(-1);
    if (!record || !newest) return false;
    const level = record.recent
      .slice(-3)
      .map(([, value]) => value)
      .reduce((least, value) => (Math.abs(value) < Math.abs(least) ? value : least));
    const change = changeOverDay(record);
    const { cumulative, rate } = ratiosOf(point, level, change === undefined ? change : change - newest[1] + level);
    return Math.max(cumulative, rate) >= this.#parameters.witnessShare;
  }
}
