import { describe, expect, it } from 'vitest';
import { Annunciation } from '../../../frontend/feed/annunciated.ts';
import { burdenOf } from '../../../frontend/panels/queue/burden.ts';
import { byUrgency } from '../../../frontend/panels/queue/duties.ts';
import { lotsOf } from '../../../frontend/panels/queue/lots.ts';
import { floodScene } from '../../builders/alarm-scene.ts';

const scene = floodScene(Date.parse('2026-11-20T08:00:00Z'));
const alerts = new Map(scene.alerts.map((alert) => [alert.id, alert]));
const incidents = new Map(scene.incidents.map((incident) => [incident.id, incident]));
const { incidents: shown, suppressed } = new Annunciation().of({ alerts, incidents });
const burdens = new Map([...shown].map(([id, incident]) => [id, burdenOf(incident, alerts)]));

describe('a flood in the queue', () => {
  it('leaves out what is wholly suppressed, and gives the same maps while nothing changed', () => {
    expect([...suppressed.keys()]).toEqual(['INC-1120-chattering']);
    expect(shown.size).toBe(incidents.size - 1);
    const annunciation = new Annunciation();
    expect(annunciation.of({ alerts, incidents })).toBe(annunciation.of({ alerts: new Map(alerts), incidents }));
  });

  it.each(['cause', 'place', 'kind'] as const)('keeps every incident once, by %s', (by) => {
    const lots = lotsOf(shown.values(), by, burdens, byUrgency);
    expect(lots.flatMap((lot) => lot.incidents.map(({ id }) => id)).toSorted()).toEqual([...shown.keys()].toSorted());
    expect(lots.map(({ incidents: [lead] }) => lead)).toEqual(
      lots.map(({ incidents: [lead] }) => lead).sort(byUrgency),
    );
  });

  it('makes rows of causes', () => {
    const lots = lotsOf(shown.values(), 'cause', burdens, byUrgency);
    expect(lots.map(({ key }) => key).toSorted()).toEqual([
      'incident/INC-1120-101',
      'incident/INC-1120-102',
      'kind/crowding',
      'kind/gas_leak',
      'kind/smoke',
    ]);
    expect(lots[0]).toMatchObject({ grade: 1, alerts: 17, places: 17, isOne: true });
  });
});
