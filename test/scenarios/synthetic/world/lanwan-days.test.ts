import { describe, expect, it } from 'vitest';
import { buildLanwan } from '../../../../geodata/city/lanwan/build-lanwan.ts';
import { eventTime } from '../../../../geodata/model/time.ts';
import type { Message, Observation } from '../../../../ingestion/observation.ts';
import { sensorStorm } from '../../../../scenarios/synthetic/days/sensor-storm.ts';
import { typhoonDay } from '../../../../scenarios/synthetic/days/typhoon-day.ts';
import { aDay, messagesOf, startOf } from '../../../builders/played-day.ts';

const HOUR_MS = 3_600_000;
const city = buildLanwan(1);

const isReading = (message: Message): message is Observation => message.kind === 'observation';

/** How often readings cross from ordinary to far beyond: what a bare limit switch would count. */
function transitions(readings: readonly Observation[]): number {
  const limits: Readonly<Record<string, number>> = {
    level: 2,
    ch4: 25,
    obscuration: 5,
    gust: 37,
    wind_speed: 32.7,
    people: 20_000,
  };
  const beyond = new Map<string, boolean>();
  let count = 0;
  for (const { thing, datastream, value } of readings) {
    const limit = limits[datastream];
    if (limit === undefined) continue;
    const key = `${thing}/${datastream}`;
    const now = value > limit;
    if (beyond.has(key) && beyond.get(key) !== now) count++;
    beyond.set(key, now);
  }
  return count;
}

describe('days in Lanwan', () => {
  it('tell of everything within minutes of the opening of the typhoon day', () => {
    const opening = startOf(typhoonDay) + typhoonDay.opensAtMs;
    const heard = messagesOf(aDay(typhoonDay, { city }), opening, opening + 5 * 60_000);
    const kinds = new Set(heard.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(expect.arrayContaining(['detection', 'observation', 'position']));
    // Some 70,000 an hour: about 4,000 series and everything that moves.
    expect(heard.length).toBeGreaterThan(4000);
    expect(heard.length).toBeLessThan(12_000);
  });

  it('have trouble at the opening of the typhoon day, and more to come', () => {
    const { truth } = aDay(typhoonDay, { city }).outcome();
    const opening = startOf(typhoonDay) + typhoonDay.opensAtMs;
    const around = truth.filter(({ from, to }) => from <= opening + HOUR_MS / 2 && to >= opening);
    expect(new Set(around.map(({ family }) => family)).size).toBeGreaterThanOrEqual(3);
    expect(around.filter(({ kind }) => kind === 'flooding').length).toBeGreaterThanOrEqual(3);
    expect(truth.filter(({ from }) => from > opening + HOUR_MS / 2).length).toBeGreaterThan(10);
  });

  it('bury a few true conditions under thousands of false state changes in the sensor storm', () => {
    const fails = startOf(sensorStorm) + 14.5 * HOUR_MS;
    const readings = messagesOf(aDay(sensorStorm, { city }), fails, fails + 10 * 60_000).filter(isReading);
    expect(transitions(readings)).toBeGreaterThanOrEqual(3000);
    const before = messagesOf(aDay(sensorStorm, { city }), fails - 10 * 60_000, eventTime(fails)).filter(isReading);
    expect(transitions(before)).toBeLessThan(10);
    const hidden = aDay(sensorStorm, { city })
      .outcome()
      .truth.filter(({ cause, kind }) => cause === 'power-failure' && kind !== 'missing');
    expect(hidden.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['flooding', 'crowding', 'fire']));
    expect(hidden.length).toBeGreaterThanOrEqual(3);
  });
});
