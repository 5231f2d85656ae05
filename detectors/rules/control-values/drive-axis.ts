import type { ShieldDrive } from '../../../geodata/city/city-model.ts';
import type { PlanePoint } from '../../../geodata/model/local-plane.ts';
import { offsetOf } from '../../../geodata/model/local-time.ts';
import type { EventTime } from '../../../geodata/model/time.ts';

const DAY_MS = 86_400_000;

/** A line on the plane, measured along. */
export interface DriveAxis {
  readonly lengthM: number;
  placeAt(alongM: number): PlanePoint;
  /** Nearest place on it; `acrossM` is never negative; `sideM` is, left of the way it runs. */
  project(place: PlanePoint): { readonly alongM: number; readonly acrossM: number; readonly sideM: number };
  /** The place `sideM` to the right of the axis at `alongM`. */
  beside(alongM: number, sideM: number): PlanePoint;
}

export function driveAxis(line: readonly PlanePoint[]): DriveAxis {
  const along = [0];
  for (let i = 1; i < line.length; i++)
    along.push(along[i - 1]! + Math.hypot(line[i]![0] - line[i - 1]![0], line[i]![1] - line[i - 1]![1]));
  const legAt = (alongM: number): number => {
    let leg = 0;
    while (leg < line.length - 2 && along[leg + 1]! < alongM) leg++;
    return leg;
  };
  const beside = (alongM: number, sideM: number): PlanePoint => {
    const leg = legAt(alongM);
    const [a, b] = [line[leg]!, line[leg + 1] ?? line[leg]!];
    const length = along[leg + 1]! - along[leg]! || 1;
    const [ux, uy] = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
    const onLeg = alongM - along[leg]!;
    return [a[0] + ux * onLeg + uy * sideM, a[1] + uy * onLeg - ux * sideM];
  };
  return {
    lengthM: along.at(-1)!,
    placeAt: (alongM) => beside(alongM, 0),
    beside,
    project(place) {
      let best = { alongM: 0, acrossM: Number.POSITIVE_INFINITY, sideM: 0 };
      for (let leg = 0; leg < line.length - 1; leg++) {
        const [a, b] = [line[leg]!, line[leg + 1]!];
        const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
        const length = Math.hypot(dx, dy) || 1;
        const share = Math.min(1, Math.max(0, ((place[0] - a[0]) * dx + (place[1] - a[1]) * dy) / length ** 2));
        const [ex, ey] = [place[0] - a[0] - share * dx, place[1] - a[1] - share * dy];
        const acrossM = Math.hypot(ex, ey);
        if (acrossM >= best.acrossM) continue;
        const isLeft = dx * ey - dy * ex > 0;
        best = { alongM: along[leg]! + share * length, acrossM, sideM: isLeft ? -acrossM : acrossM };
      }
      return best;
    },
  };
}

/** Metres from the launch by plan: so many rings a day since the ring that stood at midnight of its date. */
export function faceAlongM(drive: ShieldDrive, time: EventTime, timeZone: string): number {
  const midnight = Date.parse(`${drive.atDate}T00:00:00Z`) - offsetOf(timeZone, time);
  const days = (time - midnight) / DAY_MS;
  return (drive.ring + drive.ringsPerDay * days) * drive.ringM;
}
