import { describe, expect, it } from 'vitest';
import { distanceM } from '../../../../geodata/model/geometry.ts';
import { thingId } from '../../../../geodata/model/ids.ts';
import { eventTime } from '../../../../geodata/model/time.ts';
import type { Report } from '../../../../ingestion/observation.ts';
import { createCitizens } from '../../../../scenarios/synthetic/citizens/citizens.ts';
import { worksCity } from '../../../builders/works-city.ts';
import { liveThrough, settingOf } from '../../../fakes/plain-world.ts';

const HOUR_MS = 3_600_000;
const city = worksCity();
const isReport = (message: { kind: string }): message is Report => message.kind === 'report';
const reportsOf = (messages: readonly { kind: string }[]): Report[] => messages.filter(isReport);

describe('citizens', () => {
  it('tell some six hundred everyday things a day, nearly all in words of their own', () => {
    const setting = settingOf(city);
    const reports = reportsOf(liveThrough(createCitizens(undefined, setting), setting).messages);
    expect(reports.length).toBeGreaterThan(500);
    expect(reports.length).toBeLessThan(700);
    expect(new Set(reports.map(({ text }) => text)).size).toBeGreaterThan(0.97 * reports.length);
    expect(new Set(reports.map(({ id }) => id)).size).toBe(reports.length);
    expect(new Set(reports.map(({ channel }) => channel))).toEqual(new Set(['12345', 'app', 'patrol']));
    const share = (has: (report: Report) => boolean) => reports.filter(has).length / reports.length;
    expect(share(({ lon }) => lon === undefined)).toBeGreaterThan(0.05);
    expect(share(({ category }) => category === undefined)).toBeGreaterThan(0.05);
    expect(share(({ text }) => text.includes('{'))).toBe(0);
    const night = reports.filter(({ time }) => (time - setting.start) / HOUR_MS < 5).length;
    expect(night).toBeLessThan(reports.length / 8);
  });

  it('tell of trouble only while it holds and is noticed', () => {
    const setting = settingOf(city);
    const [from, to] = [setting.start + 9 * HOUR_MS, setting.start + 12 * HOUR_MS];
    const condition = (kind: string) => ({
      id: kind,
      family: 'city' as const,
      kind,
      grade: 1 as const,
      things: [thingId('gas-1')] as const,
      position: city.centre,
      from: eventTime(from),
      visibleFrom: eventTime(from),
      cause: kind,
      description: { zh: kind, en: kind },
    });
    const { messages } = liveThrough(createCitizens({ perDay: 0 }, setting), setting, {
      before: ({ now, truth }) => {
        if (now === from) truth.open(condition('gas_leak'), 0.9);
        if (now === from) truth.open(condition('fire'), 0);
        if (now === to) truth.close('gas_leak', now);
      },
    });
    const reports = reportsOf(messages);
    expect(reports.length).toBeGreaterThan(5);
    for (const { time, category } of reports) {
      expect(time).toBeGreaterThanOrEqual(from - 60_000);
      expect(time).toBeLessThan(to);
      expect([undefined, '燃气泄漏']).toContain(category);
    }
  });

  it('hide one cause in a wave of complaints, from the third of which it can be seen', () => {
    const setting = settingOf(city);
    const wave = { kind: 'smell', atH: 8, toH: 14, asset: 'plant', reports: 40, cause: 'plant' } as const;
    const { messages, outcome } = liveThrough(createCitizens({ perDay: 0, waves: [wave] }, setting), setting);
    const reports = reportsOf(messages);
    const [truth] = outcome.truth;
    expect(reports.length).toBe(40);
    expect(truth).toMatchObject({
      kind: 'complaint_hotspot',
      cause: 'plant',
      place: 'plant',
      visibleFrom: reports[2]!.time,
    });
    const near = reports.filter(
      ({ lon, lat }) => lon !== undefined && lat !== undefined && distanceM([lon, lat], truth!.position) < 460,
    );
    expect(near.length).toBeGreaterThan(25);
  });

  it('say the same for the same seed', () => {
    const setting = settingOf(city, { hours: 6 });
    const say = () => liveThrough(createCitizens(undefined, setting), setting).messages;
    expect(say()).toEqual(say());
  });
});
