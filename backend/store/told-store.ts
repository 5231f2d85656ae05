import type pg from 'pg';
import type { EventTime } from '../../geodata/model/time.ts';
import type { Report, Warning } from '../../ingestion/observation.ts';
import { newestReports, openWarnings, warningsSince } from './told-reader.ts';

/** What people told and authorities warned of, as a console that is opened now has to see it. */
export class ToldStore {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** The newest `limit`, oldest first. */
  reports(limit: number): Promise<Report[]> {
    return newestReports(this.#pool, limit);
  }

  /** Everything about warnings since `from`, in the order in which it was issued: told again, it says which were in force when. */
  warningsSince(from: EventTime): Promise<Warning[]> {
    return warningsSince(this.#pool, from);
  }

  /** Those in force at `now` or later, in the order in which they were issued. */
  warnings(now: EventTime): Promise<Warning[]> {
    return openWarnings(this.#pool, now);
  }
}
