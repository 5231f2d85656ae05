import { describe, expect, it } from 'vitest';
import { eventTime } from '../../../../geodata/model/time.ts';
import type { Warning } from '../../../../ingestion/observation.ts';
import { floodNight } from '../../../../scenarios/synthetic/days/flood-night.ts';
import { typhoonDay } from '../../../../scenarios/synthetic/days/typhoon-day.ts';
import { typhoonAt } from '../../../../scenarios/synthetic/weather/typhoon.ts';
import { inForce } from '../../../../scenarios/synthetic/weather/warning-office.ts';
import { aDay, MIDNIGHT, messagesOf, startOf } from '../../../builders/played-day.ts';

const HOUR_MS = 3_600_000;
const warningsOf = (scenario: typeof typhoonDay): Warning[] =>
  messagesOf(aDay(scenario), startOf(scenario)).filter((message) => message.kind === 'warning');

describe('the weather office', () => {
  it.each([typhoonDay, floodNight])('never has two warnings of one event in force ($id)', (scenario) => {
    const warnings = warningsOf(scenario);
    expect(warnings.length).toBeGreaterThan(4);
    for (let atMs = 0; atMs < scenario.durationMs; atMs += HOUR_MS / 4) {
      const events = inForce(warnings, eventTime(startOf(scenario) + atMs)).map(({ event }) => event);
      expect(new Set(events).size).toBe(events.length);
    }
    const known = new Set<string>();
    for (const { id, replaces = [], status } of warnings) {
      expect(replaces.every((old) => known.has(old))).toBe(true);
      expect(replaces.length).toBe(status === 'alert' ? 0 : 1);
      known.add(id);
    }
  });

  it('has typhoon orange in force in the afternoon, in the words of the national rules', () => {
    const [orange] = inForce(warningsOf(typhoonDay), eventTime(MIDNIGHT + 15.25 * HOUR_MS)).filter(
      ({ event }) => event === '台风',
    );
    expect(orange).toMatchObject({ grade: 2, severity: 'severe', time: MIDNIGHT + (14 + 40 / 60) * HOUR_MS });
    expect(orange?.headline).toBe(
      '小城气象台9月18日14时40分将台风黄色预警信号升级为橙色：12小时内平均风力达10级以上或阵风达12级以上',
    );
  });
});

describe('a typhoon', () => {
  const script = {
    name: { zh: '甲', en: 'A' },
    landfall: [114, 22] as const,
    landfallAtH: 12,
    courseDeg: 0,
    speedMps: 5,
    maxWindMps: 40,
    maxWindRadiusKm: 40,
  };

  it('blows hardest where the profile says, stronger on the right of its track', () => {
    const east = typhoonAt(script, 12, [114 + 40 / 103, 22]);
    const west = typhoonAt(script, 12, [114 - 40 / 103, 22]);
    expect(east.wind.mps).toBeGreaterThan(40);
    expect(west.wind.mps).toBeLessThan(40);
    expect(typhoonAt(script, 12, [114 + 3, 22]).wind.mps).toBeLessThan(20);
  });

  it('turns anticlockwise and inwards: east of it the wind comes from the south-east', () => {
    const { fromDeg } = typhoonAt(script, 12, [114 + 60 / 103, 22]).wind;
    expect(fromDeg).toBeGreaterThan(120);
    expect(fromDeg).toBeLessThan(180);
  });

  it('dies over land', () => {
    expect(typhoonAt(script, 12, [114, 22]).strength).toBe(1);
    expect(typhoonAt(script, 24, [114, 22]).strength).toBeLessThan(0.4);
  });
});
