import type { ThingId } from '../../geodata/model/ids.ts';
import type { Position, Quality } from '../../ingestion/observation.ts';

const QUALITY: Readonly<Record<Quality, number>> = { good: 0, suspect: 1, bad: 2 };
const NO_STATUS = 15;
const FIRST_CAPACITY = 1024;

/**
 * Where every moving thing was last, in columns; a thing's number is its row. An update is one map lookup and a dozen writes, and allocates only when
 * the table grows. Time is cut into ticks, so that "what moved since" is a comparison of integers, and for the tick at hand a ready list.
 */
export class LatestPositions {
  readonly ids: ThingId[] = [];
  lon = new Float64Array(FIRST_CAPACITY);
  lat = new Float64Array(FIRST_CAPACITY);
  time = new Float64Array(FIRST_CAPACITY);
  speedKn = new Float32Array(FIRST_CAPACITY);
  courseDeg = new Float32Array(FIRST_CAPACITY);
  headingDeg = new Float32Array(FIRST_CAPACITY);
  status = new Uint8Array(FIRST_CAPACITY);
  quality = new Uint8Array(FIRST_CAPACITY);
  /** The tick of each row's last change; 0 while nothing is known of it. */
  movedAt = new Uint32Array(FIRST_CAPACITY);
  /** Rows that changed in this tick, each once; the first {@link movedCount} count. */
  moved = new Uint32Array(FIRST_CAPACITY);
  movedCount = 0;
  tick = 1;
  /** 1 once a thing had a good position. */
  #placed = new Uint8Array(FIRST_CAPACITY);
  readonly #numbers = new Map<ThingId, number>();

  get count(): number {
    return this.ids.length;
  }

  numberOf(id: ThingId): number | undefined {
    return this.#numbers.get(id);
  }

  /**
   * Only a good position moves a thing that has a place already: a jump is flagged beside the last good place, never drawn. One that is older than
   * what is known changes nothing.
   */
  update(position: Position): void {
    const known = this.#numbers.get(position.thing);
    const number = known ?? this.#add(position.thing);
    if (known !== undefined && this.movedAt[number]! > 0 && position.time < this.time[number]!) return;
    if (position.quality === 'good' || this.#placed[number] === 0) this.#place(number, position);
    this.quality[number] = QUALITY[position.quality];
    if (this.movedAt[number] === this.tick) return;
    this.movedAt[number] = this.tick;
    this.moved[this.movedCount++] = number;
  }

  /** The number of a thing that need not move. */
  enrol(id: ThingId): number {
    return this.#numbers.get(id) ?? this.#add(id);
  }

  /** True once a position of it came in. */
  hasMoved(id: ThingId): boolean {
    const number = this.#numbers.get(id);
    return number !== undefined && this.movedAt[number]! > 0;
  }

  /** Things keep their numbers, but nothing is known of where they are. */
  clear(): void {
    this.movedCount = 0;
    this.movedAt.fill(0);
    this.time.fill(-Infinity);
    this.#placed.fill(0);
  }

  nextTick(): void {
    this.movedCount = 0;
    this.tick++;
  }

  #place(number: number, position: Position): void {
    if (position.quality === 'good') this.#placed[number] = 1;
    this.lon[number] = position.lon;
    this.lat[number] = position.lat;
    this.time[number] = position.time;
    this.speedKn[number] = position.speedKn ?? Number.NaN;
    this.courseDeg[number] = position.courseDeg ?? Number.NaN;
    this.headingDeg[number] = position.headingDeg ?? Number.NaN;
    this.status[number] = position.status ?? NO_STATUS;
  }

  #add(id: ThingId): number {
    const number = this.ids.push(id) - 1;
    this.#numbers.set(id, number);
    if (number === this.lon.length) this.#grow(number * 2);
    return number;
  }

  #grow(capacity: number): void {
    const wider = <Column extends Float64Array | Float32Array | Uint32Array | Uint8Array>(to: Column, from: Column) => {
      to.set(from);
      return to;
    };
    this.lon = wider(new Float64Array(capacity), this.lon);
    this.lat = wider(new Float64Array(capacity), this.lat);
    this.time = wider(new Float64Array(capacity), this.time);
    this.speedKn = wider(new Float32Array(capacity), this.speedKn);
    this.courseDeg = wider(new Float32Array(capacity), this.courseDeg);
    this.headingDeg = wider(new Float32Array(capacity), this.headingDeg);
    this.status = wider(new Uint8Array(capacity), this.status);
    this.quality = wider(new Uint8Array(capacity), this.quality);
    this.movedAt = wider(new Uint32Array(capacity), this.movedAt);
    this.moved = wider(new Uint32Array(capacity), this.moved);
    this.#placed = wider(new Uint8Array(capacity), this.#placed);
  }
}
