import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AlertDesk } from '../../../backend/alerts/alert-desk.ts';
import type { Actor } from '../../../backend/identity/actor.ts';
import { foldIncident } from '../../../backend/incidents/fold-incident.ts';
import type { Incident } from '../../../backend/incidents/incident.ts';
import { IncidentDesk } from '../../../backend/incidents/incident-desk.ts';
import { AlertStore } from '../../../backend/store/alert-store.ts';
import { IncidentStore } from '../../../backend/store/incident-store.ts';
import { vesselId } from '../../../geodata/model/ids.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import { DATABASES, type TestDatabase } from '../../builders/database.ts';
import { clear, encounter, MINUTE, raise, START } from '../../builders/finding.ts';
import { ManualClock } from '../../fakes/manual-clock.ts';

const officer: Actor = { name: 'li', role: 'officer' };
const byId = (a: Incident, b: Incident) => a.id.localeCompare(b.id);

describe.each(DATABASES)('IncidentStore on $name', ({ open }) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  async function start() {
    const clock = new ManualClock(START);
    const onRefused = (cause: unknown) => {
      throw cause;
    };
    const log = new AlertStore(database.pool);
    const alerts: AlertDesk = new AlertDesk({ log, clock, onRefused, onChange: (alert) => incidents.apply([alert]) });
    const store = new IncidentStore(database.pool);
    const incidents = new IncidentDesk({
      ...{ log: store, alerts, clock, onRefused, timeZone: 'Asia/Shanghai' },
      nameOf: (thing) => thing,
      onChange: () => undefined,
    });
    await alerts.load();
    await incidents.load();
    const stop = async () => {
      await alerts.stop();
      await incidents.stop();
    };
    return { alerts, incidents, store, log, stop };
  }

  const lone = (index: number, minutes: number, more = {}) =>
    raise(minutes, { key: `vessel.overspeed/${index}`, things: [vesselId(index)], cause: `thing/${index}`, ...more });

  it('gives back what the desk had in memory, whatever people did', async () => {
    const first = await start();
    first.alerts.apply([
      raise(0),
      encounter(1, { cause: raise().cause }),
      lone(7, 2),
      lone(8, 3),
      lone(9, 4),
      clear(5),
    ]);
    const [main, seven, eight, nine] = first.incidents
      .open()
      .sort(byId)
      .map(({ id }) => id);
    await first.incidents.grade(main!, 1, '有人落水', officer);
    await first.incidents.assign(main!, '海巡 0921', officer);
    await first.incidents.merge(main!, seven!, officer);
    await first.incidents.acknowledge(eight!, officer);
    await first.incidents.close(eight!, '误报', officer);
    await first.incidents.comment(nine!, '看过', officer);
    first.incidents.tick(eventTime(START + 60 * MINUTE));
    await first.stop();

    const second = await start();
    expect(second.incidents.open().sort(byId)).toEqual(first.incidents.open().sort(byId));
    for (const incident of second.incidents.open()) {
      expect(incident).toMatchObject(foldIncident(await second.store.eventsOf(incident.id)));
      expect(await second.store.find(incident.id)).toEqual(incident);
      for (const alertId of incident.alertIds)
        expect(await second.log.find(alertId)).toMatchObject({ incidentId: incident.id });
    }
    expect(await second.incidents.find(seven!)).toMatchObject({ state: 'void', mergedInto: main });
    second.alerts.apply([lone(8, 65)]);
    const again = second.incidents.open().find((incident) => incident.things.includes(vesselId(8)));
    expect(again?.id).toBe('INC-260918-005');
    await second.stop();
    const alert = again?.alertIds[0];
    expect(await second.log.find(alert!)).toMatchObject({ incidentId: 'INC-260918-005', nRaised: 2 });
    const told = (await second.incidents.timeline(main!)).map(({ action }) => action);
    expect(told).toEqual(expect.arrayContaining(['opened', 'raised', 'joined', 'graded', 'absorbed', 'overdue']));
  });

  it('filters and pages', async () => {
    const { incidents, store, alerts, stop } = await start();
    alerts.apply(
      Array.from({ length: 12 }, (_, index) => lone(1000 + index, 3000 + Math.floor(index / 4), { zone: 'bay' })),
    );
    await stop();
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.list({ zone: 'bay' }, { limit: 5, ...(cursor !== undefined && { cursor }) });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect([...seen].sort()).toEqual([...new Set(seen)].sort());
    expect(seen).toHaveLength(12);
    const all = { limit: 100 };
    expect((await store.list({ open: true }, all)).items).toHaveLength(incidents.open().length);
    expect((await store.list({ state: 'closed' }, all)).items).toHaveLength(1);
    const one = { thing: vesselId(1003), family: 'vessel', kind: 'overspeed', grade: 3, open: true } as const;
    expect((await store.list(one, all)).items).toHaveLength(1);
  });
});
