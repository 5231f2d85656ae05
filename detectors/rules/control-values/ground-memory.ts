import type { MonitoringPoint } from '../../../geodata/city/city-model.ts';
import type { EventTime } from '../../../geodata/model/time.ts';
import type { Observation } from '../../../ingestion/observation.ts';
import { newRecord, type PointRecord, takeReading } from './point-record.ts';
import type { SitePoint, Sites } from './sites.ts';
import { type Episode, Unrest } from './unrest.ts';

/** All points below ground are heard by every detector of the family, so that each comes to the same causes. */
export const UNDERGROUND_KINDS = [
  'settlement_point',
  'convergence',
  'groundwater',
  'axial_force',
  'pore_pressure',
  'inclinometer',
] as const satisfies readonly MonitoringPoint['kind'][];

export interface SavedGround {
  readonly records: readonly (readonly [string, PointRecord])[];
  readonly episodes: readonly Episode[];
}

/** What the ground did of late: the readings of every point, and which of them belong to one trouble. */
export class GroundMemory {
  readonly #jumpSigmas: number;
  readonly #records = new Map<string, PointRecord>();
  readonly unrest = new Unrest((id) => this.#records.get(id));

  constructor(jumpSigmas: number) {
    this.#jumpSigmas = jumpSigmas;
  }

  readonly recordOf = (id: string): PointRecord | undefined => this.#records.get(id);

  /** Takes a reading and says which trouble its point's jump belongs to; `undefined` when it did not jump, or alone. */
  take(one: SitePoint, reading: Observation, sites: Sites): Episode | undefined {
    let record = this.#records.get(one.point.id);
    if (!record) {
      record = newRecord();
      this.#records.set(one.point.id, record);
    }
    takeReading(record, one.point, reading, this.#jumpSigmas);
    if (record.jumpedAt !== reading.time) return undefined;
    return this.unrest.jumped(one, reading.time as EventTime, sites);
  }

  newest(id: string): number | undefined {
    return this.#records.get(id)?.recent.at(-1)?.[1];
  }

  save(): SavedGround {
    return { records: [...this.#records], episodes: this.unrest.snapshot() };
  }

  restore({ records, episodes }: SavedGround): void {
    for (const [id, record] of records) this.#records.set(id, record);
    this.unrest.restore(episodes);
  }
}
