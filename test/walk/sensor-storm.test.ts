import { beforeAll, describe, expect, it } from 'vitest';
import { isAnnunciated } from '../../backend/alerts/alarm-state.ts';
import { isOpen } from '../../backend/alerts/alert.ts';
import { IsolatedWalk } from '../../backend/replays/isolated-walk.ts';
import { scoredAlerts } from '../../backend/replays/scored-alerts.ts';
import type { DetectorDescriptor } from '../../detectors/detector.ts';
import { groundOf } from '../../detectors/ground.ts';
import { DETECTORS } from '../../detectors/registry.ts';
import { buildLanwan } from '../../geodata/city/lanwan/build-lanwan.ts';
import { eventTime } from '../../geodata/model/time.ts';
import { describeInventory } from '../../ingestion/sources/inventory/describe-inventory.ts';
import { conditionsTold } from '../../scenarios/scoring.ts';
import { sensorStorm } from '../../scenarios/synthetic/days/sensor-storm.ts';
import { aDay, messagesOf, startOf } from '../builders/played-day.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const TEN_MINUTES = 10 * MINUTE;
/** The busbar fails at 14:30 city time. */
const FAILS = startOf(sensorStorm) + 14.5 * HOUR;
/** Early enough for every device to have been heard a few times. */
const FROM = FAILS - 70 * MINUTE;
const TO = FAILS + 34 * MINUTE;

/** A bare limit switch for every kind of instrument that chatters, as an integrator in a hurry would set it up: one reading raises, one clears, doubtful ones too. */
const switches: Record<string, number> = {
  level: 2,
  ch4: 30,
  obscuration: 5,
  wind_speed: 30,
  gust: 40,
  people: 20_000,
};
function limitSwitch(): { descriptor: DetectorDescriptor; parameters: unknown } {
  const descriptor = DETECTORS.find(({ id }) => id === 'city.threshold')!;
  const rules = Object.entries(switches).map(([datastream, raise]) => ({
    datastream,
    limits: [{ grade: 3, raise, clear: raise }],
  }));
  return {
    descriptor: { ...descriptor, inputs: { ...descriptor.inputs, worstQuality: 'suspect' } },
    parameters: descriptor.parameters.parse({ rules }),
  };
}

const cityDetectors = DETECTORS.filter(({ id, family }) => family === 'city' && id !== 'city.threshold').map(
  (descriptor) => ({ descriptor, parameters: descriptor.parameters.parse({}) }),
);

describe('the sensor storm, through bare limit switches beside all detectors of the city', () => {
  const city = buildLanwan(1);
  const day = aDay(sensorStorm, { city });
  /** For how long each incident had something for an officer: begin and end, the last of which may still be open. */
  const rows = new Map<string, { readonly from: number; to: number }[]>();
  let walk: IsolatedWalk;

  beforeAll(async () => {
    walk = new IsolatedWalk({
      detectors: [limitSwitch(), ...cityDetectors],
      surroundings: groundOf(city),
      timeZone: city.timeZone,
      onIncident({ id, alertIds, state, shelved }) {
        const isRow = state !== 'closed' && state !== 'void' && !shelved && alertIds.some(isShown);
        const spans = rows.get(id) ?? [];
        const last = spans.at(-1);
        if (isRow && last?.to !== Number.POSITIVE_INFINITY)
          rows.set(id, [...spans, { from: walk.clock.now(), to: Number.POSITIVE_INFINITY }]);
        else if (!isRow && last) last.to = Math.min(last.to, walk.clock.now());
      },
    });
    const isShown = (id: string) => {
      const alert = walk.alertDesk.get(id);
      return alert !== undefined && isAnnunciated(alert) && isOpen(alert);
    };
    await walk.takeAll(describeInventory(city, eventTime(FROM)));
    await walk.takeAll(messagesOf(day, FROM, TO).filter(({ kind }) => kind !== 'position'));
    await walk.finish(eventTime(TO));
  }, 60_000);

  /** The most that any ten minutes have, looked at every minute. */
  const worst = (countIn: (from: number, to: number) => number) =>
    Math.max(...Array.from({ length: 30 }, (_, i) => countIn(FAILS + i * MINUTE, FAILS + i * MINUTE + TEN_MINUTES)));

  it('makes of 3,000 transitions in ten minutes fewer than 30 rows', () => {
    const transitions = walk.alertLog.events.filter(({ kind }) => ['raised', 'recurred', 'cleared'].includes(kind));
    const raw = worst((from, to) => transitions.filter(({ time }) => time >= from && time < to).length);
    const seen = worst(
      (from, to) =>
        [...rows.values()].filter((spans) => spans.some((span) => span.from < to && span.to >= from)).length,
    );
    expect(raw).toBeGreaterThanOrEqual(3000);
    expect(seen).toBeGreaterThan(0);
    expect(seen).toBeLessThan(30);
  });

  it('loses none of the true conditions', () => {
    const alerts = [...walk.alertLog.all()].filter(({ annunciatedAt }) => annunciatedAt !== undefined);
    const ids = new Set<string>(alerts.map(({ id }) => id));
    const truth = day
      .outcome()
      .truth.filter(
        ({ family, visibleFrom }) => family === 'city' && visibleFrom >= FAILS && visibleFrom < TO - TEN_MINUTES,
      );
    const outcome = { alertEvents: walk.alertLog.events, incidentEvents: walk.incidentLog.events };
    const told = conditionsTold({ truth, alerts: scoredAlerts(outcome).filter(({ id }) => ids.has(id)), hours: 1 });
    expect(truth.length).toBeGreaterThan(2);
    expect(
      truth.filter((condition) => !told.has(condition)).map(({ kind, description }) => [kind, description.en]),
    ).toEqual([]);
  });

  it('keeps every suppressed one, with its reason and what is shown in its place', async () => {
    const { items } = await walk.alertLog.list({ suppression: 'any' }, { limit: 1000 });
    expect(items.length).toBeGreaterThan(300);
    for (const { suppression } of items) {
      expect(suppression?.reason.zh).not.toBe('');
      if (suppression?.cause === 'first_out') expect(walk.alertLog.get(suppression.leader!)).toBeDefined();
    }
    const causes = new Set(items.map(({ suppression }) => suppression?.cause));
    expect([...causes]).toEqual(expect.arrayContaining(['first_out', 'chattering']));
    const grave = [...walk.alertLog.all()].filter(({ grade, priority }) => grade <= 2 && priority !== 'diagnostic');
    expect(grave.filter(({ suppression }) => suppression)).toEqual([]);
  });
});
