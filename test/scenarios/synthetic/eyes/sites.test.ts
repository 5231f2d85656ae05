import { describe, expect, it } from 'vitest';
import type { LonLat } from '../../../../geodata/model/geometry.ts';
import { createEnterprises } from '../../../../scenarios/synthetic/enterprises/enterprises.ts';
import { createEyes } from '../../../../scenarios/synthetic/eyes/eyes.ts';
import { worksCity } from '../../../builders/works-city.ts';
import { liveThrough, settingOf } from '../../../fakes/plain-world.ts';

const HOUR_MS = 3_600_000;
const works = worksCity();
const enterprise = works.sensors.find(({ id }) => id === 'crowd-1')!.watches!;
const camera = (id: string, position: LonLat, watches: string) => ({
  id,
  name: id,
  position,
  heightM: 8,
  headingDeg: 0,
  fieldOfViewDeg: 90,
  footprint: [[position, [position[0] + 0.001, position[1]], [position[0], position[1] + 0.001], position] as LonLat[]],
  watches,
});
const city = {
  ...works,
  cameras: [camera('site', works.centre, works.workAreas[0]!.id), camera('workshop', works.centre, enterprise)],
};

/** What a camera counts of a class on average between two hours. */
function counter(overStaffed: boolean) {
  const setting = settingOf(city);
  const enterprises = createEnterprises(
    overStaffed ? { troubles: [{ kind: 'over_staffing', enterprise, atH: 9, toH: 11 }] } : undefined,
    setting,
  );
  const { messages } = liveThrough(createEyes({}, setting, { enterprises: enterprises.slice }), setting);
  return (thing: string, what: string, fromH: number, toH: number): number => {
    const told = messages.filter(
      (each) =>
        each.kind === 'detection' &&
        each.thing === thing &&
        each.time >= setting.start + fromH * HOUR_MS &&
        each.time < setting.start + toH * HOUR_MS,
    );
    const seen = told.flatMap((each) => (each.kind === 'detection' ? each.groups : []));
    return seen.filter((group) => group.class === what).reduce((sum, { n }) => sum + n, 0) / told.length;
  };
}

describe('cameras over sites and workshops', () => {
  const usual = counter(false);

  it('see a shift and its trucks by day, and few at night', () => {
    expect(usual('site', 'person', 9, 11)).toBeGreaterThan(3);
    expect(usual('site', 'truck', 9, 11)).toBeGreaterThan(0.5);
    expect(usual('site', 'person', 1, 3)).toBeLessThan(3);
    expect(usual('site', 'truck', 1, 3)).toBeLessThan(usual('site', 'truck', 9, 11));
  });

  it('see more people at work than may be', () => {
    expect(usual('workshop', 'person', 9, 11)).toBeGreaterThan(1);
    expect(counter(true)('workshop', 'person', 9, 11)).toBeGreaterThan(1.3 * usual('workshop', 'person', 9, 11));
  });
});
