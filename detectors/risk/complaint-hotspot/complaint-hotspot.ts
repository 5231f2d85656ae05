import { type EventTime, eventTime } from '../../../geodata/model/time.ts';
import type { Report } from '../../../ingestion/observation.ts';
import type { ScanningDetector, Surroundings } from '../../detector.ts';
import type { Finding } from '../../finding.ts';
import { matterOf } from './classify-matter.ts';
import { everydayPerDay, type LearntRates, learnReport, learnTime, NOTHING_LEARNT } from './everyday-rates.ts';
import { type Hotspot, join, middleOf, type PlacedReport } from './hotspot.ts';
import { MATTERS, type Matter } from './matters.ts';
import { type ComplaintHotspotParameters, RULE } from './parameters.ts';
import { type PeopleField, peopleField } from './people-field.ts';
import { type Cluster, distance, LONGEST_MS, strongestCluster } from './scan-statistic.ts';
import { roundedUp, Significance } from './significance.ts';
import { raiseOf, type Teller, updateOf } from './tell-hotspot.ts';

const INTERVAL_MS = 10_000;
const MINUTE_MS = 60_000;
/** Weaker than this no cluster is significant; most are left at that without simulating days. Ours. */
const LEAST_RATIO = 4;
/** Counts at which a hotspot is told anew. Ours: each about half as many again. */
const WORTH_TELLING = [5, 8, 12, 20, 30, 45, 60, 90, 130, 200] as const;
/** Squares of which keys are made, metres: wide enough to stay readable, narrower than hotspots lie apart. */
const KEY_SQUARE_M = 500;

const BY_ID: ReadonlyMap<string, Matter> = new Map(MATTERS.map((matter) => [matter.id, matter]));

interface Snapshot {
  readonly pending: readonly Report[];
  readonly recent: Readonly<Record<string, PlacedReport[]>>;
  readonly open: readonly Hotspot[];
  readonly rates: LearntRates;
}

/** 多人同诉: a prospective space–time scan over citizens' reports, matter by matter. Reports without a place, and of matters that are answered otherwise, are left out. */
export class ComplaintHotspot implements ScanningDetector<Report> {
  readonly shape = 'scanning';
  readonly intervalMs = INTERVAL_MS;
  readonly settleMs: number;
  readonly #parameters: ComplaintHotspotParameters;
  readonly #significance: Significance;
  #pending: Report[] = [];
  /** By matter: what belongs to no hotspot, as far back as the longest window. */
  #recent = new Map<string, PlacedReport[]>();
  #open = new Map<string, Hotspot>();
  #rates: LearntRates = structuredClone(NOTHING_LEARNT);

  constructor(parameters: ComplaintHotspotParameters) {
    this.#parameters = parameters;
    this.#significance = new Significance(parameters.leastReports, parameters.replicates);
    this.settleMs = parameters.quietMin * MINUTE_MS + INTERVAL_MS;
  }

  observe(report: Report): void {
    this.#pending.push(report);
  }

  scan(time: EventTime, { city }: Surroundings, emit: (finding: Finding) => void): void {
    if (this.#pending.length > 0) {
      const field = peopleField(city);
      for (const report of this.#pending) this.#hear(report, field, emit);
      this.#pending = [];
    }
    for (const hotspot of this.#open.values()) this.#clearQuiet(hotspot, time, emit);
  }

  #hear(report: Report, field: PeopleField, emit: (finding: Finding) => void): void {
    learnTime(this.#rates, report.time);
    const { lon, lat, id, thing, time, text } = report;
    const matter = matterOf(report)?.matter;
    if (matter === undefined || this.#parameters.leftOut.includes(matter.id) || lon === undefined || lat === undefined)
      return;
    const placed: PlacedReport = { id, thing, time, text, at: field.plane.toMetres([lon, lat]) };
    const teller = { field, parameters: this.#parameters };
    const known = this.#hotspotAt(placed, matter);
    if (known) this.#add(known, placed, matter, teller, emit);
    else this.#look(placed, matter, teller, emit);
  }

  #hotspotAt({ at }: PlacedReport, { id }: Matter): Hotspot | undefined {
    for (const hotspot of this.#open.values())
      if (hotspot.matter === id && distance(middleOf(hotspot), at) <= this.#parameters.joinM) return hotspot;
    return undefined;
  }

  #add(hotspot: Hotspot, report: PlacedReport, matter: Matter, teller: Teller, emit: (finding: Finding) => void): void {
    join(hotspot, report);
    if (!WORTH_TELLING.some((many) => hotspot.told < many && hotspot.count >= many)) return;
    hotspot.told = hotspot.count;
    hotspot.grade = this.#gradeOf(hotspot);
    emit(updateOf(hotspot, matter, report.time, teller));
  }

  #look(report: PlacedReport, matter: Matter, teller: Teller, emit: (finding: Finding) => void): void {
    const recent = (this.#recent.get(matter.id) ?? []).filter(({ time }) => time >= report.time - LONGEST_MS);
    recent.push(report);
    this.#recent.set(matter.id, recent);
    const { leastReports, peakFactor, learnDays, significance } = this.#parameters;
    const { field } = teller;
    const everyday = everydayPerDay(matter, this.#rates, field.people, learnDays);
    learnReport(this.#rates, matter.id);
    const perDay = roundedUp(everyday * peakFactor);
    const cluster = strongestCluster(recent, perDay / 24, field, leastReports);
    if (cluster === undefined || cluster.ratio < LEAST_RATIO) return;
    const pValue = this.#significance.pValue(cluster.ratio, perDay, field);
    if (pValue > significance) return;
    const critical = this.#significance.critical(cluster.expected, perDay, field, significance);
    const hotspot = this.#openHotspot(cluster, matter, { pValue, critical, everydayPerDay: everyday });
    emit(raiseOf(hotspot, matter, report.time, teller));
  }

  #openHotspot(
    { reports, radiusM, spanH, expected, ratio, at }: Cluster<PlacedReport>,
    { id }: Matter,
    judged: { readonly pValue: number; readonly critical: number; readonly everydayPerDay: number },
  ): Hotspot {
    const hotspot: Hotspot = {
      key: this.#freeKey(id, at),
      matter: id,
      reports: [],
      count: 0,
      sum: [0, 0],
      radiusM: 0,
      lastAt: eventTime(0),
      grade: this.#parameters.grade,
      told: 0,
      found: { spanH, windowM: radiusM, observed: reports.length, expected, ratio, ...judged },
    };
    for (const report of reports) join(hotspot, report);
    hotspot.told = hotspot.count;
    hotspot.grade = this.#gradeOf(hotspot);
    this.#open.set(hotspot.key, hotspot);
    const members = new Set(reports);
    this.#recent.set(
      id,
      (this.#recent.get(id) ?? []).filter((report) => !members.has(report)),
    );
    return hotspot;
  }

  #freeKey(matter: string, [east, north]: readonly [number, number]): string {
    const base = `${RULE.id}/${matter}/${Math.round(east / KEY_SQUARE_M)},${Math.round(north / KEY_SQUARE_M)}`;
    let key = base;
    for (let next = 2; this.#open.has(key); next++) key = `${base}/${next}`;
    return key;
  }

  #gradeOf({ count }: Hotspot) {
    const { manyReports, grade, gradeOfMany } = this.#parameters;
    return count >= manyReports ? gradeOfMany : grade;
  }

  #clearQuiet(hotspot: Hotspot, time: EventTime, emit: (finding: Finding) => void): void {
    const quietMs = this.#parameters.quietMin * MINUTE_MS;
    if (time - hotspot.lastAt < quietMs) return;
    this.#open.delete(hotspot.key);
    const { zh, en } = BY_ID.get(hotspot.matter)!.name;
    emit({
      kind: 'clear',
      detector: RULE.id,
      key: hotspot.key,
      time,
      message: {
        zh: `“${zh}”已 ${this.#parameters.quietMin} 分钟无新诉求，共 ${hotspot.count} 件。`,
        en: `${en}: nobody has complained for ${this.#parameters.quietMin} min; ${hotspot.count} people had.`,
      },
    });
  }

  snapshot(): Snapshot {
    return structuredClone({
      pending: this.#pending,
      recent: Object.fromEntries(this.#recent),
      open: [...this.#open.values()],
      rates: this.#rates,
    });
  }

  restore(snapshot: unknown): void {
    const { pending, recent, open, rates } = structuredClone(snapshot) as Snapshot;
    this.#pending = [...pending];
    this.#recent = new Map(Object.entries(recent));
    this.#open = new Map(open.map((hotspot) => [hotspot.key, hotspot]));
    this.#rates = { ...rates, upTo: rates.upTo ?? undefined };
  }
}
