import type { PlanePoint } from '../../../geodata/model/local-plane.ts';
import type { EventTime } from '../../../geodata/model/time.ts';
import type { PointRecord } from './point-record.ts';
import { apart, NEIGHBOUR_M, type SitePoint, type Sites, worksAt } from './sites.ts';

/** Ground that moves at several points at once: one trouble of one drive or pit. Plain data. */
export interface Episode {
  /** The drive or pit that moves it. */
  readonly works: string;
  readonly at: PlanePoint;
  readonly from: number;
  /** When a point within its reach last jumped. */
  lastAt: number;
}

/** Two points that jump within this belong together, ms. Ours: two readings of the slowest. */
const TOGETHER_MS = 2 * 3_600_000;
/** After so long without a jump what moves next is another trouble. Ours: the ground follows for a day. */
const OVER_MS = 24 * 3_600_000;
/** How far from its middle ground moves with it. Ours: a long wall leaks at one end and is watched at the other. */
const GROUND_REACH_M = 150;
/** How far the groundwater follows. Ours: no pumping test in karst sees farther. */
const WATER_REACH_M = 1200;
/** A well at most half as far must fall at least this share as fast. Ours: readings of two wells are up to half an hour apart, and a lowering slows down. */
const NEARER_SHARE = 0.5;
/** A face or pit farther than this does not move what moves. Ours: as {@link NEIGHBOUR_M}. */
const WORKS_REACH_M = NEIGHBOUR_M;

type RecordOf = (id: string) => PointRecord | undefined;

const isWater = ({ point }: SitePoint): boolean => point.kind === 'groundwater' || point.kind === 'pore_pressure';

/** Finds which trouble what moves belongs to: alerts of one trouble share a cause, and a single instrument that misbehaves is none. */
export class Unrest {
  #episodes: Episode[] = [];
  readonly #recordOf: RecordOf;

  constructor(recordOf: RecordOf) {
    this.#recordOf = recordOf;
  }

  get episodes(): readonly Episode[] {
    return this.#episodes;
  }

  /** A point has jumped: it joins a trouble, or two neighbours found one. Returns what it joined. */
  jumped(one: SitePoint, time: EventTime, sites: Sites): Episode | undefined {
    this.#episodes = this.#episodes.filter(({ lastAt }) => time - lastAt <= OVER_MS);
    const known = this.#within(one, GROUND_REACH_M)[0];
    if (known) {
      known.lastAt = time;
      return known;
    }
    const others = one.near.filter(({ point }) => {
      const at = this.#recordOf(point.id)?.jumpedAt;
      return at != null && time - at <= TOGETHER_MS;
    });
    const founders = [one, ...others].sort((a, b) => (a.point.id < b.point.id ? -1 : 1));
    // Water alone may sink by a trouble far away; where the ground or a wall moves with it, the trouble is here.
    if (others.length === 0 || founders.every(isWater)) return this.#far(one, sites);
    const at: PlanePoint = [
      founders.reduce((sum, { place }) => sum + place[0], 0) / founders.length,
      founders.reduce((sum, { place }) => sum + place[1], 0) / founders.length,
    ];
    const works = worksAt(sites, at, WORKS_REACH_M, time) ?? mostNamed(founders);
    const episode = { works, at, from: time, lastAt: time };
    this.#episodes.push(episode);
    return episode;
  }

  /** The trouble that moves a point; the nearest of several. */
  at(one: SitePoint, sites: Sites): Episode | undefined {
    return this.#within(one, GROUND_REACH_M)[0] ?? this.#far(one, sites);
  }

  snapshot(): readonly Episode[] {
    return this.#episodes;
  }

  restore(episodes: readonly Episode[]): void {
    this.#episodes = [...episodes];
  }

  /** Nearest first. */
  #within({ place }: SitePoint, reachM: number): Episode[] {
    return this.#episodes
      .filter(({ at }) => apart(at, place) <= reachM)
      .sort((a, b) => apart(a.at, place) - apart(b.at, place));
  }

  /** Whose water a well follows. A lowering fades with the distance (Theis 1935): one that falls faster here than nearer to the source has another source. */
  #far(one: SitePoint, sites: Sites): Episode | undefined {
    if (!isWater(one)) return undefined;
    const step = Math.abs(this.#recordOf(one.point.id)?.step ?? 0);
    return this.#within(one, WATER_REACH_M).find(({ at }) => {
      const own = apart(at, one.place);
      return sites.wells.every((well) => {
        if (well === one || apart(at, well.place) > own / 2 || well.point.kind !== one.point.kind) return true;
        const record = this.#recordOf(well.point.id);
        return record?.recent.length === undefined || Math.abs(record.step) >= NEARER_SHARE * step;
      });
    });
  }
}

function mostNamed(points: readonly SitePoint[]): string {
  const count = new Map<string, number>();
  for (const { worksId } of points) count.set(worksId, (count.get(worksId) ?? 0) + 1);
  return [...count].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]![0];
}
