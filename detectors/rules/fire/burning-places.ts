import { distanceM, type LonLat } from '../../../geodata/model/geometry.ts';

/** Whatever tells of flames so near to each other tells of one fire, m. Ours: a workshop and its yard, and as far as a caller errs. */
const SAME_FIRE_M = 150;

/** One fire with the alerts that tell of it. Plain data. */
interface BurningPlace {
  readonly cause: string;
  readonly members: { readonly key: string; readonly position: LonLat }[];
}

/** Knows which alerts tell of one fire: smoke drifts next door, several cameras look at one roof. */
export class BurningPlaces {
  #places: BurningPlace[] = [];

  /** The fire that burns within `withinM` of a place. */
  at(position: LonLat, withinM = SAME_FIRE_M): string | undefined {
    return this.#near(position, withinM)?.cause;
  }

  /** An alert tells of a fire: of one that burns there, else of a new one, called `cause`. */
  join(key: string, position: LonLat, cause: string): string {
    const known = this.#places.find(({ members }) => members.some((member) => member.key === key));
    if (known) return known.cause;
    let place = this.#near(position, SAME_FIRE_M);
    if (!place) {
      place = { cause, members: [] };
      this.#places.push(place);
    }
    place.members.push({ key, position });
    return place.cause;
  }

  leave(key: string): void {
    for (const { members } of this.#places) {
      const index = members.findIndex((member) => member.key === key);
      if (index >= 0) members.splice(index, 1);
    }
    this.#places = this.#places.filter(({ members }) => members.length > 0);
  }

  snapshot(): unknown {
    return structuredClone(this.#places);
  }

  restore(snapshot: unknown): void {
    this.#places = structuredClone(snapshot as BurningPlace[]);
  }

  #near(position: LonLat, withinM: number): BurningPlace | undefined {
    return this.#places.find(({ members }) =>
      members.some((member) => distanceM(member.position, position) <= withinM),
    );
  }
}
