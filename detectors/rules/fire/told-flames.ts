import type { CityModel } from '../../../geodata/city/city-model.ts';
import { boundsOf, distanceM, type LonLat, polygonContains } from '../../../geodata/model/geometry.ts';
import type { EventTime } from '../../../geodata/model/time.ts';
import type { Report } from '../../../ingestion/observation.ts';
import { matterOf } from '../../risk/complaint-hotspot/classify-matter.ts';
import type { FireParameters } from './parameters.ts';

/** One person who speaks of fire or smoke at a place. Plain data. */
export interface FireReport {
  readonly id: string;
  readonly thing: Report['thing'];
  readonly time: EventTime;
  readonly text: string;
  readonly position: LonLat;
}

/** So near to a beach it is a bonfire on it, which is the beaches' own matter, m. Ours: the promenade, and what a caller errs by. */
const BEACH_M = 300;
const METERS_PER_DEGREE = 111_320;
const ON_A_BEACH = /沙滩|海滩|海边|beach/i;

/** Callers who speak of fire at one place within a short time: one may err, or mean a kitchen. */
export class ToldFlames {
  readonly #parameters: FireParameters;
  #reports: FireReport[] = [];
  #fresh: FireReport[] = [];

  constructor(parameters: FireParameters) {
    this.#parameters = parameters;
  }

  observe(report: Report, city: CityModel): void {
    const { id, thing, time, text, lon, lat } = report;
    if (lon === undefined || lat === undefined || matterOf(report)?.matter.id !== 'fire') return;
    const position: LonLat = [lon, lat];
    if (ON_A_BEACH.test(text) || isNearBeach(city, position)) return;
    const told = { id, thing, time, text, position };
    this.#reports.push(told);
    this.#fresh.push(told);
  }

  /** Those who are no longer heard are forgotten. */
  forget(time: EventTime): void {
    const oldest = time - this.#parameters.reportsWithinS * 1000;
    this.#reports = this.#reports.filter((report) => report.time > oldest);
  }

  /** For each new report: all of late that speak of its place, oldest first. */
  *told(): Generator<readonly FireReport[]> {
    const fresh = this.#fresh;
    this.#fresh = [];
    for (const { position } of fresh)
      yield this.#reports.filter((other) => distanceM(other.position, position) <= this.#parameters.reportsWithinM);
  }

  snapshot(): unknown {
    return structuredClone({ reports: this.#reports, fresh: this.#fresh });
  }

  restore(snapshot: unknown): void {
    const { reports, fresh } = structuredClone(snapshot) as {
      readonly reports: FireReport[];
      readonly fresh: FireReport[];
    };
    this.#reports = reports;
    this.#fresh = fresh;
  }
}

const isNearBeach = ({ beaches }: CityModel, at: LonLat): boolean =>
  beaches.some(({ sand }) => {
    const [west, south, east, north] = boundsOf(sand);
    const lat = BEACH_M / METERS_PER_DEGREE;
    const lon = lat / Math.cos((at[1] * Math.PI) / 180);
    if (at[0] < west - lon || at[0] > east + lon || at[1] < south - lat || at[1] > north + lat) return false;
    return polygonContains(sand, at) || sand[0]!.some((corner) => distanceM(corner, at) <= BEACH_M);
  });
