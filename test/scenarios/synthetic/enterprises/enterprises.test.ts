import { describe, expect, it } from 'vitest';
import { createEnterprises } from '../../../../scenarios/synthetic/enterprises/enterprises.ts';
import type { World } from '../../../../scenarios/synthetic/world/world.ts';
import { worksCity } from '../../../builders/works-city.ts';
import { liveThrough, settingOf } from '../../../fakes/plain-world.ts';

const city = worksCity();
const HOUR_MS = 3_600_000;

describe('enterprises', () => {
  it('are over-staffed, intruded or too hot exactly while their sensors would say so', () => {
    const setting = settingOf(city);
    const part = createEnterprises(
      {
        troubles: [
          { kind: 'intrusion', atH: 2, toH: 3 },
          { kind: 'over_staffing', atH: 9, toH: 11 },
          { kind: 'process_temperature', atH: 13, toH: 16 },
        ],
      },
      setting,
    );
    const probe = (id: string, datastream: string) =>
      part.probe!(city.sensors.find((each) => each.id === id)!, datastream)!;
    const [people, degC] = [probe('crowd-1', 'people'), probe('temperature-1', 'temperature')];
    const busiest = { people: 0 };
    const each = (world: World) => {
      const kinds = world.truth.active.map(({ kind }) => kind);
      const hours = (world.now - setting.start) / HOUR_MS;
      expect(kinds.includes('threshold')).toBe(degC(world) > 70);
      expect(kinds.includes('intrusion')).toBe(hours < 7 && people(world) > 0);
      if (kinds.length === 0) busiest.people = Math.max(busiest.people, people(world));
      if (kinds.includes('over_staffing')) expect(people(world)).toBeGreaterThan(busiest.people);
    };
    const { outcome } = liveThrough(part, setting, { each });
    expect(outcome.truth.map(({ kind }) => kind)).toEqual(['intrusion', 'over_staffing', 'threshold']);
  });
});
