import type { ThingId } from '../../../geodata/model/ids.ts';
import type { EventTime } from '../../../geodata/model/time.ts';
import type { Position } from '../../../ingestion/observation.ts';
import type { ScanningDetector, Surroundings } from '../../detector.ts';
import type { Finding } from '../../finding.ts';
import { reportingIntervalS } from '../vessels/reporting-interval.ts';
import { isMadeFast, vesselName } from '../vessels/vessel.ts';
import { fixSample, vesselClear, vesselRaise } from '../vessels/vessel-finding.ts';
import { durationEn, durationZh, shown } from '../wording/sentence.ts';
import { isIn, zoneIndex } from '../zones/zone-index.ts';
import { Coverage } from './coverage.ts';
import { type AisSilenceParameters, RULE } from './parameters.ts';

interface Vessel {
  /** Its newest good position. */
  last: Position;
  /** Of its newest report of any quality. */
  heardAt: EventTime;
  /** Heard time since then, ms: only while others nearby were heard after it. */
  silentMs: number;
  /** Its longest recent silence between two reports, fading, ms of heard time. */
  usualMs: number;
  /** It lay at a berth or anchorage when last it lay, and has not been heard outside since. */
  isLeaving: boolean;
  raisedAt: EventTime | null;
}

const isWhereVesselsLie = ({ lon, lat }: Position, { zones }: Surroundings): boolean =>
  isIn(zoneIndex(zones).at(lon, lat), ['berth', 'anchorage']);

interface Snapshot {
  readonly vessels: readonly Vessel[];
  readonly coverage: readonly (readonly [number, number])[];
}

/** How much of its longest gap a vessel remembers with each report. Ours. */
const FADING = 0.9;
/** A vessel that is not heard and not raised is forgotten after this long, ms. Ours. */
const FORGET_MS = 24 * 60 * 60_000;

/**
 * Silence is counted in heard time: while other vessels nearby are heard and this one is not. A receiver that is down, and a vessel
 * that sails out of everybody's range, are gaps in our hearing and not silence.
 */
export class AisSilence implements ScanningDetector<Position> {
  readonly shape = 'scanning';
  /** Ours: fine against minutes of silence, and cheap. */
  readonly intervalMs = 30_000;
  readonly settleMs: number;
  readonly #parameters: AisSilenceParameters;
  #vessels = new Map<ThingId, Vessel>();
  #coverage: Coverage;

  constructor(parameters: AisSilenceParameters) {
    this.#parameters = parameters;
    this.#coverage = new Coverage(parameters.nearbyDeg);
    this.settleMs = parameters.feedGapS * 1000 + this.intervalMs;
  }

  observe(position: Position, surroundings: Surroundings): void {
    this.#coverage.hear(position.lon, position.lat, position.time);
    const vessel = this.#vessels.get(position.thing);
    if (vessel === undefined) {
      if (position.quality !== 'good') return;
      const { thing, time } = position;
      const isLeaving = this.#isLeaving(position, false, surroundings);
      this.#vessels.set(thing, { last: position, heardAt: time, silentMs: 0, usualMs: 0, isLeaving, raisedAt: null });
      return;
    }
    if (position.time <= vessel.heardAt) return;
    // What was alarming is not usual.
    if (vessel.raisedAt === null) vessel.usualMs = Math.max(vessel.silentMs, vessel.usualMs * FADING);
    vessel.heardAt = position.time;
    vessel.silentMs = 0;
    if (position.quality !== 'good') return;
    vessel.last = position;
    vessel.isLeaving = this.#isLeaving(position, vessel.isLeaving, surroundings);
  }

  scan(time: EventTime, surroundings: Surroundings, emit: (finding: Finding) => void): void {
    const deafBefore = time - this.#parameters.feedGapS * 1000;
    this.#coverage.forgetBefore(deafBefore);
    for (const [id, vessel] of this.#vessels) {
      if (vessel.raisedAt !== null) {
        if (vessel.heardAt > vessel.raisedAt) this.#clear(vessel, emit);
      } else if (vessel.heardAt <= time - this.intervalMs) {
        this.#listen(id, vessel, time, surroundings, emit);
      }
    }
  }

  snapshot(): Snapshot {
    return { vessels: [...this.#vessels.values()], coverage: this.#coverage.snapshot() };
  }

  restore(snapshot: unknown): void {
    const { vessels, coverage } = snapshot as Snapshot;
    this.#vessels = new Map(vessels.map((vessel) => [vessel.last.thing, vessel]));
    this.#coverage = new Coverage(this.#parameters.nearbyDeg, coverage);
  }

  #listen(
    id: ThingId,
    vessel: Vessel,
    time: EventTime,
    surroundings: Surroundings,
    emit: (finding: Finding) => void,
  ): void {
    const { last } = vessel;
    if (vessel.heardAt < time - FORGET_MS) this.#vessels.delete(id);
    if (!this.#isWatched(vessel, surroundings)) return;
    if (this.#coverage.nearby(last.lon, last.lat) <= vessel.heardAt) return;
    vessel.silentMs += Math.min(this.intervalMs, time - vessel.heardAt);
    const limitMs = this.#limitMs(vessel);
    if (vessel.silentMs <= limitMs) return;
    vessel.raisedAt = time;
    emit(vesselRaise(RULE, { ...last, time }, this.#told(vessel, limitMs, surroundings)));
  }

  /** Who falls silent on the way into a berth has arrived and switched off; on the way out of it, has not. */
  #isWatched({ last, isLeaving }: Vessel, surroundings: Surroundings): boolean {
    return this.#isUnderWay(last) && (isLeaving || !isWhereVesselsLie(last, surroundings));
  }

  #isLeaving(position: Position, wasLeaving: boolean, surroundings: Surroundings): boolean {
    return (wasLeaving || !this.#isUnderWay(position)) && isWhereVesselsLie(position, surroundings);
  }

  #isUnderWay(position: Position): boolean {
    return (position.speedKn ?? 0) > this.#parameters.underWayKn && !isMadeFast(position);
  }

  #limitMs({ last, usualMs }: Vessel): number {
    const { silenceS, intervals, usualGaps } = this.#parameters;
    return Math.max(silenceS * 1000, intervals * reportingIntervalS(last) * 1000, usualGaps * usualMs);
  }

  #clear(vessel: Vessel, emit: (finding: Finding) => void): void {
    vessel.raisedAt = null;
    emit(vesselClear(RULE, vessel.last.thing, vessel.heardAt, { zh: '已恢复 AIS 信号。', en: 'Heard again.' }));
  }

  #told({ last, silentMs }: Vessel, limitMs: number, surroundings: Surroundings) {
    const { grade, silenceS, intervals, usualGaps, feedGapS, nearbyDeg } = this.#parameters;
    const name = vesselName(last.thing, surroundings);
    const silentS = silentMs / 1000;
    const speed = shown(last.speedKn ?? 0);
    return {
      grade,
      measure: { value: silentS, limit: limitMs / 1000, unit: 's' },
      message: {
        zh: `${name} 在航（最后航速 ${speed} 节），已 ${durationZh(silentS)}收不到 AIS 信号，而附近其他船舶信号正常。`,
        en: `${name}, last under way at ${speed} kn, has not been heard for ${durationEn(silentS)} while others nearby were.`,
      },
      evidence: {
        parameters: { silenceS, intervals, usualGaps, feedGapS, nearbyDeg },
        samples: [fixSample(last, last.speedKn ?? 0)],
        points: [
          {
            label: { zh: '最后位置', en: 'Last position' },
            position: [last.lon, last.lat] as const,
          },
        ],
      },
    };
  }
}
