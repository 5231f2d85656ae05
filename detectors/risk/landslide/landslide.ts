import type { Grade } from '../../../geodata/model/grade.ts';
import { type EventTime, eventTime } from '../../../geodata/model/time.ts';
import type { Observation } from '../../../ingestion/observation.ts';
import type { ScanningDetector, Surroundings } from '../../detector.ts';
import type { EvidenceSample, Finding } from '../../finding.ts';
import { weighted } from '../rain/gauges-near.ts';
import { RainRecord, type SavedRain } from '../rain/rain-record.ts';
import { type Face, facesOf } from './faces.ts';
import { type Instrument, pressureNow, shareOf, takeReading } from './instrument-watch.ts';
import { type LandslideParameters, RULE } from './parameters.ts';
import { type RainThreshold, reachH, type Standing, standingAt } from './rain-thresholds.ts';
import { type Danger, describeDanger, gradeOf, keyOf, settled } from './tell.ts';

interface Snapshot {
  readonly rain: readonly (readonly [string, SavedRain])[];
  readonly instruments: readonly (readonly [string, Instrument])[];
  readonly raised: readonly (readonly [string, Grade])[];
}

const HOUR_MS = 3_600_000;
/** What the evidence shows of the past: so many points, so far apart. Ours: a day. */
const SHOWN_POINTS = 48;
const SHOWN_EVERY_MS = HOUR_MS / 2;

/** Looks at each slope whenever something about it or its rain is new, every thirty seconds of event time. */
export class Landslide implements ScanningDetector<Observation> {
  readonly shape = 'scanning';
  /** Ours: half of what a median alarm may be late. */
  readonly intervalMs = 30_000;
  readonly settleMs = 0;
  readonly #parameters: LandslideParameters;
  readonly #keepMs: number;
  readonly #rain = new Map<string, RainRecord>();
  readonly #instruments = new Map<string, Instrument>();
  /** Slopes in danger, by id, with the worst grade told. */
  readonly #raised = new Map<string, Grade>();
  /** Slopes with news since the last scan. */
  readonly #fresh = new Set<Face>();

  constructor(parameters: LandslideParameters) {
    this.#parameters = parameters;
    this.#keepMs = Math.max(...parameters.thresholds.map(reachH)) * HOUR_MS + SHOWN_POINTS * SHOWN_EVERY_MS;
  }

  observe(reading: Observation, { city }: Surroundings): void {
    const faces = facesOf(city).byThing.get(reading.thing);
    if (!faces) return;
    for (const face of faces) this.#fresh.add(face);
    if (reading.datastream === 'rain') {
      this.#rainOf(reading.thing).observe(reading);
      return;
    }
    const instrument = this.#instruments.get(reading.thing) ?? newInstrument(reading.datastream);
    this.#instruments.set(reading.thing, instrument);
    takeReading(instrument, reading, this.#parameters);
  }

  scan(time: EventTime, { city }: Surroundings, emit: (finding: Finding) => void): void {
    for (const face of facesOf(city).all) if (this.#fresh.has(face)) this.#judge(face, time, city, emit);
    this.#fresh.clear();
  }

  snapshot(): Snapshot {
    return {
      rain: [...this.#rain].map(([id, record]) => [id, record.save()]),
      instruments: [...this.#instruments],
      raised: [...this.#raised],
    };
  }

  restore(snapshot: unknown): void {
    const { rain, instruments, raised } = snapshot as Snapshot;
    for (const [id, saved] of rain) this.#rainOf(id).restore(saved);
    for (const [id, instrument] of instruments) this.#instruments.set(id, instrument);
    for (const [id, grade] of raised) this.#raised.set(id, grade);
  }

  #rainOf(id: string): RainRecord {
    const record = this.#rain.get(id) ?? new RainRecord(this.#keepMs, this.#parameters.stormGapH);
    this.#rain.set(id, record);
    return record;
  }

  #judge(face: Face, time: EventTime, city: Surroundings['city'], emit: (finding: Finding) => void): void {
    const danger = this.#dangerOf(face, time);
    if (!danger) return;
    const told = this.#raised.get(face.slope.id);
    if (told === undefined) {
      if (!this.#isReason(danger, this.#soakedOf(danger))) return;
      const grade = gradeOf(danger, this.#parameters);
      this.#raised.set(face.slope.id, grade);
      emit({ ...describeDanger(this.#shown(danger), grade, city, this.#parameters), kind: 'raise' });
      return;
    }
    if (this.#isOver(danger)) {
      this.#raised.delete(face.slope.id);
      emit({ kind: 'clear', detector: RULE.id, key: keyOf(face), time, message: settled(face) });
      return;
    }
    const grade = gradeOf(danger, this.#parameters);
    if (grade >= told) return;
    this.#raised.set(face.slope.id, grade);
    const { detector, key, message, evidence, measure } = describeDanger(
      this.#shown(danger),
      grade,
      city,
      this.#parameters,
    );
    emit({ kind: 'update', detector, key, time, grade, message, evidence, ...(measure && { measure }) });
  }

  #isReason({ threshold, standing, instruments }: Danger, soaked: number | undefined): boolean {
    const { supportShare, aloneNeed } = this.#parameters;
    const { doubtShare, soakedShare } = this.#parameters;
    // The rain of a day that fell on the slope itself is what its own cell shows; gauges stand kilometres away.
    const wet = soaked === undefined || hoursOf(threshold) < LONG_H ? 1 : soaked >= doubtShare ? 1 : 2 - doubtShare;
    if (standing.strain > wet) return true;
    if (
      standing.strain >= supportShare &&
      (isMoving(instruments, soaked !== undefined) || (soaked ?? 0) >= soakedShare)
    )
      return true;
    return instruments.some(({ instrument }) => instrument.beyond >= aloneNeed);
  }

  /** Pore pressure now as a share of its limit; `undefined` where no cell speaks. */
  #soakedOf({ face: { rain }, time, instruments }: Danger): number | undefined {
    const { porePressureKPa, kPaPerMm, longestAgeS } = this.#parameters;
    const since = (from: number) => weighted(rain, (id) => this.#rain.get(id)?.between(from, time));
    const shares = instruments.flatMap(({ instrument }) => {
      const kPa = pressureNow(instrument, time - longestAgeS * 1000, kPaPerMm, since);
      return kPa === undefined ? [] : [kPa / porePressureKPa];
    });
    return shares.length === 0 ? undefined : Math.max(...shares);
  }

  #isOver({ standing, instruments }: Danger): boolean {
    const { clearShare } = this.#parameters;
    return standing.strain < clearShare && instruments.every(({ share }) => share < clearShare);
  }

  /** Where the slope stands now; `undefined` when no rain gauge near it has been heard of late: missing data neither raises nor clears. */
  #dangerOf(face: Face, time: EventTime): Danger | undefined {
    let worst: { threshold: RainThreshold; standing: Standing } | undefined;
    for (const threshold of this.#parameters.thresholds) {
      const standing = this.#standingOf(face, threshold, time);
      if (standing && (!worst || standing.strain > worst.standing.strain)) worst = { threshold, standing };
    }
    if (!worst) return undefined;
    const instruments = face.things.flatMap((thing) => {
      const instrument = this.#instruments.get(thing);
      return instrument ? [{ thing, instrument, share: shareOf(instrument, this.#parameters) }] : [];
    });
    return { face, time, ...worst, samples: [], instruments };
  }

  /** The gauges' standings by their weights. */
  #standingOf({ rain }: Face, threshold: RainThreshold, time: number, heardUntil = time): Standing | undefined {
    const oldest = heardUntil - this.#parameters.longestAgeS * 1000;
    const standings = new Map<string, Standing>();
    for (const { id } of rain) {
      const record = this.#rain.get(id);
      if (!record || (record.lastAt ?? 0) < oldest) continue;
      const standing = standingAt(threshold, record, time);
      if (standing) standings.set(id, standing);
    }
    const of = (field: keyof Standing) => weighted(rain, (id) => standings.get(id)?.[field]);
    const [value, limit, strain] = [of('value'), of('limit'), of('strain')];
    return value === undefined ? undefined : { value, limit: limit!, strain: strain! };
  }

  /** With the past of what decided. Of a storm only the present is known. */
  #shown(danger: Danger): Danger {
    const { face, threshold, time, standing } = danger;
    const samples: EvidenceSample[] = [];
    if (threshold.kind !== 'intensity_duration') {
      for (let back = SHOWN_POINTS; back > 0; back--) {
        const at = time - back * SHOWN_EVERY_MS;
        const past = this.#standingOf(face, threshold, at, time);
        if (past) samples.push({ time: eventTime(at), value: past.value });
      }
    }
    return { ...danger, samples: [...samples, { time, value: standing.value }] };
  }
}

/** From so many hours on rain shows in the ground; less runs off. Ours. */
const LONG_H = 12;
const hoursOf = (threshold: RainThreshold): number =>
  threshold.kind === 'accumulation' ? threshold.hours : Number.POSITIVE_INFINITY;

/** Two readings of one instrument beyond its limit, or one of it while another is near its own: a single reading is noise. Ours. */
const AGREE = 2;
const NEAR = 0.9;
const isMoving = (instruments: Danger['instruments'], isSoakingKnown: boolean): boolean =>
  instruments.some(
    ({ instrument }) => instrument.beyond >= AGREE && !(isSoakingKnown && instrument.datastream === 'pressure'),
  ) ||
  (instruments.some(({ share }) => share >= 1) && instruments.filter(({ share }) => share >= NEAR).length >= AGREE);

const newInstrument = (datastream: string): Instrument => ({ datastream, readings: [], beyond: 0 });
