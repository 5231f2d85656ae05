import type { ThingId } from '../../../geodata/model/ids.ts';
import type { EventTime } from '../../../geodata/model/time.ts';
import { MPS_PER_KNOT } from '../../../geodata/model/units.ts';
import type { Position } from '../../../ingestion/observation.ts';
import { type Motion, positionAfter } from './approach.ts';

const RADIANS = Math.PI / 180;

/** A vessel dead-reckoned to the time of a scan. */
export interface Hull extends Motion {
  readonly id: ThingId;
  readonly speedKn: number;
  /** The report it rests on. */
  readonly report: Position;
}

/** The newest report of every vessel that can be dead-reckoned. */
export class Fleet {
  readonly #reports = new Map<ThingId, Position>();

  /** A report without a speed, or of a moving vessel without a course, cannot be extrapolated and replaces nothing. */
  observe(report: Position): void {
    if (report.speedKn === undefined || (report.courseDeg === undefined && report.speedKn > 0)) return;
    this.#reports.set(report.thing, report);
  }

  /** Every vessel moved on to `time`; those not heard for longer than `longestAgeMs` are forgotten. */
  at(time: EventTime, longestAgeMs: number): Hull[] {
    const hulls: Hull[] = [];
    for (const [id, report] of this.#reports) {
      if (report.time < time - longestAgeMs) this.#reports.delete(id);
      else hulls.push(deadReckon(id, report, time));
    }
    return hulls;
  }

  snapshot(): Position[] {
    return [...this.#reports.values()];
  }

  restore(reports: readonly Position[]): void {
    this.#reports.clear();
    for (const report of reports) this.#reports.set(report.thing, report);
  }
}

function deadReckon(id: ThingId, report: Position, time: EventTime): Hull {
  const speedKn = report.speedKn ?? 0;
  const course = (report.courseDeg ?? 0) * RADIANS;
  const speedMps = speedKn * MPS_PER_KNOT;
  const motion = {
    lon: report.lon,
    lat: report.lat,
    eastMps: speedMps * Math.sin(course),
    northMps: speedMps * Math.cos(course),
  };
  const [lon, lat] = positionAfter(motion, (time - report.time) / 1000);
  return { id, speedKn, report, lon, lat, eastMps: motion.eastMps, northMps: motion.northMps };
}
