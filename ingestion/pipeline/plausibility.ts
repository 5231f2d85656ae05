import { distanceM, type LonLat } from '../../geodata/model/geometry.ts';
import type { ThingId } from '../../geodata/model/ids.ts';
import type { ThingKindName } from '../../geodata/model/thing-kinds.ts';
import { MPS_PER_KNOT } from '../../geodata/model/units.ts';
import type { Position } from '../observation.ts';

export interface PlausibilityOptions {
  /** Faster than this between two fixes, m/s, and the later one is suspect. All ours, configurable. */
  readonly fastestMps: Partial<Readonly<Record<ThingKindName, number>>>;
  /** For kinds without an entry, m/s. */
  readonly fastestOtherMps: number;
  /** Distance that never counts as a jump, metres: receivers scatter, and receive times lag by seconds. Ours, configurable. */
  readonly slackM: number;
  /** So many suspect fixes in a row that agree with each other are a new track. Ours, configurable. */
  readonly restartAfter: number;
}

export const PLAUSIBILITY_DEFAULTS: PlausibilityOptions = {
  fastestMps: {
    // No ship in service passes 60 kn; AIS cannot say more than 102.2 (ITU-R M.1371-5 table 48).
    vessel: 100 * MPS_PER_KNOT,
    sar_aircraft: 1022 * MPS_PER_KNOT,
    truck: 70,
    patrol_car: 70,
    bus: 70,
  },
  fastestOtherMps: 100 * MPS_PER_KNOT,
  slackM: 200,
  restartAfter: 3,
};

interface Fix {
  time: number;
  lon: number;
  lat: number;
}

interface Track {
  readonly last: Fix;
  /** The newest of a run of suspect fixes that agree with each other. */
  candidate: (Fix & { agreeing: number }) | undefined;
}

/** Marks positions that nothing could have reached in the time: a jump is kept as `suspect`, never drawn or detected as if good. */
export class Plausibility {
  readonly #tracks = new Map<ThingId, Track>();
  readonly #options: PlausibilityOptions;

  constructor(options: PlausibilityOptions = PLAUSIBILITY_DEFAULTS) {
    this.#options = options;
  }

  /** Starts from where things were when we last looked, so that a restart does not believe a first jump. */
  seed(positions: Iterable<Position>): void {
    for (const { thing, time, lon, lat } of positions)
      this.#tracks.set(thing, { last: { time, lon, lat }, candidate: undefined });
  }

  /** The same message, or a copy of it marked `suspect`. Messages that were not good already judge nothing. */
  judge(message: Position, kind: ThingKindName): Position {
    if (message.quality !== 'good') return message;
    const track = this.#tracks.get(message.thing);
    if (!track) {
      const { time, lon, lat } = message;
      this.#tracks.set(message.thing, { last: { time, lon, lat }, candidate: undefined });
      return message;
    }
    if (this.#reachable(track.last, message, kind)) {
      // A late fix may be plausible, but the track goes on from its newest.
      if (message.time >= track.last.time) moveTo(track, message);
      return message;
    }
    return this.#restarted(track, message, kind) ? message : { ...message, quality: 'suspect' };
  }

  #restarted(track: Track, message: Position, kind: ThingKindName): boolean {
    const { candidate } = track;
    if (!candidate || message.time <= candidate.time || !this.#reachable(candidate, message, kind)) {
      const { time, lon, lat } = message;
      track.candidate = { time, lon, lat, agreeing: 1 };
      return this.#options.restartAfter <= 1;
    }
    const agreeing = candidate.agreeing + 1;
    if (agreeing < this.#options.restartAfter) {
      track.candidate = { time: message.time, lon: message.lon, lat: message.lat, agreeing };
      return false;
    }
    moveTo(track, message);
    return true;
  }

  #reachable(from: Fix, to: Position, kind: ThingKindName): boolean {
    const { fastestMps, fastestOtherMps, slackM } = this.#options;
    const seconds = Math.abs(to.time - from.time) / 1000;
    const reachM = (fastestMps[kind] ?? fastestOtherMps) * seconds + slackM;
    // One degree of latitude is about 111 km: most fixes are so near that the exact distance need not be computed.
    if (Math.abs(to.lat - from.lat) + Math.abs(to.lon - from.lon) < reachM / DEGREE_M_AT_MOST) return true;
    return distanceM([from.lon, from.lat] satisfies LonLat, [to.lon, to.lat]) <= reachM;
  }
}

/** No degree of latitude or longitude is longer than this on the sphere of `EARTH_RADIUS_M`: 2πR/360, rounded up. */
const DEGREE_M_AT_MOST = 111_200;

function moveTo(track: Track, { time, lon, lat }: Position): void {
  track.last.time = time;
  track.last.lon = lon;
  track.last.lat = lat;
  track.candidate = undefined;
}
