import { describe, expect, it } from 'vitest';
import { beachZoneIds } from '../../../../geodata/city/beach-zones.ts';
import { eventTime } from '../../../../geodata/model/time.ts';
import type { Heard } from '../../../../scenarios/scenario.ts';
import { typhoonDay } from '../../../../scenarios/synthetic/days/typhoon-day.ts';
import { aBay } from '../../../builders/a-bay.ts';
import { MIDNIGHT } from '../../../builders/recorded-day.ts';

const MINUTE_MS = 60_000;
const at = (hour: number, minute: number) => eventTime(MIDNIGHT + (hour * 60 + minute) * MINUTE_MS);
const BAISHA = 'beach-baisha';
const city = aBay();
const begin = (closedAt?: number) =>
  typhoonDay.begin({
    city,
    seed: typhoonDay.seed,
    start: MIDNIGHT,
    ...(closedAt !== undefined && {
      interventions: [{ kind: 'close_beach', beach: BAISHA, at: eventTime(closedAt) } as const],
    }),
  });

/** What one tower counts on the sand, minute by minute. @param closed takes what beaches are told to be closed, and when. */
function counts(heard: Iterable<Heard>, to: number, closed: string[] = []): Map<number, number> {
  const people = new Map<number, number>();
  for (const { time, messages } of heard) {
    if (time >= to) break;
    for (const message of messages) {
      if (message.kind === 'warning' && message.event === '沙滩关闭')
        closed.push(`${message.thing} ${message.area} ${(message.time - MIDNIGHT) / MINUTE_MS}`);
      if (message.kind === 'detection' && message.thing === `${BAISHA}-tower`)
        people.set(
          Math.floor((time - MIDNIGHT) / MINUTE_MS),
          message.groups
            .filter(({ class: what, zone }) => what === 'person' && zone === beachZoneIds(BAISHA).sand)
            .reduce((sum, { n }) => sum + n, 0),
        );
    }
  }
  return people;
}

describe('Baisha Bay in a typhoon', () => {
  const asItWas = begin();
  const earlier = begin(at(14, 10));
  const stranded = (day: typeof asItWas) =>
    day.outcome().truth.filter(({ kind, place }) => kind === 'stranding' && place === BAISHA);

  it('has hundreds at half past two, dozens who stay behind the closing, and nobody after a quarter past four', () => {
    const closed: string[] = [];
    const people = counts(asItWas.play(at(14, 0)), at(16, 30), closed);
    expect(closed).toContain(`${BAISHA}-managers 白沙湾 ${14 * 60 + 40}`);
    const near = (minute: number) => people.get(minute) ?? people.get(minute + 1)!;
    expect(near(14 * 60 + 30)).toBeGreaterThan(150);
    expect(near(15 * 60 + 26)).toBeGreaterThan(10);
    expect(near(15 * 60 + 26)).toBeLessThan(110);
    expect(near(16 * 60 + 20)).toBe(0);
    const [condition] = stranded(asItWas);
    expect(condition).toMatchObject({
      family: 'beach',
      cause: 'typhoon',
      things: expect.arrayContaining([`${BAISHA}-tower`]),
    });
    expect(condition!.to).toBeGreaterThan(at(15, 50));
    expect(condition!.to).toBeLessThan(at(16, 20));
  });

  it('is cleared sooner and with far fewer in harm’s way when it is closed half an hour earlier', () => {
    expect(stranded(earlier)[0]!.to).toBeLessThan(stranded(asItWas)[0]!.to - 20 * MINUTE_MS);
    const inHarm = (day: typeof asItWas) =>
      day.outcome().exposure.reduce((sum, { families }) => sum + (families?.beach ?? 0), 0);
    expect(inHarm(earlier)).toBeLessThan(0.5 * inHarm(asItWas));
  });

  it('is heard as it was until the moment of the change, byte for byte', () => {
    const until = (day: typeof asItWas) => {
      const said: string[] = [];
      for (const heard of day.play(at(13, 50))) {
        if (heard.time >= at(14, 10)) break;
        said.push(JSON.stringify(heard));
      }
      return said;
    };
    expect(until(earlier)).toEqual(until(asItWas));
  });
});
