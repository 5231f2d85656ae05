import type { CityModel, CitySensor } from '../../../geodata/city/city-model.ts';
import { distanceM, type LonLat } from '../../../geodata/model/geometry.ts';
import { hangTogether, nearestGasMain } from './gas-net.ts';

/** Through the ground, without a main between, gas spreads so far at most. Ours, after Okamoto & Gomi (2011), J. Loss Prev. 24. */
const GROUND_M = 90;
/** A main so far from the source may be the one. Ours. */
const MAIN_WITHIN_M = 150;

/** One leak: sensors that tell of it. Plain data. */
export interface Leak {
  readonly cause: string;
  readonly members: { readonly sensor: string; readonly node?: string; readonly position: LonLat; lel: number }[];
}

/** Groups sensors that tell of gas into leaks. */
export class Leaks {
  #leaks: Leak[] = [];

  /** The leak that a sensor tells of now: one nearby that is open, else a new one. */
  join(city: CityModel, { id, watches, position }: CitySensor, lel: number, alongMainsM: number): Leak {
    const leak =
      this.#leaks.find(({ members }) => members.some(({ sensor }) => sensor === id)) ??
      this.#leaks.find(({ members }) =>
        members.some(
          (other) =>
            distanceM(other.position, position) <= GROUND_M ||
            (other.node !== undefined && watches !== undefined && hangTogether(city, other.node, watches, alongMainsM)),
        ),
      ) ??
      this.#open(city, id, position);
    const member = leak.members.find(({ sensor }) => sensor === id);
    if (member) member.lel = lel;
    else leak.members.push({ sensor: id, ...(watches !== undefined && { node: watches }), position, lel });
    return leak;
  }

  leave(sensorId: string): void {
    for (const { members } of this.#leaks) {
      const index = members.findIndex(({ sensor }) => sensor === sensorId);
      if (index >= 0) members.splice(index, 1);
    }
    this.#leaks = this.#leaks.filter(({ members }) => members.length > 0);
  }

  snapshot(): readonly Leak[] {
    return structuredClone(this.#leaks);
  }

  restore(snapshot: unknown): void {
    this.#leaks = structuredClone(snapshot as Leak[]);
  }

  #open(city: CityModel, sensorId: string, position: LonLat): Leak {
    const main = nearestGasMain(city, position, MAIN_WITHIN_M)?.main.id;
    // A long main may have two leaks at once that nothing connects.
    const isTaken = this.#leaks.some(({ cause }) => cause === `gas/${main}`);
    const leak: Leak = { cause: `gas/${main === undefined || isTaken ? sensorId : main}`, members: [] };
    this.#leaks.push(leak);
    return leak;
  }
}

/** Where it comes from, as far as the sensors tell: their middle, weighted by what they read, on the nearest gas main. */
export function sourceOf(city: CityModel, { members }: Leak) {
  const sum = members.reduce((total, { lel }) => total + lel, 0);
  const middle = ([0, 1] as const).map((axis) =>
    members.reduce((total, { lel, position }) => total + (lel / sum) * position[axis], 0),
  );
  const at: LonLat = [middle[0]!, middle[1]!];
  return { at, main: nearestGasMain(city, at, MAIN_WITHIN_M) };
}
