import type { CitySensor } from '../../../geodata/city/city-model.ts';
import { polygonContains } from '../../../geodata/model/geometry.ts';
import { type ThingId, thingId } from '../../../geodata/model/ids.ts';
import { type LocalPlane, localPlane, type PlanePoint } from '../../../geodata/model/local-plane.ts';
import { type EventTime, eventTime } from '../../../geodata/model/time.ts';
import { createResidents } from '../citizens/residents.ts';
import { firstReading } from '../instruments/reading-times.ts';
import { type CreatePart, type Hazards, type Setting, STEP_MS, type World } from '../world/world.ts';
import { type Fire, ROOMS_REACH_M } from './fire.ts';
import { chamberKgM3, type GasLeak } from './gas-leak.ts';
import { alongWind, LEL_KG_M3, plumeShare } from './gas-release.ts';
import { CH4_LIMITS, SMOKE_LIMIT } from './limits.ts';
import { planHazards } from './plan-hazards.ts';
import type { HazardsScript } from './script.ts';
import { SensorWatch } from './sensor-watch.ts';

export type { HazardsScript } from './script.ts';

/** A sensor that stands this near to a chamber hangs in it. */
const IN_CHAMBER_M = 3;
/** Sensors and cameras farther away are not asked. Beyond, the plume is far below any limit. */
const SENSORS_WITHIN_M = 600;
/** How far people are in harm's way: the cordon of CJJ 51-2016 practice around a leak, and the brigade's around a building fire. Ours. */
const LEAK_CORDON_M = 50;
const FIRE_CORDON_M = 60;
const STEP_S = STEP_MS / 1000;

/** Gas that leaks and things that burn. */
export const createHazards: CreatePart<HazardsScript, Hazards> = (script, setting) => {
  const plane = localPlane(setting.city.centre);
  const { leaks, fires } = planHazards(script, setting, plane);
  const air = { mps: 1, fromDeg: 0 };
  let now: EventTime = setting.start;
  const ch4 = (at: PlanePoint): number =>
    Math.min(
      100,
      leaks.reduce((sum, leak) => sum + lelAt(leak, at, air, now), 0),
    );
  const smoke = (at: PlanePoint): number =>
    Math.min(
      100,
      fires.reduce((sum, fire) => sum + fire.obscuration(at, air.mps, air.fromDeg), 0),
    );
  const slice = {
    ch4: (at: readonly [number, number]) => (leaks.length === 0 ? 0 : ch4(plane.toMetres(at))),
    obscuration: (at: readonly [number, number]) => (fires.length === 0 ? 0 : smoke(plane.toMetres(at))),
    heatK: (at: readonly [number, number]) => {
      const place = plane.toMetres(at);
      return fires.reduce((sum, fire) => sum + fire.heatK(place), 0);
    },
    fires: [] as Hazards['fires'],
  };
  const consequences = [
    ...leaks.map((leak) => followLeak(leak, setting, plane, ch4)),
    ...fires.map((fire) => followFire(fire, setting, plane, smoke)),
  ];
  return {
    id: 'hazards',
    slice,
    step(world) {
      now = world.now;
      if (consequences.length === 0) return;
      air.mps = world.weather.windMps;
      air.fromDeg = world.weather.windFromDeg;
      for (const each of world.interventions)
        if (each.kind === 'shut_valve')
          for (const leak of leaks) if (shuts(setting, plane, each.valve, leak)) leak.shut(each.at);
      for (const leak of leaks) leak.step(now, STEP_S);
      for (const fire of fires) fire.step(now, STEP_S);
      slice.fires = fires.flatMap(({ state, settings: { id, position, startMs } }) =>
        state === 'none' ? [] : [{ id, position, sinceMs: startMs, kind: state }],
      );
      for (const follow of consequences) follow(world);
    },
    probe(sensor, datastream) {
      if (datastream !== 'temperature') return undefined;
      const at = plane.toMetres(sensor.position);
      if (fires.every(({ settings }) => apart(settings.at, at) > ROOMS_REACH_M)) return undefined;
      return ({ weather }) => weather.airC + slice.heatK(sensor.position);
    },
  };
};

/** Methane at a place, %LEL. */
function lelAt(leak: GasLeak, at: PlanePoint, { mps, fromDeg }: { mps: number; fromDeg: number }, now: number): number {
  const chamber = leak.chambers.find((each) => apart(each.at, at) <= IN_CHAMBER_M);
  if (chamber) return (100 * chamberKgM3(chamber)) / LEL_KG_M3;
  const { settings } = leak;
  const { downM, acrossM } = alongWind([at[0] - settings.at[0], at[1] - settings.at[1]], fromDeg);
  return (100 * leak.openAirKgS(now) * plumeShare(downM, acrossM, mps)) / LEL_KG_M3;
}

/** Valves of neighbouring mains within this shut a break off too: streets are fed from both ends. Ours. */
const VALVE_REACH_M = 300;

/** A gas valve on the broken main, or on one that feeds it. */
const shuts = ({ city }: Setting, plane: LocalPlane, valve: string, { settings }: GasLeak): boolean =>
  city.utilityNodes.some(
    ({ id, medium, mainIds, position }) =>
      id === valve &&
      medium === 'gas' &&
      (mainIds.includes(settings.mainId) || apart(plane.toMetres(position), settings.at) <= VALVE_REACH_M),
  );

const apart = (a: PlanePoint, b: PlanePoint): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

const sensorsNear = ({ city }: Setting, plane: LocalPlane, kind: string, at: PlanePoint): readonly CitySensor[] =>
  city.sensors.filter(
    (sensor) => sensor.kind === kind && apart(plane.toMetres(sensor.position), at) <= SENSORS_WITHIN_M,
  );

function followLeak(leak: GasLeak, setting: Setting, plane: LocalPlane, ch4: (at: PlanePoint) => number) {
  const { settings } = leak;
  const residents = createResidents(setting.city);
  const exposed = Math.round(residents.within(settings.position, LEAK_CORDON_M));
  const watches = sensorsNear(setting, plane, 'gas', settings.at).map((sensor) => ({
    at: plane.toMetres(sensor.position),
    watch: new SensorWatch({
      sensor,
      hazard: settings.id,
      kind: 'gas_leak',
      cause: settings.cause,
      noticed: 0.8,
      description: {
        zh: `燃气管道破损，${sensor.name}处甲烷超过报警限值`,
        en: `A gas main is broken: methane at ${sensor.name} is beyond the alarm limit`,
      },
    }),
  }));
  return (world: World): void => {
    if (world.now < settings.startMs || !leak.isFelt(world.now)) {
      if (world.now >= settings.startMs) for (const { watch } of watches) watch.judge(world, undefined);
      return;
    }
    for (const { at, watch } of watches) {
      const lel = ch4(at);
      watch.judge(world, lel >= CH4_LIMITS.worst ? 1 : lel >= CH4_LIMITS.raise ? 2 : undefined);
    }
    if (leak.rateKgS(world.now) > settings.kgS / 20) world.truth.expose(exposed, 'city');
  };
}

function followFire(fire: Fire, setting: Setting, plane: LocalPlane, smoke: (at: PlanePoint) => number) {
  const { settings } = fire;
  const exposed = Math.round(createResidents(setting.city).within(settings.position, FIRE_CORDON_M));
  const near = sensorsNear(setting, plane, 'smoke', settings.at);
  const watches = near.map((sensor) => ({
    at: plane.toMetres(sensor.position),
    watch: new SensorWatch({
      sensor,
      hazard: settings.id,
      kind: 'smoke',
      cause: settings.cause,
      noticed: 0.5,
      description: { zh: `${sensor.name}处烟雾超过报警限值`, en: `Smoke at ${sensor.name} is beyond the alarm limit` },
    }),
  }));
  const { things, tells } = witnesses(fire, setting, plane);
  return (world: World): void => {
    if (world.now < settings.startMs) return;
    for (const { at, watch } of watches) watch.judge(world, smoke(at) >= SMOKE_LIMIT ? 3 : undefined);
    if (fire.state !== 'fire') {
      world.truth.close(settings.id, world.now);
      return;
    }
    world.truth.expose(exposed, 'city');
    world.truth.open(
      {
        id: settings.id,
        family: 'city',
        kind: 'fire',
        grade: fire.kW >= 1000 ? 1 : 2,
        things,
        position: settings.position,
        ...(settings.place.id !== undefined && { place: settings.place.id }),
        from: world.now,
        visibleFrom: tells(world),
        cause: settings.cause,
        description: { zh: `${settings.place.name}起火`, en: `Fire at ${settings.place.name}` },
      },
      1,
    );
  };
}

/**
 * What can tell of flames: cameras that see the place, thermometers and smoke detectors in the rooms. Where there is none only people can: a thermometer streets away, however near to all
 * others, feels nothing.
 */
function witnesses(fire: Fire, setting: Setting, plane: LocalPlane) {
  const { city } = setting;
  const { at, position, id } = fire.settings;
  const cameras = city.cameras.filter(({ footprint }) => polygonContains(footprint, position));
  const told = city.sensors
    .filter(({ kind }) => kind === 'temperature' || kind === 'smoke')
    .map((sensor) => ({ sensor, distanceM: apart(plane.toMetres(sensor.position), at) }))
    .filter(({ distanceM }) => distanceM <= ROOMS_REACH_M)
    .sort((a, b) => a.distanceM - b.distanceM);
  const [first = thingId(id), ...others] = [
    ...cameras.map((camera) => thingId(camera.id)),
    ...told.map(({ sensor }) => thingId(sensor.id)),
  ];
  const things: readonly [ThingId, ...ThingId[]] = [first, ...others];
  // A camera tells at once; so does a passer-by where nothing is measured.
  const tells = (world: World): EventTime =>
    cameras.length > 0 || told.length === 0
      ? world.now
      : eventTime(Math.min(...told.map(({ sensor }) => firstReading(world, sensor))));
  return { things, tells };
}
