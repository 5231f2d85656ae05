import type { ShieldDrive } from '../../../geodata/city/city-model.ts';
import type { LocalPlane, PlanePoint } from '../../../geodata/model/local-plane.ts';
import type { EventTime } from '../../../geodata/model/time.ts';

export const DAY_MS = 86_400_000;

/**
 * Ours: the stretch that is monitored is driven again and again, so that on any date a city has its shields over their monitoring points. In between a machine rests so long,
 * while its points are levelled anew: what they read fades to zero, and no reading ever jumps.
 */
const REST_DAYS = 10;

const NEVER = { time: Number.NaN, drivenM: 0 };

/** Where a point lies along a drive: metres from its launch, and to the side. */
export interface OnDrive {
  readonly alongM: number;
  readonly acrossM: number;
}

/** A shield that advances evenly by plan: everything is a pure function of absolute time, so one day carries on where the last ended, until it is stopped. */
export class Shield {
  readonly drive: ShieldDrive;
  readonly lengthM: number;
  readonly metresPerDay: number;
  readonly #axis: readonly PlanePoint[];
  readonly #alongM: readonly number[];
  readonly #plane: LocalPlane;
  readonly #atDate: number;
  #fromM = 0;
  #toM: number;
  #stoppedAt = Number.POSITIVE_INFINITY;
  #last = NEVER;
  #lastButOne = NEVER;

  /** @param offsetMs of city time ahead of UTC. */
  constructor(drive: ShieldDrive, plane: LocalPlane, offsetMs: number) {
    this.drive = drive;
    this.#plane = plane;
    this.#axis = drive.axis.map((at) => plane.toMetres(at));
    this.#alongM = cumulative(this.#axis);
    this.lengthM = this.#alongM.at(-1)!;
    this.#toM = this.lengthM;
    this.metresPerDay = drive.ringM * drive.ringsPerDay;
    this.#atDate = Date.parse(`${drive.atDate}T00:00:00Z`) - offsetMs;
  }

  /** Drives between these places along its axis only, widened to where it stood on its date. */
  driveBetween(fromM: number, toM: number): void {
    const datedM = this.drive.ring * this.drive.ringM;
    this.#fromM = Math.max(0, Math.min(fromM, datedM));
    this.#toM = Math.min(this.lengthM, Math.max(toM, datedM + this.metresPerDay));
    this.#forget();
  }

  /** Where its drive begins, metres along the axis. */
  get fromM(): number {
    return this.#fromM;
  }

  get stoppedAt(): number {
    return this.#stoppedAt;
  }

  /** It stands from then on; the first stop counts. */
  stop(at: EventTime): void {
    this.#stoppedAt = Math.min(this.#stoppedAt, at);
    this.#forget();
  }

  /** Rings that stand, with the part of the one being driven. */
  ringAt(time: EventTime): number {
    return this.faceM(time) / this.drive.ringM;
  }

  faceM(time: EventTime): number {
    return Math.min(this.#toM, this.#fromM + this.#drivenM(time));
  }

  /** Under way, stopped or not; else it rests. */
  isDriving(time: EventTime): boolean {
    const drivenM = this.#drivenM(time);
    return drivenM > 0 && drivenM < this.#toM - this.#fromM;
  }

  /** 1 while it drives; falls to 0 while it rests and its points are levelled anew. */
  memory(time: EventTime): number {
    const restedM = this.#drivenM(time) - (this.#toM - this.#fromM);
    return restedM <= 0 ? 1 : Math.max(0, 1 - restedM / (REST_DAYS * this.metresPerDay));
  }

  /** When the face passed a place of the present drive, or will by plan. */
  passedMs(time: EventTime, alongM: number): number {
    const working = Math.min(time, this.#stoppedAt);
    return working + ((alongM - this.#fromM - this.#drivenM(time)) / this.metresPerDay) * DAY_MS;
  }

  /** The place on the axis so far from the launch. */
  placeAt(alongM: number): PlanePoint {
    let leg = 0;
    while (leg < this.#alongM.length - 2 && this.#alongM[leg + 1]! < alongM) leg++;
    const [from, to] = [this.#axis[leg]!, this.#axis[leg + 1]!];
    const share = (alongM - this.#alongM[leg]!) / (this.#alongM[leg + 1]! - this.#alongM[leg]!);
    return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
  }

  lonLatAt(alongM: number) {
    return this.#plane.toLonLat(this.placeAt(alongM));
  }

  /** The nearest place on the drive; before its launch and behind its reception the axis goes straight on. */
  project(point: PlanePoint): OnDrive {
    let best = { alongM: 0, acrossM: Number.POSITIVE_INFINITY };
    const last = this.#axis.length - 2;
    for (let leg = 0; leg <= last; leg++) {
      const [a, b] = [this.#axis[leg]!, this.#axis[leg + 1]!];
      const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
      const length2 = dx * dx + dy * dy;
      const raw = ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / length2;
      const [least, most] = [leg === 0 ? Number.NEGATIVE_INFINITY : 0, leg === last ? Number.POSITIVE_INFINITY : 1];
      const share = Math.min(most, Math.max(least, raw));
      const acrossM = Math.hypot(point[0] - a[0] - share * dx, point[1] - a[1] - share * dy);
      if (acrossM < best.acrossM) best = { alongM: this.#alongM[leg]! + share * Math.sqrt(length2), acrossM };
    }
    return best;
  }

  #forget(): void {
    this.#last = NEVER;
    this.#lastButOne = NEVER;
  }

  /** Metres since the present drive began, going on while it rests. */
  #drivenM(time: EventTime): number {
    // Many points ask for the same two moments: now, and a day ago.
    if (time === this.#last.time) return this.#last.drivenM;
    if (time === this.#lastButOne.time) return this.#lastButOne.drivenM;
    this.#lastButOne = this.#last;
    this.#last = { time, drivenM: this.#workOutDrivenM(time) };
    return this.#last.drivenM;
  }

  #workOutDrivenM(time: EventTime): number {
    const sinceDate = (this.metresPerDay * (Math.min(time, this.#stoppedAt) - this.#atDate)) / DAY_MS;
    const cycleM = this.#toM - this.#fromM + REST_DAYS * this.metresPerDay;
    const planned = this.drive.ring * this.drive.ringM - this.#fromM + sinceDate;
    return ((planned % cycleM) + cycleM) % cycleM;
  }
}

function cumulative(points: readonly PlanePoint[]): number[] {
  const along = [0];
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1]!, points[i]!];
    along.push(along[i - 1]! + Math.hypot(b[0] - a[0], b[1] - a[1]));
  }
  return along;
}
