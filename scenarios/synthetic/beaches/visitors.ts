import { hashNoise } from '../../../geodata/city/seeded-random.ts';
import { logNormal, poisson } from './chance.ts';
import { COMPLIANCE, GIVES_UP_PER_MIN, HEEDING_MIN, MOVED_BY_CALL, PACKING_MIN, STAY_MIN, WALK_MPS } from './habits.ts';

/** Each kind of draw has noise of its own, so that an order changes nothing but what it is about. */
const DRAW = { arrivals: 1, departures: 2, heeds: 3, lag: 4, way: 5, givesUp: 6, called: 7, swept: 8 } as const;

/** The people of one beach without its parties, minute by minute. Whoever comes leaves: `arrived - left` is who is there. */
export class Visitors {
  arrived = 0;
  left = 0;
  readonly #seed: number;
  /** From a place on the sand to the nearest exit at most, metres. */
  readonly #longestWayM: number;
  /** Come and go as they like. */
  #free = 0;
  /** Heard the order and stayed. */
  #stubborn = 0;
  /** On their way out: how many leave in which minute. */
  readonly #leaving = new Map<number, number>();
  #onTheirWay = 0;
  #orders = 0;

  constructor(seed: number, longestWayM: number) {
    this.#seed = seed;
    this.#longestWayM = longestWayM;
  }

  get people(): number {
    return this.#free + this.#stubborn + this.#onTheirWay;
  }

  /** Of those, who did not heed an order. */
  get stubborn(): number {
    return this.#stubborn;
  }

  /** A minute passes. @param comeMean how many come, on average; @param hurry how many times more than usual leave; @param ignoring whether who comes does so against an order. */
  pass(minute: number, comeMean: number, hurry: number, ignoring: boolean): void {
    const come = poisson(comeMean, this.#draw(DRAW.arrivals, minute));
    this.arrived += come;
    if (ignoring) this.#stubborn += come;
    else this.#free += come;
    const go = Math.min(this.#free, poisson((this.#free * hurry) / STAY_MIN, this.#draw(DRAW.departures, minute)));
    this.#free -= go;
    const giveUp = Math.min(
      this.#stubborn,
      poisson(this.#stubborn * GIVES_UP_PER_MIN, this.#draw(DRAW.givesUp, minute)),
    );
    this.#stubborn -= giveUp;
    const out = this.#leaving.get(minute) ?? 0;
    this.#leaving.delete(minute);
    this.#onTheirWay -= out;
    this.left += go + giveUp + out;
  }

  /** The beach is closed: most pack up, some stay. */
  close(minute: number): void {
    const order = this.#nextOrder();
    for (let person = 0; person < this.#free; person++) {
      if (this.#draw(DRAW.heeds + order, person) >= COMPLIANCE) this.#stubborn++;
      else
        this.#leave(minute + this.#wayOut(logNormal(PACKING_MIN, this.#draw(DRAW.lag + order, person)), order, person));
    }
    this.#free = 0;
  }

  /** A warning that is no order: this share leaves for it, in their own time. */
  warn(minute: number, share: number): void {
    const order = this.#nextOrder();
    const before = this.#free;
    for (let person = 0; person < before; person++) {
      if (this.#draw(DRAW.heeds + order, person) >= share) continue;
      this.#free--;
      this.#leave(minute + this.#wayOut(logNormal(HEEDING_MIN, this.#draw(DRAW.lag + order, person)), order, person));
    }
  }

  /** Those who stayed are called again. */
  call(minute: number): void {
    const order = this.#nextOrder();
    const before = this.#stubborn;
    for (let person = 0; person < before; person++) {
      if (this.#draw(DRAW.called + order, person) >= MOVED_BY_CALL) continue;
      this.#stubborn--;
      this.#leave(minute + this.#wayOut(logNormal(PACKING_MIN, this.#draw(DRAW.lag + order, person)), order, person));
    }
  }

  /** Staff walk the beach from one end to the other within `minutes`; who dawdles on the way out is hurried. */
  sweep(minute: number, minutes: number): void {
    const order = this.#nextOrder();
    const left = this.#stubborn + this.#free;
    for (let person = 0; person < left; person++)
      this.#leave(minute + 1 + Math.floor(this.#draw(DRAW.swept + order, person) * (minutes - 1)));
    this.#stubborn = 0;
    this.#free = 0;
    const end = minute + minutes;
    for (const [when, number] of [...this.#leaving]) {
      if (when <= end) continue;
      this.#leaving.delete(when);
      this.#leaving.set(end, (this.#leaving.get(end) ?? 0) + number);
    }
  }

  #leave(minute: number): void {
    this.#leaving.set(minute, (this.#leaving.get(minute) ?? 0) + 1);
    this.#onTheirWay++;
  }

  /** Minutes from the order until the exit: packing, then walking. Never the minute of the order itself. */
  #wayOut(packingMin: number, order: number, person: number): number {
    const walkMin = (this.#draw(DRAW.way + order, person) * this.#longestWayM) / WALK_MPS / 60;
    return 1 + Math.round(packingMin + walkMin);
  }

  #nextOrder(): number {
    this.#orders++;
    return this.#orders * 16;
  }

  #draw(what: number, index: number): number {
    return hashNoise(this.#seed + what * 7919, index);
  }
}
