import { type EventTime, eventTime } from '../../../geodata/model/time.ts';
import type { DetectedGroup, Detection, Observation } from '../../../ingestion/observation.ts';
import type { BeachPart, BeachPlace } from './beach-places.ts';

/** How many of something the towers see now, and when one of them last did. */
interface Sighting {
  readonly n: number;
  /** Time of the newest picture that shows any; absent: none of the pictures in hand does. */
  readonly at?: EventTime;
}

export interface Headcount {
  /** Everybody on the beach, and who of them is on the sand, averaged over the window; absent: cannot be told. */
  readonly people?: number;
  readonly sand?: number;
  /** When a tower last saw anybody, in whatever part; absent: not within its memory. */
  readonly seenAt?: EventTime;
  /** Whether people are seen in any water. */
  readonly inWater: boolean;
  /** Some camera was heard lately: an empty picture is news. */
  readonly heard: boolean;
  readonly closedWater: Sighting;
  readonly tents: Sighting;
  readonly fires: Sighting;
  /** Of the nearest anemometer, m/s. */
  readonly windMps?: number;
}

export interface CountingParameters {
  readonly pictureLastsS: number;
  readonly counterLastsS: number;
  readonly windowS: number;
  readonly foundShare: number;
  readonly leastCover: number;
}

interface Read {
  readonly time: number;
  readonly value: number;
}

interface Estimate {
  readonly time: number;
  readonly people: number;
  readonly sand: number;
}

interface Snapshot {
  readonly pictures: readonly Detection[];
  readonly readings: readonly (readonly [thing: string, Read])[];
  readonly estimates: readonly (readonly [beach: string, readonly Estimate[]])[];
  readonly seen: readonly (readonly [beach: string, number])[];
}

/** Counters that tell more than so many times what towers see, and so many people more, are broken: rain and dusk hide two of three at worst. Ours. */
const UNBELIEVABLE = 3;
const UNBELIEVABLE_PEOPLE = 50;

/** Up to so many in closed water are told apart by eye; above it overlaps are divided out. Ours. */
const FEW = 6;

/** Counts people, tents and fires on beaches from what several towers and counters tell, each in its own second. */
export class Headcounts {
  readonly #parameters: CountingParameters;
  readonly #pictures = new Map<string, Detection>();
  readonly #readings = new Map<string, Read>();
  readonly #estimates = new Map<string, Estimate[]>();
  readonly #seen = new Map<string, number>();

  constructor(parameters: CountingParameters) {
    this.#parameters = parameters;
  }

  observe(message: Detection | Observation): void {
    if (message.kind === 'detection') this.#pictures.set(message.thing, message);
    else this.#readings.set(message.thing, { time: message.time, value: message.value });
  }

  /** What is on a beach; to be asked once a scan. */
  of(place: BeachPlace, time: EventTime): Headcount {
    const fresh = time - this.#parameters.pictureLastsS * 1000;
    const pictures = place.cameras.flatMap(({ id, covers }) => {
      const picture = this.#pictures.get(id);
      return picture && picture.time > fresh ? [{ picture, covers }] : [];
    });
    const inParts = { sand: 0, bathing: 0, closed: 0 };
    const covered = { sand: 0, bathing: 0, closed: 0 };
    const tally = { closedWater: new Tally(), tents: new Tally(), fires: new Tally() };
    for (const { picture, covers } of pictures) {
      for (const part of PARTS) covered[part] += covers[part];
      for (const group of picture.groups) {
        const part = group.zone === undefined ? undefined : place.parts[group.zone];
        if (part === undefined) continue;
        if (group.class === 'person') {
          inParts[part] += group.n;
          this.#seen.set(place.beach.id, Math.max(this.#seen.get(place.beach.id) ?? 0, picture.time));
        }
        tallyOf(tally, group, part)?.add(group.n, picture.time);
      }
    }
    const wind = place.anemometer === undefined ? undefined : this.#readings.get(place.anemometer);
    this.#estimate(place, time, inParts, covered);
    const seenAt = this.#seen.get(place.beach.id);
    return {
      ...(seenAt !== undefined && { seenAt: eventTime(seenAt) }),
      ...this.#average(place.beach.id, time),
      inWater: inParts.bathing + inParts.closed > 0,
      heard: pictures.length > 0,
      closedWater: tally.closedWater.sighting(covered.closed),
      tents: tally.tents.sighting(1),
      fires: tally.fires.sighting(1),
      ...(wind && time - wind.time <= this.#parameters.counterLastsS * 1000 && { windMps: wind.value }),
    };
  }

  snapshot(): Snapshot {
    return {
      pictures: [...this.#pictures.values()],
      readings: [...this.#readings],
      estimates: [...this.#estimates],
      seen: [...this.#seen],
    };
  }

  restore({ pictures, readings, estimates, seen }: Snapshot): void {
    for (const picture of pictures) this.#pictures.set(picture.thing, picture);
    for (const [thing, read] of readings) this.#readings.set(thing, read);
    for (const [beach, own] of estimates) this.#estimates.set(beach, [...own]);
    for (const [beach, at] of seen) this.#seen.set(beach, at);
  }

  /**
   * Towers overlap and leave gaps: what they count together, over the sum of the shares that they overlook, is the whole (Horvitz–Thompson estimator for people spread
   * evenly). Counters at the exits, where all of them tell, know the total better; the towers then say who of them is on the sand.
   */
  #estimate(
    place: BeachPlace,
    time: EventTime,
    seen: Readonly<Record<BeachPart, number>>,
    covered: Readonly<Record<BeachPart, number>>,
  ): void {
    const { foundShare, leastCover, windowS } = this.#parameters;
    const whole = (part: BeachPart) => (covered[part] > 0 ? seen[part] / covered[part] / foundShare : 0);
    const [sand, water] = [whole('sand'), whole('bathing') + whole('closed')];
    const counted = this.#counted(place, time);
    const isSeen = covered.sand >= leastCover;
    const kept = (this.#estimates.get(place.beach.id) ?? []).filter((each) => each.time > time - windowS * 1000);
    const believable = UNBELIEVABLE * (sand + water) + UNBELIEVABLE_PEOPLE;
    if (counted !== undefined && !(isSeen && counted > believable)) {
      const onSand = isSeen && sand + water > 0 ? sand / (sand + water) : 1;
      kept.push({ time, people: counted, sand: counted * onSand });
    } else if (isSeen) kept.push({ time, people: sand + water, sand });
    this.#estimates.set(place.beach.id, kept);
  }

  /** The sum of all counters; `undefined` unless each of them told lately. */
  #counted({ counters }: BeachPlace, time: EventTime): number | undefined {
    if (counters.length === 0) return undefined;
    let sum = 0;
    for (const id of counters) {
      const read = this.#readings.get(id);
      if (!read || time - read.time > this.#parameters.counterLastsS * 1000) return undefined;
      sum += read.value;
    }
    return sum;
  }

  #average(beachId: string, time: EventTime): Pick<Headcount, 'people' | 'sand'> {
    const own = this.#estimates.get(beachId) ?? [];
    const newest = own.at(-1);
    if (!newest || newest.time < time) return {};
    const mean = (what: 'people' | 'sand') => own.reduce((sum, each) => sum + each[what], 0) / own.length;
    return { people: mean('people'), sand: mean('sand') };
  }
}

const PARTS = ['sand', 'bathing', 'closed'] as const;

class Tally {
  #most = 0;
  #sum = 0;
  #at = Number.NEGATIVE_INFINITY;

  add(n: number, time: number): void {
    this.#most = Math.max(this.#most, n);
    this.#sum += n;
    this.#at = Math.max(this.#at, time);
  }

  /** A few seen by two towers are the same few. @param covered sum of the shares that the towers overlook. */
  sighting(covered: number): Sighting {
    if (this.#most === 0) return { n: 0 };
    const whole = this.#most > FEW ? Math.max(this.#most, Math.round(this.#sum / Math.max(1, covered))) : this.#most;
    return { n: whole, at: eventTime(this.#at) };
  }
}

function tallyOf(
  tally: Readonly<Record<'closedWater' | 'tents' | 'fires', Tally>>,
  group: DetectedGroup,
  part: BeachPart,
): Tally | undefined {
  if (group.class === 'tent') return tally.tents;
  if (group.class === 'fire') return tally.fires;
  return group.class === 'person' && part === 'closed' ? tally.closedWater : undefined;
}
