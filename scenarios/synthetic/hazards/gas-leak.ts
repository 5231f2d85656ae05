import type { LonLat } from '../../../geodata/model/geometry.ts';
import type { PlanePoint } from '../../../geodata/model/local-plane.ts';
import { METHANE_KG_M3 } from './gas-release.ts';

/** Of what a buried break lets out, what runs through the ground; the rest comes up at the break. Ours: half a metre of loose fill over it. */
const GROUND_SHARE = 0.3;
/** Soil gas travels along the trench at so much, and less of it with distance. Ours, after Okamoto & Gomi (2011), J. Loss Prev. 24, on gas spreading in soil around leaking mains. */
const TRENCH_MPS = 0.05;
const TRENCH_REACH_M = 25;
/** Farthest chamber that a leak reaches, and a chamber's room and air change. Ours: a 1.5 m manhole with a vented lid. */
export const CHAMBER_REACH_M = 90;
const CHAMBER_M3 = 6;
const CHAMBER_AIR_S = 25 * 60;
/** A shut main empties itself through the hole. Ours: some hundred metres of pipe between valves. */
const EMPTYING_S = 8 * 60;

/** A closed space into which a leak runs. */
export interface Chamber {
  readonly id: string;
  readonly position: LonLat;
  readonly at: PlanePoint;
  /** From the break. */
  readonly distanceM: number;
  kg: number;
}

export interface GasLeakSettings {
  readonly id: string;
  readonly cause: string;
  readonly mainId: string;
  readonly position: LonLat;
  readonly at: PlanePoint;
  readonly startMs: number;
  readonly kgS: number;
  /** Shut by itself after so long: the gas company's own crew. */
  readonly shutMs: number;
  /** From then on what comes up at the break burns. */
  readonly ignitesMs?: number;
}

/** One broken main: what it lets out, and where it gathers. Every kilogram is accounted for. */
export class GasLeak {
  readonly settings: GasLeakSettings;
  readonly chambers: readonly Chamber[];
  readonly #weights: readonly number[];
  #shutMs: number;
  /** So far, kg. */
  releasedKg = 0;
  ventedKg = 0;
  openAirKg = 0;
  /** On its way through the ground. */
  inGroundKg = 0;

  constructor(settings: GasLeakSettings, chambers: readonly Chamber[]) {
    this.settings = settings;
    this.chambers = chambers;
    this.#shutMs = settings.shutMs;
    const raw = chambers.map(({ distanceM }) => Math.exp(-distanceM / TRENCH_REACH_M));
    const sum = raw.reduce((a, b) => a + b, 0);
    // Far chambers get little, however few they are: what is left finds its way up.
    this.#weights = raw.map((weight) => weight / Math.max(1, sum));
  }

  get shutMs(): number {
    return this.#shutMs;
  }

  /** The first shut counts. */
  shut(atMs: number): void {
    this.#shutMs = Math.min(this.#shutMs, atMs);
  }

  /** Let out at a moment, kg/s. */
  rateKgS(ms: number): number {
    const { startMs, kgS } = this.settings;
    if (ms < startMs || this.#shutMs <= startMs) return 0;
    return ms <= this.#shutMs ? kgS : kgS * Math.exp(-(ms - this.#shutMs) / 1000 / EMPTYING_S);
  }

  /** Moves it on by one step that ends at `ms`. */
  step(ms: number, stepS: number): void {
    const middle = ms - stepS * 500;
    const rate = this.rateKgS(middle);
    this.releasedKg += rate * stepS;
    const kept = Math.exp(-stepS / CHAMBER_AIR_S);
    let intoChambers = 0;
    let sentKg = 0;
    this.chambers.forEach((chamber, index) => {
      const share = GROUND_SHARE * this.#weights[index]!;
      const inflow = share * this.rateKgS(middle - (chamber.distanceM / TRENCH_MPS) * 1000);
      const before = chamber.kg;
      chamber.kg = before * kept + inflow * CHAMBER_AIR_S * (1 - kept);
      this.ventedKg += before + inflow * stepS - chamber.kg;
      intoChambers += inflow * stepS;
      sentKg += share * rate * stepS;
    });
    this.inGroundKg += sentKg - intoChambers;
    this.openAirKg += rate * stepS - sentKg;
  }

  /** Comes up at the break and does not burn, kg/s. */
  openAirKgS(ms: number): number {
    if (ms >= (this.settings.ignitesMs ?? Number.POSITIVE_INFINITY)) return 0;
    const underground = this.#weights.reduce((sum, weight) => sum + weight, 0) * GROUND_SHARE;
    return this.rateKgS(ms) * (1 - underground);
  }

  /** Still worth a thought: gas flows, or stands in a chamber. */
  isFelt(ms: number): boolean {
    return this.rateKgS(ms) > 1e-6 || this.chambers.some(({ kg }) => kg > 1e-4);
  }
}

/** Methane in a chamber, kg/m³. */
export const chamberKgM3 = ({ kg }: Chamber): number => Math.min(kg / CHAMBER_M3, METHANE_KG_M3);
