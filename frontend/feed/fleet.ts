/**
 * Where every moving thing in view is, in columns, with its recent trail. Runs inside the worker; plain data and arithmetic, so
 * that it is tested without one. One row per thing; rows are reused, numbers are mapped to rows.
 */
import type { Frame } from '../../backend/push/protocol.ts';
import { METERS_PER_NAUTICAL_MILE } from '../../geodata/model/units.ts';
import { type FleetPicture, type Form, HULL, packPicture, SILENT_MS } from './fleet-picture.ts';

/** Trail points kept per thing: ours. With one each {@link TRAIL_STEP_MS} they span the ten minutes of the drawing standard. */
const TRAIL_POINTS = 40;
/** Ours: ten minutes over {@link TRAIL_POINTS} points. */
const TRAIL_STEP_MS = 15_000;
const TRAIL_MS = TRAIL_POINTS * TRAIL_STEP_MS;
/** Knots below which a course says nothing and no vector is drawn; ours, as receivers' position noise gives about this speed. */
const STILL_KN = 0.5;

/** The theme's second text tone, and how strong a fresh wake is drawn, 0–255: ours, by eye. */
const WAKE_GREY = [154, 167, 178] as const;
const WAKE_OPACITY = 150;

const FIRST_CAPACITY = 256;
/** Metres per degree of latitude: 60 nautical miles by the mile's historical definition, within 0.3 % of the ellipsoid. */
const METERS_PER_DEGREE = 60 * METERS_PER_NAUTICAL_MILE;

export class Fleet {
  readonly #rows = new Map<number, number>();
  readonly #lengths = new Map<number, number>();
  readonly #forms = new Map<number, Form>();
  #capacity = FIRST_CAPACITY;
  #size = 0;
  #number = new Uint32Array(FIRST_CAPACITY);
  #inView = new Uint8Array(FIRST_CAPACITY);
  #lonLat = new Float64Array(FIRST_CAPACITY * 2);
  #time = new Float64Array(FIRST_CAPACITY);
  #speed = new Float32Array(FIRST_CAPACITY);
  #course = new Float32Array(FIRST_CAPACITY);
  #heading = new Float32Array(FIRST_CAPACITY);
  #status = new Uint8Array(FIRST_CAPACITY);
  #quality = new Uint8Array(FIRST_CAPACITY);
  #trail = new Float64Array(FIRST_CAPACITY * TRAIL_POINTS * 3);
  #trailCount = new Uint32Array(FIRST_CAPACITY);

  /** Lengths decide the size of the hull; vehicles have neither vector nor wake: the street says where they go. */
  describe(number: number, lengthM: number | undefined, form: Form): void {
    if (lengthM !== undefined) this.#lengths.set(number, lengthM);
    this.#forms.set(number, form);
  }

  apply(frame: Frame): void {
    if (frame.full) this.#inView.fill(0);
    for (let i = 0; i < frame.count; i++) {
      const row = this.#rowOf(frame.number[i]!);
      this.#inView[row] = 1;
      this.#lonLat[row * 2] = frame.lon[i]!;
      this.#lonLat[row * 2 + 1] = frame.lat[i]!;
      this.#time[row] = frame.time[i]!;
      this.#speed[row] = frame.speedKn[i]!;
      this.#course[row] = frame.courseDeg[i]!;
      this.#heading[row] = frame.headingDeg[i]!;
      this.#status[row] = frame.status[i]!;
      this.#quality[row] = frame.quality[i]!;
      // A position that the plausibility gate doubts may be a jump across the map: it moves the hull, never the wake.
      if (frame.quality[i] === 0) this.#addToTrail(row, frame.lon[i]!, frame.lat[i]!, frame.time[i]!);
    }
  }

  /**
   * Where a thing was before it came into view, oldest first; taken in front of the trail that was seen since. `points` are
   * `lon, lat, time` triples.
   */
  seedTrail(number: number, points: Float64Array): void {
    const row = this.#rowOf(number);
    const seen = this.#trailOf(row);
    const first = seen[2] ?? Number.POSITIVE_INFINITY;
    this.#trailCount[row] = 0;
    for (let at = 0; at < points.length; at += 3)
      if (points[at + 2]! < first) this.#addToTrail(row, points[at]!, points[at + 1]!, points[at + 2]!);
    for (let at = 0; at < seen.length; at += 3) this.#addToTrail(row, seen[at]!, seen[at + 1]!, seen[at + 2]!);
  }

  /** A row's trail as `lon, lat, time` triples, oldest first. */
  #trailOf(row: number): number[] {
    const count = this.#trailCount[row]!;
    const kept = Math.min(count, TRAIL_POINTS);
    return Array.from({ length: kept }, (_, index) => {
      const slot = this.#trailSlot(row, count - kept + index);
      return [...this.#trail.subarray(slot, slot + 3)];
    }).flat();
  }

  /** What to draw at the city's time `now`; speed vectors reach `vectorMs` ahead. The arrays are fresh and may be transferred. */
  picture(now: number, vectorMs: number): FleetPicture {
    const rows: number[] = [];
    for (let row = 0; row < this.#size; row++) if (this.#inView[row]) rows.push(row);
    const picture = packPicture(rows.length, this.#segmentsOf(rows, now));
    rows.forEach((row, index) => {
      this.#drawHull(picture, index, row, now, vectorMs);
    });
    this.#drawTrails(picture, rows, now);
    return picture;
  }

  #drawHull(picture: FleetPicture, index: number, row: number, now: number, vectorMs: number): void {
    const lon = this.#lonLat[row * 2]!;
    const lat = this.#lonLat[row * 2 + 1]!;
    const speed = this.#speed[row]!;
    const course = this.#course[row]!;
    const heading = this.#heading[row]!;
    const silent = now - this.#time[row]! > SILENT_MS;
    const moving = speed >= STILL_KN && !Number.isNaN(course) && this.#status[row] !== 1 && this.#status[row] !== 5;
    const pointing = Number.isNaN(heading) ? (moving ? course : Number.NaN) : heading;
    picture.number[index] = this.#number[row]!;
    picture.lonLat[index * 2] = lon;
    picture.lonLat[index * 2 + 1] = lat;
    picture.time[index] = this.#time[row]!;
    picture.speedKn[index] = speed;
    picture.courseDeg[index] = course;
    picture.status[index] = this.#status[row]!;
    picture.quality[index] = this.#quality[row]!;
    picture.angle[index] = Number.isNaN(pointing) ? 0 : -pointing;
    const isVehicle = this.#forms.get(this.#number[row]!) === 'vehicle';
    picture.size[index] = isVehicle ? VEHICLE_PIXELS : hullPixels(this.#lengths.get(this.#number[row]!));
    picture.hull[index] = this.#hullKind(row, silent, moving, Number.isNaN(pointing));
    const reachM = moving && !silent && !isVehicle ? (speed * METERS_PER_NAUTICAL_MILE * vectorMs) / 3_600_000 : 0;
    const radians = (course * Math.PI) / 180;
    picture.vectorEnd[index * 2] =
      reachM === 0 ? lon : lon + (reachM * Math.sin(radians)) / (METERS_PER_DEGREE * Math.cos((lat * Math.PI) / 180));
    picture.vectorEnd[index * 2 + 1] = reachM === 0 ? lat : lat + (reachM * Math.cos(radians)) / METERS_PER_DEGREE;
  }

  #hullKind(row: number, silent: boolean, moving: boolean, headless: boolean): number {
    const form = this.#forms.get(this.#number[row]!);
    if (form === 'mark') return HULL.fixed;
    if (form === 'vehicle') return HULL.vehicle;
    if (silent) return HULL.silent;
    if (headless) return HULL.headless;
    return moving ? HULL.underway : HULL.still;
  }

  #segmentsOf(rows: readonly number[], now: number): number {
    let segments = 0;
    for (const row of rows) segments += Math.max(0, this.#freshPoints(row, now));
    return segments;
  }

  /** How many trail points of a row are younger than the trail may be; each starts one segment towards the next, the last towards the hull. */
  #freshPoints(row: number, now: number): number {
    if (this.#forms.get(this.#number[row]!) === 'vehicle') return 0;
    const kept = Math.min(this.#trailCount[row]!, TRAIL_POINTS);
    let fresh = 0;
    for (let back = 1; back <= kept; back++) {
      if (now - this.#trail[this.#trailSlot(row, this.#trailCount[row]! - back) + 2]! > TRAIL_MS) break;
      fresh = back;
    }
    return fresh;
  }

  #drawTrails(picture: FleetPicture, rows: readonly number[], now: number): void {
    let segment = 0;
    for (const row of rows) {
      const count = this.#trailCount[row]!;
      let endLon = this.#lonLat[row * 2]!;
      let endLat = this.#lonLat[row * 2 + 1]!;
      for (let back = 1, fresh = this.#freshPoints(row, now); back <= fresh; back++) {
        const slot = this.#trailSlot(row, count - back);
        const startLon = this.#trail[slot]!;
        const startLat = this.#trail[slot + 1]!;
        picture.wakeStart.set([startLon, startLat], segment * 2);
        picture.wakeEnd.set([endLon, endLat], segment * 2);
        const age = Math.max(0, now - this.#trail[slot + 2]!) / TRAIL_MS;
        picture.wakeColor.set([...WAKE_GREY, Math.round(WAKE_OPACITY * (1 - Math.min(1, age)))], segment * 4);
        endLon = startLon;
        endLat = startLat;
        segment++;
      }
    }
  }

  #addToTrail(row: number, lon: number, lat: number, time: number): void {
    const count = this.#trailCount[row]!;
    if (count > 0) {
      const lastTime = this.#trail[this.#trailSlot(row, count - 1) + 2]!;
      if (time - lastTime < TRAIL_STEP_MS) return;
      // After a silence the line between two far fixes is a guess, not a wake.
      if (time - lastTime > SILENT_MS) this.#trailCount[row] = 0;
    }
    const slot = this.#trailSlot(row, this.#trailCount[row]!);
    this.#trail[slot] = lon;
    this.#trail[slot + 1] = lat;
    this.#trail[slot + 2] = time;
    this.#trailCount[row] = this.#trailCount[row]! + 1;
  }

  #trailSlot(row: number, point: number): number {
    return (row * TRAIL_POINTS + (point % TRAIL_POINTS)) * 3;
  }

  #rowOf(number: number): number {
    const known = this.#rows.get(number);
    if (known !== undefined) return known;
    if (this.#size === this.#capacity) this.#grow();
    const row = this.#size++;
    this.#rows.set(number, row);
    this.#number[row] = number;
    return row;
  }

  #grow(): void {
    this.#capacity *= 2;
    const grown = <Column extends Uint8Array | Uint32Array | Float32Array | Float64Array>(column: Column): Column => {
      const larger = new (column.constructor as new (length: number) => Column)(column.length * 2);
      larger.set(column);
      return larger;
    };
    this.#number = grown(this.#number);
    this.#inView = grown(this.#inView);
    this.#lonLat = grown(this.#lonLat);
    this.#time = grown(this.#time);
    this.#speed = grown(this.#speed);
    this.#course = grown(this.#course);
    this.#heading = grown(this.#heading);
    this.#status = grown(this.#status);
    this.#quality = grown(this.#quality);
    this.#trail = grown(this.#trail);
    this.#trailCount = grown(this.#trailCount);
  }
}

/** Ours: smaller than any hull, so that two hundred of them stay quiet. */
const VEHICLE_PIXELS = 9;

/** Three steps by length, pixels: the drawing standard's 12, 18 and 28; the borders at 25 m and 100 m are ours. Unknown counts as small. */
function hullPixels(lengthM: number | undefined): number {
  if (lengthM === undefined || lengthM < 25) return 12;
  return lengthM < 100 ? 18 : 28;
}
