import type { CityModel } from '../../../geodata/city/city-model.ts';
import { nameSeed } from '../../../geodata/city/name-seed.ts';
import { hashNoise } from '../../../geodata/city/seeded-random.ts';
import type { LonLat } from '../../../geodata/model/geometry.ts';
import type { LocalPlane, PlanePoint } from '../../../geodata/model/local-plane.ts';
import type { Setting } from '../world/world.ts';
import { Fire } from './fire.ts';
import { CHAMBER_REACH_M, type Chamber, GasLeak } from './gas-leak.ts';
import { METHANE_KJ_KG, releaseKgS } from './gas-release.ts';
import type { Hazard, HazardsScript } from './script.ts';

const HOUR_MS = 3_600_000;
/** What a hazard is like unless the script says otherwise. Ours: an excavator's tooth through a street main; a workshop fire with the brigade there in twenty minutes. */
const LEAK = { holeMm: 20, shutAfterH: 3, pressureKPa: 300 } as const;
const FIRE = { growth: 'fast', peakMW: 6, fuelGJ: 20, smouldersH: 0.25, foughtAfterH: 0.5 } as const;
/** Break and chamber are that far apart along the main at least. Ours. */
const BESIDE_M = 12;

/** Makes a script's hazards concrete. One that finds no main or no place to happen at is left out. */
export function planHazards(script: HazardsScript | undefined, setting: Setting, plane: LocalPlane) {
  const leaks: GasLeak[] = [];
  const fires: Fire[] = [];
  (script?.hazards ?? []).forEach((hazard, index) => {
    const pick = hashNoise(nameSeed(setting.seed, 'hazards'), index);
    if (hazard.kind === 'gas_leak') {
      const leak = planLeak(hazard, index, setting, plane, pick);
      if (!leak) return;
      leaks.push(leak);
      if (leak.settings.ignitesMs !== undefined) fires.push(jetFire(leak, leak.settings.ignitesMs));
    } else {
      const fire = planFire(hazard, index, setting, plane, pick);
      if (fire) fires.push(fire);
    }
  });
  return { leaks, fires };
}

function planLeak(
  hazard: Extract<Hazard, { kind: 'gas_leak' }>,
  index: number,
  { city, start }: Setting,
  plane: LocalPlane,
  pick: number,
): GasLeak | undefined {
  const place = breakPlace(city, plane, hazard.main, pick);
  if (!place) return undefined;
  const startMs = start + hazard.atH * HOUR_MS;
  const main = city.mains.find(({ id }) => id === place.mainId);
  const id = `gas-leak-${index + 1}`;
  return new GasLeak(
    {
      id,
      cause: hazard.cause ?? `gas_leak:${place.mainId}`,
      mainId: place.mainId,
      at: place.at,
      position: plane.toLonLat(place.at),
      startMs,
      kgS: releaseKgS(main?.pressureKPa ?? LEAK.pressureKPa, hazard.holeMm ?? LEAK.holeMm),
      shutMs: startMs + (hazard.shutAfterH ?? LEAK.shutAfterH) * HOUR_MS,
      ...(hazard.ignitesAfterH !== undefined && { ignitesMs: startMs + hazard.ignitesAfterH * HOUR_MS }),
    },
    chambersNear(city, plane, place.at),
  );
}

/** What a broken main feeds burns at once and as long as it flows. */
function jetFire(leak: GasLeak, ignitesMs: number): Fire {
  const { id, cause, position, at, kgS } = leak.settings;
  const lastsS = Math.max(0, (leak.shutMs - ignitesMs) / 1000);
  const peakKW = kgS * METHANE_KJ_KG;
  return new Fire({
    id: `${id}-fire`,
    cause,
    position,
    at,
    startMs: ignitesMs,
    flamesMs: ignitesMs,
    place: { name: '燃气管道破损处' },
    // Fuel is no limit: the flame is out when the main is empty.
    curve: { growth: 'ultrafast', peakKW, fuelMJ: (peakKW * lastsS) / 500 },
    foughtMs: () => leak.shutMs,
  });
}

/** Manholes and valve chambers that the ground connects with a break. */
function chambersNear(city: CityModel, plane: LocalPlane, at: PlanePoint): Chamber[] {
  return city.utilityNodes.flatMap(({ id, kind, position }) => {
    if (kind !== 'manhole' && kind !== 'valve' && kind !== 'regulator') return [];
    const place = plane.toMetres(position);
    const distanceM = Math.hypot(place[0] - at[0], place[1] - at[1]);
    return distanceM <= CHAMBER_REACH_M ? [{ id, position, at: place, distanceM, kg: 0 }] : [];
  });
}

/** Beside a watched valve or manhole that the seed picks; else in the middle of a main. */
function breakPlace(
  city: CityModel,
  plane: LocalPlane,
  named: string | undefined,
  pick: number,
): { readonly mainId: string; readonly at: PlanePoint } | undefined {
  const watched = new Set(city.sensors.filter(({ kind }) => kind === 'gas').map(({ watches }) => watches));
  const nodes = city.utilityNodes.filter(
    ({ id, medium, mainIds }) =>
      medium === 'gas' && watched.has(id) && (named === undefined ? mainIds.length > 0 : mainIds.includes(named)),
  );
  const node = nodes[Math.floor(pick * nodes.length)];
  const wanted = new Set(named === undefined ? node?.mainIds : [named]);
  const mains = city.mains.filter(({ id, medium }) => medium === 'gas' && (wanted.size === 0 || wanted.has(id)));
  const legs = mains.flatMap(({ id, line }) => {
    const points = line.map((at) => plane.toMetres(at));
    return points.slice(1).map((to, i) => ({ mainId: id, from: points[i]!, to }));
  });
  if (!node || legs.length === 0) {
    const leg = legs[Math.floor(pick * legs.length)];
    return leg && { mainId: leg.mainId, at: [(leg.from[0] + leg.to[0]) / 2, (leg.from[1] + leg.to[1]) / 2] };
  }
  const place = plane.toMetres(node.position);
  const { leg, share } = legs
    .map((each) => ({ leg: each, ...distanceToLeg(each, place) }))
    .reduce((a, b) => (b.distanceM < a.distanceM ? b : a));
  const lengthM = Math.hypot(leg.to[0] - leg.from[0], leg.to[1] - leg.from[1]);
  const beside = Math.min(1, BESIDE_M / lengthM);
  const along = share + (share < 0.5 ? beside : -beside);
  return {
    mainId: leg.mainId,
    at: [leg.from[0] + (leg.to[0] - leg.from[0]) * along, leg.from[1] + (leg.to[1] - leg.from[1]) * along],
  };
}

function distanceToLeg({ from, to }: { from: PlanePoint; to: PlanePoint }, at: PlanePoint) {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length2 = dx * dx + dy * dy;
  const raw = length2 === 0 ? 0 : ((at[0] - from[0]) * dx + (at[1] - from[1]) * dy) / length2;
  const share = Math.min(1, Math.max(0, raw));
  return { share, distanceM: Math.hypot(at[0] - from[0] - share * dx, at[1] - from[1] - share * dy) };
}

function planFire(
  hazard: Extract<Hazard, { kind: 'fire' }>,
  index: number,
  { city, start }: Setting,
  plane: LocalPlane,
  pick: number,
): Fire | undefined {
  const place = firePlace(city, hazard, pick);
  if (!place) return undefined;
  const startMs = start + hazard.atH * HOUR_MS;
  const flamesMs = startMs + (hazard.smouldersH ?? FIRE.smouldersH) * HOUR_MS;
  const id = `fire-${index + 1}`;
  return new Fire({
    id,
    cause: hazard.cause ?? `fire:${place.id ?? id}`,
    position: place.position,
    at: plane.toMetres(place.position),
    startMs,
    flamesMs,
    place,
    curve: {
      growth: hazard.growth ?? FIRE.growth,
      peakKW: (hazard.peakMW ?? FIRE.peakMW) * 1000,
      fuelMJ: (hazard.fuelGJ ?? FIRE.fuelGJ) * 1000,
    },
    foughtMs: () => flamesMs + (hazard.foughtAfterH ?? FIRE.foughtAfterH) * HOUR_MS,
  });
}

/** At the place given, the enterprise named, or one with a smoke detector that the seed picks. */
function firePlace(
  city: CityModel,
  { at, enterprise }: Extract<Hazard, { kind: 'fire' }>,
  pick: number,
): { readonly id?: string; readonly position: LonLat; readonly name: string } | undefined {
  if (at) return { position: at, name: '起火点' };
  const watched = new Set(city.sensors.filter(({ kind }) => kind === 'smoke').map(({ watches }) => watches));
  const likely = city.enterprises.filter(({ id }) => watched.has(id));
  const pool = likely.length > 0 ? likely : city.enterprises;
  return enterprise === undefined
    ? pool[Math.floor(pick * pool.length)]
    : city.enterprises.find(({ id }) => id === enterprise);
}
