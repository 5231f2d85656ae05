import type { CityModel } from '../geodata/city/city-model.ts';
import { type Clock, type EventTime, eventTime, wallClock } from '../geodata/model/time.ts';
import type { ThingRegistry } from '../ingestion/pipeline/thing-registry.ts';
import { demonstrationClock } from '../scenarios/demonstration-clock.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import type { Config } from './config.ts';

/** What the system takes for now: real time, or the time of the demonstration that it plays. */
export function cityClock(
  { speed }: Pick<Config, 'speed'>,
  scenario: Scenario | undefined,
  city: CityModel,
  newestStored: EventTime | undefined,
): Clock {
  if (!scenario) return wallClock;
  return demonstrationClock({ scenario, timeZone: city.timeZone, real: wallClock, speed, newestStored });
}

/** A demonstration may be set in the past or run ahead; real senders live in real time. Neither is the future. */
export const latestOf = (city: Clock): Clock => ({ now: () => eventTime(Math.max(city.now(), wallClock.now())) });

/** Event time of the newest message that any thing is known to have sent. */
export function newestSeen(registry: ThingRegistry): EventTime | undefined {
  let newest: EventTime | undefined;
  for (const { id } of registry.all()) {
    const seen = registry.sighting(id)?.lastSeenAt;
    if (seen !== undefined && (newest === undefined || seen > newest)) newest = seen;
  }
  return newest;
}

/** Lanwan without the instruments and helpers that belong to its demonstrations: a start without a scenario begins empty. */
export function unmanned(city: CityModel): CityModel {
  return { ...city, sensors: [], cameras: [], monitoringPoints: [], riskSources: [], resources: [], enterprises: [] };
}
