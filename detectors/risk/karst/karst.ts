import type { EventTime } from '../../../geodata/model/time.ts';
import type { Observation } from '../../../ingestion/observation.ts';
import type { ScanningDetector, Surroundings } from '../../detector.ts';
import type { Finding } from '../../finding.ts';
import { GroundMemory, type SavedGround } from '../../rules/control-values/ground-memory.ts';
import { apart, type SitePoint, type Sites, sitesOf } from '../../rules/control-values/sites.ts';
import type { Episode } from '../../rules/control-values/unrest.ts';
import { type KarstParameters, RULE } from './parameters.ts';
import { tellKarst } from './tell-karst.ts';

/** A point this far from where the ground moves is a witness of it, metres. Ours: as far as one face's trough reaches along the drive. */
const WITNESS_REACH_M = 100;

/** One void that was told of; plain data. */
interface Told {
  readonly key: string;
  readonly works: string;
  lastAt: number;
  /** How many points spoke for it when it was last told. */
  witnesses: number;
}

interface Snapshot {
  readonly ground: SavedGround;
  readonly told: readonly Told[];
  readonly fresh: boolean;
}

/** Finds a void that a face has met: the ground above jumps at several points, and the water in the wells around falls. Over-excavation moves the ground alone, a leaking wall a pit. */
export class Karst implements ScanningDetector<Observation> {
  readonly shape = 'scanning';
  /** Ours: a sixth of what a median alarm may be late. */
  readonly intervalMs = 10_000;
  /** So that what is open ends when nothing more is heard of a jump. */
  readonly settleMs: number;
  readonly #parameters: KarstParameters;
  readonly #ground: GroundMemory;
  readonly #told = new Map<string, Told>();
  #fresh = false;

  constructor(parameters: KarstParameters) {
    this.#parameters = parameters;
    this.#ground = new GroundMemory(parameters.jumpSigmas);
    this.settleMs = 0;
  }

  observe(reading: Observation, { city }: Surroundings): void {
    const sites = sitesOf(city);
    const one = sites.points.get(reading.thing);
    if (!one) return;
    if (this.#ground.take(one, reading, sites)) this.#fresh = true;
  }

  scan(time: EventTime, { city }: Surroundings, emit: (finding: Finding) => void): void {
    const sites = sitesOf(city);
    if (this.#fresh) for (const episode of this.#ground.unrest.episodes) this.#judge(episode, sites, time, emit);
    this.#fresh = false;
    for (const [works, told] of this.#told) {
      if (time - told.lastAt <= this.#parameters.quietS * 1000) continue;
      this.#told.delete(works);
      emit({
        kind: 'clear',
        detector: RULE.id,
        key: told.key,
        time,
        message: {
          zh: '掘进面附近测点与水位不再突变。',
          en: 'Neither the ground near the face nor the water jumps any more.',
        },
      });
    }
  }

  snapshot(): Snapshot {
    return { ground: this.#ground.save(), told: [...this.#told.values()], fresh: this.#fresh };
  }

  restore(snapshot: unknown): void {
    const { ground, told, fresh } = snapshot as Snapshot;
    this.#ground.restore(ground);
    for (const each of told) this.#told.set(each.works, each);
    this.#fresh = fresh;
  }

  #judge(episode: Episode, sites: Sites, time: EventTime, emit: (finding: Finding) => void): void {
    const drive = sites.drives.find(({ drive: { id } }) => id === episode.works);
    if (!drive) return;
    const { leastGroundPoints, waterReachM, togetherS } = this.#parameters;
    const since = time - togetherS * 1000;
    const ground = this.#jumped(sites.points.values(), episode, WITNESS_REACH_M, since);
    const told = this.#told.get(episode.works);
    if (told && ground.length > 0) told.lastAt = Math.max(told.lastAt, ...ground.map(({ at }) => at));
    const water = this.#jumped(sites.wells, episode, waterReachM, since);
    const rock = ground.filter(({ one }) => !sites.wells.includes(one));
    if (rock.length < leastGroundPoints || water.length === 0) return;
    const witnesses = [...new Set([...rock, ...water].map(({ one }) => one))];
    if (told && witnesses.length <= told.witnesses) return;
    const raise = tellKarst(
      { drive, works: episode.works, at: episode.at, witnesses, rock: rock.length, water: water.length, time },
      { sites, ground: this.#ground, parameters: this.#parameters },
    );
    if (told) {
      told.witnesses = witnesses.length;
      const { detector, key, message, evidence } = raise;
      emit({ kind: 'update', detector, key, time, message, evidence });
      return;
    }
    const lastAt = Math.max(...ground.map(({ at }) => at));
    this.#told.set(episode.works, { key: raise.key, works: episode.works, lastAt, witnesses: witnesses.length });
    emit({ ...raise, kind: 'raise' });
  }

  /** Points near an episode that jumped of late, nearest first. */
  #jumped(points: Iterable<SitePoint>, { at, from }: Episode, reachM: number, since: number) {
    const found: { one: SitePoint; at: number; awayM: number }[] = [];
    for (const one of points) {
      const awayM = apart(one.place, at);
      if (awayM > reachM) continue;
      const jumpedAt = this.#ground.recordOf(one.point.id)?.jumpedAt;
      if (jumpedAt != null && jumpedAt >= Math.max(since, from - this.#parameters.togetherS * 1000))
        found.push({ one, at: jumpedAt, awayM });
    }
    return found.sort((a, b) => a.awayM - b.awayM || (a.one.point.id < b.one.point.id ? -1 : 1));
  }
}
