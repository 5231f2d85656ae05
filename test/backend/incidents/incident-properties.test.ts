import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AlertDesk } from '../../../backend/alerts/alert-desk.ts';
import { foldIncident } from '../../../backend/incidents/fold-incident.ts';
import { isClosed } from '../../../backend/incidents/incident.ts';
import { IncidentDesk } from '../../../backend/incidents/incident-desk.ts';
import { type ThingId, vesselId } from '../../../geodata/model/ids.ts';
import { clear, MINUTE, raise, START } from '../../builders/finding.ts';
import { ManualClock } from '../../fakes/manual-clock.ts';
import { MemoryAlertLog } from '../../fakes/memory-alert-log.ts';
import { SimpleIncidentLog } from '../../fakes/simple-incident-log.ts';

const officer = { name: 'li', role: 'officer' } as const;

function open(alertLog: MemoryAlertLog, log: SimpleIncidentLog, clock: ManualClock) {
  const onRefused = (cause: unknown) => {
    throw cause;
  };
  const alerts: AlertDesk = new AlertDesk({
    ...{ log: alertLog, clock, onRefused },
    onChange: (alert) => incidents.apply([alert]),
  });
  const incidents = new IncidentDesk({
    ...{ log, alerts, clock, onRefused, timeZone: 'Asia/Shanghai' },
    nameOf: (thing: ThingId) => thing,
    onChange: () => undefined,
  });
  return { alerts, incidents };
}

const vessel = fc.integer({ min: 1, max: 4 });
const pair = fc.tuple(vessel, vessel).filter(([a, b]) => a < b);
const step = fc.oneof(
  fc.record({
    does: fc.constantFrom('raise', 'clear'),
    who: fc.oneof(
      vessel.map((one) => [one]),
      pair,
    ),
  }),
  fc.record({ does: fc.constantFrom('acknowledge', 'close', 'merge', 'grade', 'tick', 'restart'), which: fc.nat(5) }),
);

it('every alert in the queue is in one open incident or was closed with one, and the log tells the same', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const alertLog = new MemoryAlertLog();
      const log = new SimpleIncidentLog(() => alertLog.alerts());
      const clock = new ManualClock(START);
      let desks = open(alertLog, log, clock);
      for (const [index, one] of steps.entries()) {
        clock.set(START + index * 4 * MINUTE);
        if ('who' in one) {
          const name = one.who.join('+');
          const about = { key: `vessel.overspeed/${name}` };
          const [first, ...rest] = one.who.map(vesselId);
          if (one.does === 'clear') desks.alerts.apply([clear(index * 4, about)]);
          else desks.alerts.apply([raise(index * 4, { ...about, things: [first!, ...rest], cause: `thing/${name}` })]);
        } else if (one.does === 'tick') desks.incidents.tick(clock.now());
        else if (one.does === 'restart') {
          await desks.incidents.stop();
          const before = desks.incidents.open();
          desks = open(alertLog, log, clock);
          await desks.alerts.load();
          await desks.incidents.load();
          expect(desks.incidents.open()).toEqual(expect.arrayContaining(before));
          expect(desks.incidents.open()).toHaveLength(before.length);
        } else {
          const all = desks.incidents.open().map(({ id }) => id);
          const id = all[one.which];
          const other = all[one.which + 1];
          if (id && one.does === 'acknowledge') await desks.incidents.acknowledge(id, officer);
          if (id && one.does === 'grade') await desks.incidents.grade(id, 2, '核实', officer);
          if (id && one.does === 'close') await desks.incidents.close(id, '误报', officer).catch(() => undefined);
          if (id && other && one.does === 'merge') await desks.incidents.merge(id, other, officer);
        }
      }
      await desks.incidents.stop();
      const incidents = desks.incidents.open();
      const members = incidents.flatMap(({ alertIds }) => alertIds);
      expect(new Set(members).size).toBe(members.length);
      const closedWith = new Set([...log.incidents.values()].filter(isClosed).flatMap(({ alertIds }) => alertIds));
      for (const alert of desks.alerts.open()) {
        const home = desks.incidents.incidentOf(alert.id);
        if (!alert.acknowledged) expect(home).toBeDefined();
        if (home) expect(desks.incidents.get(home)?.alertIds).toContain(alert.id);
        else expect(closedWith).toContain(alert.id);
      }
      for (const incident of log.incidents.values())
        expect(incident).toMatchObject(foldIncident(await log.eventsOf(incident.id)));
      expect(new Set(log.events.map(({ id }) => id)).size).toBe(log.events.length);
    }),
    { numRuns: 200 },
  );
});
