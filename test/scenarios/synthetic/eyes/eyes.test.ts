import { describe, expect, it } from 'vitest';
import { beachZoneIds } from '../../../../geodata/city/beach-zones.ts';
import { polygonContains } from '../../../../geodata/model/geometry.ts';
import { vesselId } from '../../../../geodata/model/ids.ts';
import { eventTime } from '../../../../geodata/model/time.ts';
import type { Detection } from '../../../../ingestion/observation.ts';
import { createEyes } from '../../../../scenarios/synthetic/eyes/eyes.ts';
import type { FaultScript } from '../../../../scenarios/synthetic/instruments/faults.ts';
import { Ledger } from '../../../../scenarios/synthetic/world/truth-ledger.ts';
import type { BeachState, World } from '../../../../scenarios/synthetic/world/world.ts';
import { aBay } from '../../../builders/a-bay.ts';
import { MIDNIGHT } from '../../../builders/recorded-day.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const BAISHA = 'beach-baisha';
const TOWER = `${BAISHA}-tower`;
const city = aBay();
const lng = city.seaZones.find(({ id }) => id === 'lng-terminal')!;
const EMPTY: BeachState = { sand: 0, water: 0, closedWater: 0, tents: 0, fires: 0 };

interface Scene {
  readonly hour?: number;
  readonly minutes?: number;
  readonly rainMmPerH?: number;
  readonly beach?: Partial<BeachState>;
  readonly script?: FaultScript;
}

/** What the cameras tell over some minutes in which nothing changes. */
function seen({ hour = 14, minutes = 30, rainMmPerH = 0, beach = {}, script }: Scene) {
  const [start, end] = [eventTime(MIDNIGHT + hour * HOUR_MS), eventTime(MIDNIGHT + 24 * HOUR_MS)];
  const setting = { city, seed: 3, start, end, calendar: 'weekend', offsetMs: 8 * HOUR_MS } as const;
  const eyes = createEyes(script, setting);
  const truth = new Ledger(end);
  const told: Detection[] = [];
  for (let minute = 1; minute <= minutes; minute++) {
    const world = {
      city,
      start,
      end,
      now: eventTime(start + minute * MINUTE_MS),
      weather: { rainMmPerH: () => rainMmPerH, visibilityM: 20_000, warnings: [] as const },
      beaches: { state: (id: string) => (id === BAISHA ? { ...EMPTY, ...beach } : EMPTY) },
      hazards: { fires: [] as const },
      vessels: { all: [{ id: vesselId(1), position: lng.rings[0]![3]!, speedKn: 0 }] },
      truth,
    } as unknown as World;
    eyes.step(world);
    for (const { messages = [] } of eyes.utter!(world))
      for (const message of messages) if (message.kind === 'detection') told.push(message);
  }
  return { told, truth: truth.outcome().truth };
}

const of = (told: readonly Detection[], thing: string) => told.filter((each) => each.thing === thing);
const people = (told: readonly Detection[], zone: string) =>
  told.map(({ groups }) =>
    groups.filter((each) => each.class === 'person' && each.zone === zone).reduce((sum, { n }) => sum + n, 0),
  );
const mean = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;

describe('cameras', () => {
  it('tell once a minute what they see, an empty view too', () => {
    const { told } = seen({ minutes: 200 });
    const tower = of(told, TOWER);
    expect(tower.length).toBeGreaterThan(190);
    expect(tower.length).toBeLessThanOrEqual(200);
    expect(new Set(tower.map(({ time }) => time)).size).toBe(tower.length);
    expect(tower.filter(({ groups }) => groups.length === 0).length).toBeGreaterThan(180);
  });

  it('count most of a crowd, fewer of them at night and in rain', () => {
    const sand = beachZoneIds(BAISHA).sand;
    const count = (scene: Scene) => mean(people(of(seen({ ...scene, beach: { sand: 200 } }).told, TOWER), sand));
    const [day, night, rain] = [count({}), count({ hour: 22, minutes: 60 }), count({ rainMmPerH: 40 })];
    expect(day).toBeGreaterThan(120);
    expect(day).toBeLessThanOrEqual(200);
    expect(night).toBeLessThan(day * 0.75);
    expect(rain).toBeLessThan(day * 0.9);
  });

  it('say where those in closed water are, and agree with each other', () => {
    const { told } = seen({ beach: { closedWater: 4 }, minutes: 60 });
    const { closed } = beachZoneIds(BAISHA);
    const rings = city.beaches.find(({ id }) => id === BAISHA)!.closedWater!;
    const places = of(told, TOWER).flatMap(({ groups }) =>
      groups.filter(({ zone }) => zone === closed).flatMap(({ positions = [] }) => positions),
    );
    expect(places.length).toBeGreaterThan(60);
    for (const place of places) expect(polygonContains(rings, place)).toBe(true);
  });

  it('see hulls in the zone that they watch', () => {
    const groups = of(seen({}).told, 'lng-eye').flatMap((each) => each.groups);
    expect(groups.length).toBeGreaterThan(20);
    for (const group of groups) {
      expect(group.class).toBe('vessel');
      expect(group.maxScore).toBeGreaterThan(0);
      expect(group.maxScore).toBeLessThanOrEqual(1);
    }
  });

  it('fall silent in an outage, which is true, and are heard again', () => {
    const outage = {
      id: 'fibre',
      fromH: 0.25,
      toH: 0.75,
      kind: 'silent',
      things: [TOWER],
      cause: 'fibre',
      description: { zh: '光缆中断', en: 'Fibre cut' },
    } as const;
    const { told, truth } = seen({ minutes: 60, script: { outages: [outage] } });
    const minutes = of(told, TOWER).map(({ time }) => Math.floor((time - MIDNIGHT - 14 * HOUR_MS) / MINUTE_MS));
    expect(minutes.filter((minute) => minute >= 15 && minute < 45)).toEqual([]);
    expect(minutes.some((minute) => minute >= 45)).toBe(true);
    expect(truth).toMatchObject([{ kind: 'missing', things: [TOWER], cause: 'fibre' }]);
  });
});
