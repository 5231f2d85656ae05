import type { CityModel } from '../../../geodata/city/city-model.ts';
import type { LonLat } from '../../../geodata/model/geometry.ts';
import { STEP_MS, type World } from '../world/world.ts';

/** What runs off per square metre of the land around, m/s, at this moment. */
type RunOff = () => number;

interface Conduit {
  readonly runOff: RunOff;
  /** Land that drains through it, m2. */
  readonly areaM2: number;
  readonly lagS: number;
  /** Without rain, m3/s. */
  readonly baseM3s: number;
  /** At its brim, m3/s and m. */
  readonly fullM3s: number;
  readonly fullM: number;
  /** It overflows so far at most, m above its brim. */
  readonly overM: number;
  /** Whether the tide backs up into it. */
  readonly tidal: boolean;
  flowM3s: number;
}

/** Ours: what a culvert, a stream, a river of a coastal town drain. */
const RIVER_AREA_M2 = { river: 18e6, stream: 4e6, canal: 6e6, culvert: 1.2e6 } as const;
/** Manholes drain a few blocks. Ours. */
const MANHOLE_AREA_M2 = 30_000;
const MANHOLE_M = 2.2;
/** Storm sewers are made for rain of so many mm/h: five years' rain of an hour (GB 50014-2021 table 4.1.3 asks for 3–5 years in big cities; about 60–70 mm/h on this coast). */
const DESIGN_MM_PER_H = 65;
/** Rivers here hold 20-year floods (GB 50201-2014): about 100 mm/h at their catchments' lag. Ours. */
const RIVER_DESIGN_MM_PER_H = 100;
const RUNOFF = 0.7;
/** Depth over discharge in a wide channel by Manning's formula: d ~ Q^(3/5). */
const MANNING = 0.6;
const mmPerH = (value: number): number => value / 1000 / 3600;

/** Rivers, culverts and manholes: each a linear reservoir over the land around it, its level by Manning's formula. */
export class Conduits {
  readonly #byId = new Map<string, Conduit>();
  #tideM = 0;

  constructor(city: CityModel, runOffAt: (at: LonLat) => RunOff) {
    const watched = new Set(city.sensors.flatMap(({ watches }) => (watches === undefined ? [] : [watches])));
    for (const { id, kind, line, widthM } of city.rivers) {
      const fullM = kind === 'river' ? 4.5 : kind === 'culvert' ? 2.5 : 2.8;
      const areaM2 = RIVER_AREA_M2[kind] * Math.min(2, Math.max(0.5, widthM / (kind === 'river' ? 40 : 8)));
      this.#add(
        id,
        runOffAt(line[Math.floor(line.length / 2)]!),
        areaM2,
        fullM,
        RIVER_DESIGN_MM_PER_H,
        kind === 'river',
      );
    }
    for (const { id, medium, position } of city.utilityNodes)
      if (watched.has(id) && (medium === 'storm' || medium === 'sewer'))
        this.#add(id, runOffAt(position), MANHOLE_AREA_M2, MANHOLE_M, DESIGN_MM_PER_H, false);
  }

  levelM(assetId: string): number {
    const conduit = this.#byId.get(assetId);
    if (!conduit) return 0;
    const share = conduit.flowM3s / conduit.fullM3s;
    const level = Math.min(conduit.fullM + conduit.overM, conduit.fullM * share ** MANNING);
    return conduit.tidal ? Math.max(level, level * 0.8 + 0.5 * (this.#tideM + 1)) : level;
  }

  flowM3s(assetId: string): number {
    return this.#byId.get(assetId)?.flowM3s ?? 0;
  }

  step(world: World): void {
    this.#tideM = world.sea.tideM;
    const seconds = STEP_MS / 1000;
    for (const conduit of this.#byId.values()) {
      const target = conduit.baseM3s + conduit.runOff() * conduit.areaM2;
      conduit.flowM3s += (target - conduit.flowM3s) * (1 - Math.exp(-seconds / conduit.lagS));
    }
  }

  #add(id: string, runOff: RunOff, areaM2: number, fullM: number, designMmPerH: number, tidal: boolean): void {
    const fullM3s = RUNOFF * mmPerH(designMmPerH) * areaM2;
    const baseM3s = 0.02 * fullM3s;
    this.#byId.set(id, {
      runOff,
      areaM2,
      lagS: Math.max(300, 900 * Math.sqrt(areaM2 / 1e6)),
      baseM3s,
      fullM3s,
      fullM,
      overM: 0.25 * fullM,
      tidal,
      flowM3s: baseM3s,
    });
  }
}
