import { describe, expect, it } from 'vitest';
import { buildLanwan } from '../../../../geodata/city/lanwan/build-lanwan.ts';
import { eventTime } from '../../../../geodata/model/time.ts';
import type { TruthCondition } from '../../../../scenarios/scenario.ts';
import { karstShield } from '../../../../scenarios/synthetic/days/karst-shield.ts';

const city = buildLanwan(1);
const start = eventTime(Date.parse('2026-11-12T06:00:00+08:00'));
const settings = { city, seed: karstShield.seed, start };
const isKarst = ({ kind }: TruthCondition) => kind === 'karst';

describe('the day of the karst shield', () => {
  it('ties what the void does to one cause, tells of it in readings, and is spared when the shield stops in time', {
    timeout: 120_000,
  }, () => {
    const day = karstShield.begin(settings);
    const { truth } = day.outcome();
    const karst = truth.find(isKarst)!;
    const together = truth.filter(({ cause }) => cause === karst.cause);
    expect(together.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['groundwater', 'settlement_rate', 'settlement']),
    );
    expect(new Set(truth.filter(({ family }) => family === 'underground').map(({ cause }) => cause)).size).toBe(3);

    // The first reading that can show it does: of a point that the truth says is beyond its rate.
    const shown = together.find(({ kind }) => kind === 'settlement')!;
    const point = city.monitoringPoints.find(({ id }) => id === shown.things[0])!;
    let reading: number | undefined;
    for (const { messages } of day.play(shown.visibleFrom)) {
      const told = messages.find((each) => each.kind === 'observation' && each.thing === shown.things[0]);
      if (told?.kind !== 'observation') continue;
      reading = told.value;
      break;
    }
    expect(Math.abs(reading!)).toBeGreaterThan(0.95 * point.controlCumulative);

    const shield = city.shieldDrives.find(({ id }) => karst.id.includes(id))!;
    const at = eventTime(karst.from - 3_600_000);
    const spared = karstShield.begin({ ...settings, interventions: [{ at, kind: 'stop_shield', shield: shield.id }] });
    expect(spared.outcome().truth.filter(({ cause }) => cause === karst.cause)).toEqual([]);
  });
});
