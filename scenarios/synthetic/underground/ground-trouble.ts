import type { LonLat } from '../../../geodata/model/geometry.ts';
import type { PlanePoint } from '../../../geodata/model/local-plane.ts';
import type { EventTime } from '../../../geodata/model/time.ts';
import { drawdownM } from './drawdown.ts';
import { bowlM, troughWidthM } from './ground-loss.ts';
import type { UndergroundTrouble } from './script.ts';

/** Shares and times of a collapse. Ours, after published cases of karst collapses at shield faces: a quick first fall, then ground that keeps running while the machine runs, and a tail after it stands. */
const FIRST_FALL_SHARE = 0.4;
const FIRST_FALL_S = 15 * 60;
const RUNNING_S = 2 * 3600;
const TAIL_S = 25 * 60;
/** After so many tails nothing moves any more. */
const TAILS = 4;
/** Water takes longer to stop than ground: grouting from the machine. Ours. */
const GROUTING_S = 90 * 60;

/** Ground and water running into one hole. */
export interface GroundTroubleSettings {
  readonly id: string;
  readonly kind: UndergroundTrouble['kind'];
  readonly cause: string;
  readonly at: PlanePoint;
  readonly position: LonLat;
  /** Of the hole below ground, metres. */
  readonly depthM: number;
  /** The shield or the pit. */
  readonly assetId: string;
  readonly startMs: number;
  readonly lostM3: number;
  readonly inflowM3s: number;
  /** When the machine stands or the leak is sealed; ask anew, for an intervention may bring it forward. */
  stoppedMs(): number;
}

export class GroundTrouble {
  readonly settings: GroundTroubleSettings;
  readonly widthM: number;

  constructor(settings: GroundTroubleSettings) {
    this.settings = settings;
    this.widthM = troughWidthM(settings.depthM);
  }

  /** False when the machine was stopped before it got there. */
  get happens(): boolean {
    return this.settings.stoppedMs() > this.settings.startMs;
  }

  /** From the first fall until the last tail. */
  isRunning(time: EventTime): boolean {
    return this.happens && time >= this.settings.startMs && time < this.endsMs();
  }

  endsMs(): number {
    return this.settings.stoppedMs() + Math.max(TAILS * TAIL_S, GROUTING_S) * 1000;
  }

  /** Share of the loss that has happened, 0–1; never falls. */
  progress(time: EventTime): number {
    const sinceS = (time - this.settings.startMs) / 1000;
    if (sinceS <= 0 || !this.happens) return 0;
    const stoppedS = (time - this.settings.stoppedMs()) / 1000;
    const workedS = stoppedS <= 0 ? sinceS : sinceS - stoppedS + TAIL_S * (1 - Math.exp(-stoppedS / TAIL_S));
    return (
      FIRST_FALL_SHARE * (1 - Math.exp(-workedS / FIRST_FALL_S)) +
      (1 - FIRST_FALL_SHARE) * (1 - Math.exp(-workedS / RUNNING_S))
    );
  }

  /** At the surface, positive downwards, metres. */
  settlementM(time: EventTime, distanceM: number): number {
    return bowlM(this.settings.lostM3 * this.progress(time), distanceM, this.widthM);
  }

  drawdownM(time: EventTime, distanceM: number): number {
    const { startMs, inflowM3s } = this.settings;
    if (inflowM3s === 0 || !this.happens) return 0;
    const stoppedS = (time - this.settings.stoppedMs()) / 1000 - GROUTING_S;
    return drawdownM(inflowM3s, distanceM, (time - startMs) / 1000, stoppedS);
  }
}
