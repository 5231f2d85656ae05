import { beachZoneIds } from '../../../geodata/city/beach-zones.ts';
import type { CityCamera, CityModel } from '../../../geodata/city/city-model.ts';
import type { LonLat } from '../../../geodata/model/geometry.ts';
import { type ThingId, thingId } from '../../../geodata/model/ids.ts';
import type { Detection } from '../../../ingestion/observation.ts';
import type { EvidenceSample } from '../../finding.ts';
import { NOTHING_YET, type Recent, remember, yesCount } from '../conditions/recent.ts';
import { keepSample } from '../conditions/samples.ts';
import type { FireParameters } from './parameters.ts';

/** What one camera has seen of late. Plain data. */
export interface CameraState {
  recent: Recent;
  /** Looks in a row without flames. */
  without: number;
  position: LonLat;
  score: number;
  /** Score of each look with flames. */
  readonly samples: EvidenceSample[];
}

interface Eyes {
  readonly byId: ReadonlyMap<string, CityCamera>;
  /** Parts of beaches: what burns on the sand is the beaches' own matter. */
  readonly beachZones: ReadonlySet<string>;
}
const known = new WeakMap<CityModel, Eyes>();

export function eyesOf(city: CityModel): Eyes {
  const eyes = known.get(city) ?? {
    byId: new Map(city.cameras.map((camera) => [camera.id, camera])),
    beachZones: new Set(city.beaches.flatMap(({ id }) => Object.values(beachZoneIds(id)))),
  };
  known.set(city, eyes);
  return eyes;
}

/** Cameras that see flames in so many of their last looks: a low sun or a lamp is taken for a fire in one. */
export class SeenFlames {
  readonly #parameters: FireParameters;
  readonly #cameras = new Map<ThingId, CameraState>();
  readonly #touched = new Set<ThingId>();

  constructor(parameters: FireParameters) {
    this.#parameters = parameters;
  }

  observe({ thing, time, groups }: Detection, city: CityModel): void {
    const flames = groups.find((group) => group.class === 'fire' && group.maxScore >= this.#parameters.leastScore);
    const known = this.#cameras.get(thing);
    if (!flames && !known) return;
    const { byId, beachZones } = eyesOf(city);
    if (flames?.zone !== undefined && beachZones.has(flames.zone)) return;
    const position = flames?.positions?.[0] ?? known?.position ?? byId.get(thing)?.position;
    if (!position) return;
    const state = known ?? { recent: NOTHING_YET, without: 0, position, score: 0, samples: [] };
    state.recent = remember(state.recent, flames !== undefined, this.#parameters.looksOutOf);
    state.without = flames ? 0 : state.without + 1;
    if (flames) {
      state.position = position;
      state.score = flames.maxScore;
      keepSample(state.samples, { time, value: flames.maxScore, thing, position });
    }
    this.#cameras.set(thing, state);
    this.#touched.add(thing);
  }

  /** Tells of cameras with news, in order of ids. What shows nothing more and is not `open` is forgotten. */
  scan(
    isOpen: (camera: ThingId) => boolean,
    tell: (camera: ThingId, change: 'burning' | 'out', state: CameraState) => void,
  ): void {
    for (const camera of [...this.#touched].sort()) {
      const state = this.#cameras.get(camera)!;
      const { looksNeed, looksClear } = this.#parameters;
      if (state.without >= looksClear) {
        if (isOpen(camera)) tell(camera, 'out', state);
        this.#cameras.delete(camera);
      } else if (yesCount(state.recent) >= looksNeed && !isOpen(camera)) tell(camera, 'burning', state);
    }
    this.#touched.clear();
  }

  snapshot(): unknown {
    return structuredClone({ cameras: [...this.#cameras], touched: [...this.#touched] });
  }

  restore(snapshot: unknown): void {
    const { cameras, touched } = structuredClone(snapshot) as {
      readonly cameras: readonly (readonly [string, CameraState])[];
      readonly touched: readonly string[];
    };
    for (const [camera, state] of cameras) this.#cameras.set(thingId(camera), state);
    for (const camera of touched) this.#touched.add(thingId(camera));
  }
}
