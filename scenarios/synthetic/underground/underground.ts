import type { CityModel, MonitoringPoint } from '../../../geodata/city/city-model.ts';
import { type LocalPlane, localPlane, type PlanePoint } from '../../../geodata/model/local-plane.ts';
import type { EventTime } from '../../../geodata/model/time.ts';
import { createResidents } from '../citizens/residents.ts';
import type { CreatePart, Setting, Underground } from '../world/world.ts';
import type { GroundTrouble } from './ground-trouble.ts';
import { driveWhereWatched, type Influence, influencesAt, troughDepths } from './ordinary-settlement.ts';
import { planTroubles } from './plan-troubles.ts';
import { createPointModel, type PointModel } from './point-model.ts';
import type { UndergroundScript } from './script.ts';
import { DAY_MS, Shield } from './shield.ts';
import { UndergroundTruth } from './truth.ts';
import { WeatherBelow } from './weather-below.ts';

export type { UndergroundScript } from './script.ts';

/** Points that no trouble reaches are judged once in so many steps: nothing there changes within minutes. */
const CALM_EVERY = 10;
/** Whoever is within so many trough widths of a running collapse is in harm's way. Ours: nineteen twentieths of the bowl. */
const EXPOSED_WIDTHS = 2.5;

/** Shields that advance, ground that follows, and what goes wrong below. */
export const createUnderground: CreatePart<UndergroundScript, Underground> = (script, setting) => {
  const { city, start, offsetMs } = setting;
  const plane = localPlane(city.centre);
  const shields = city.shieldDrives.map((drive) => new Shield(drive, plane, offsetMs));
  const placed = placePoints(city, plane, shields);
  const troubles = planTroubles(script, setting, plane, shields);
  const models = modelPoints(setting, shields, placed, troubles);
  const byId = new Map(models.map((model) => [model.point.id, model]));
  const shieldById = new Map(shields.map((shield) => [shield.drive.id, shield]));
  const residents = createResidents(city);
  const weather = new WeatherBelow(city.monitoringPoints);
  const truth = new UndergroundTruth(city, models);
  const value = ({ point, at }: PointModel, time: EventTime) => at(time) + weather.adds(point);
  let now = start;
  let steps = 0;
  return {
    id: 'underground',
    slice: {
      ring: (shieldId) => Math.floor(shieldById.get(shieldId)?.ringAt(now) ?? 0),
      value: (pointId) => {
        const model = byId.get(pointId);
        return model ? value(model, now) : 0;
      },
    },
    step(world) {
      for (const each of world.interventions)
        if (each.kind === 'stop_shield') shieldById.get(each.shield)?.stop(each.at);
      now = world.now;
      weather.step(world);
      const all = steps++ % CALM_EVERY === 0;
      for (const model of models) {
        if (!all && !model.troubles.some(({ settings }) => settings.startMs <= now)) continue;
        truth.judge(world, model, value(model, now), model.change(now) + weather.rainAdds(model.point));
      }
      for (const trouble of troubles) {
        truth.follow(world, trouble);
        if (trouble.isRunning(now))
          world.truth.expose(
            Math.round(residents.within(trouble.settings.position, EXPOSED_WIDTHS * trouble.widthM)),
            'underground',
          );
      }
    },
  };
};

interface Placed {
  readonly point: MonitoringPoint;
  readonly place: PlanePoint;
  readonly influences: readonly Influence[];
}

/** Finds what each point feels, and sets the shields to drive where they are watched. */
function placePoints(city: CityModel, plane: LocalPlane, shields: readonly Shield[]): readonly Placed[] {
  const placed = city.monitoringPoints.map((point) => {
    const place = plane.toMetres(point.position);
    return { point, place, influences: influencesFor(point, influencesAt(place, shields)) };
  });
  driveWhereWatched(shields, placed.filter(isSettling));
  return placed;
}

const isSettling = ({ point }: Placed): boolean => point.kind === 'settlement_point';

function modelPoints(
  { city, start, offsetMs }: Setting,
  shields: readonly Shield[],
  placed: readonly Placed[],
  troubles: readonly GroundTrouble[],
): PointModel[] {
  const depths = troughDepths(shields, placed.filter(isSettling), city.provenance.seed ?? 0);
  const pits = new Map(city.pits.map((pit) => [pit.id, pit]));
  const pitDateMs = city.shieldDrives[0]
    ? Date.parse(`${city.shieldDrives[0].atDate}T00:00:00Z`) - offsetMs
    : Math.floor((start + offsetMs) / DAY_MS) * DAY_MS - offsetMs;
  return placed.map(({ point, place, influences }) => {
    const pit = point.pitId === undefined ? undefined : pits.get(point.pitId);
    return createPointModel(point, place, { influences, troughDepths: depths, pit, pitDateMs }, troubles);
  });
}

/** A ring belongs to its own tunnel; the ground feels all of them; a pit's own points feel the pit. */
function influencesFor(point: MonitoringPoint, influences: ReturnType<typeof influencesAt>) {
  if (point.pitId !== undefined) return [];
  if (point.kind !== 'convergence') return influences;
  return influences.filter(({ shield }) => point.shieldId === undefined || shield.drive.id === point.shieldId);
}
