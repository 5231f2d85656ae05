import type { LonLat } from '../../../geodata/model/geometry.ts';
import type { PlanePoint } from '../../../geodata/model/local-plane.ts';
import { ceilingJetK, type FireCurve, heatKW, obscurationPercent, plumeRiseM, sootKgS } from './fire-growth.ts';
import { alongWind, plumeShare } from './gas-release.ts';

/** Heat of a smouldering heap, kW. Ours: much smoke, no flames. */
const SMOULDERING_KW = 15;
/** From here on passers-by see flames. Ours: a burning wastepaper basket is 100 kW (NFPA 92 annex B). */
const FLAMES_KW = 100;
/** Rooms around the fire, in which its smoke gathers first. Ours: a workshop of 4,000 m³, aired once in eight minutes, that keeps a third. */
const ROOM_M = 30;
const ROOM_M3 = 4000;
const ROOM_AIR_S = 8 * 60;
const ROOM_SHARE = 0.3;
const CEILING_M = 5;

export interface FireSettings {
  readonly id: string;
  readonly cause: string;
  readonly position: LonLat;
  readonly at: PlanePoint;
  /** First smoke. */
  readonly startMs: number;
  /** First flame. */
  readonly flamesMs: number;
  readonly curve: Omit<FireCurve, 'foughtAfterS'>;
  /** When water is on it, or what feeds it is shut; ask anew, for an intervention may bring it forward. */
  foughtMs(): number;
  /** What burns, in words. */
  readonly place: { readonly id?: string; readonly name: string };
}

/** One fire, a function of time but for the smoke that stands in its rooms. */
export class Fire {
  readonly settings: FireSettings;
  #roomSootKg = 0;
  #kW = 0;

  constructor(settings: FireSettings) {
    this.settings = settings;
  }

  /** Heat now. */
  get kW(): number {
    return this.#kW;
  }

  get state(): 'none' | 'smoke' | 'fire' {
    if (this.#kW >= FLAMES_KW) return 'fire';
    return this.#kW > 1 ? 'smoke' : 'none';
  }

  step(ms: number, stepS: number): void {
    const { startMs, flamesMs, curve } = this.settings;
    const foughtAfterS = (this.settings.foughtMs() - flamesMs) / 1000;
    const flames = heatKW({ ...curve, foughtAfterS }, (ms - flamesMs) / 1000);
    this.#kW = ms < startMs ? 0 : ms < flamesMs ? SMOULDERING_KW : flames;
    const kept = Math.exp(-stepS / ROOM_AIR_S);
    this.#roomSootKg = this.#roomSootKg * kept + ROOM_SHARE * sootKgS(this.#kW) * ROOM_AIR_S * (1 - kept);
  }

  /** At a place, %/m; outside by the wind. */
  obscuration(at: PlanePoint, windMps: number, windFromDeg: number): number {
    if (this.#kW === 0 && this.#roomSootKg < 1e-6) return 0;
    const [dx, dy] = [at[0] - this.settings.at[0], at[1] - this.settings.at[1]];
    const indoors = Math.hypot(dx, dy) <= ROOM_M ? this.#roomSootKg / ROOM_M3 : 0;
    const { downM, acrossM } = alongWind([dx, dy], windFromDeg);
    const outdoors =
      (1 - ROOM_SHARE) * sootKgS(this.#kW) * plumeShare(downM, acrossM, windMps, plumeRiseM(this.#kW, downM, windMps));
    return obscurationPercent(indoors + outdoors);
  }

  /** How much warmer it is at a place near the ceiling of the burning rooms, K. */
  heatK(at: PlanePoint): number {
    const distanceM = Math.hypot(at[0] - this.settings.at[0], at[1] - this.settings.at[1]);
    return distanceM <= ROOM_M && this.#kW > 0 ? Math.min(1000, ceilingJetK(this.#kW, CEILING_M, distanceM)) : 0;
  }
}

/** Within this of a fire a thermometer or smoke detector tells of it. */
export const ROOMS_REACH_M = ROOM_M;
