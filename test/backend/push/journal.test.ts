import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AlertView, IncidentView } from '../../../backend/api/contract.ts';
import { diffOf, Journal } from '../../../backend/push/journal.ts';
import type { Diff, Snapshot } from '../../../backend/push/protocol.ts';
import { alertView, incidentView } from '../../builders/view.ts';

const DISTRICTS = ['east', 'west', undefined] as const;
const district = fc.constantFrom(...DISTRICTS).map((name) => (name === undefined ? {} : { district: name }));
const alert: fc.Arbitrary<AlertView> = fc
  .record({
    id: fc.constantFrom('a1', 'a2', 'a3'),
    state: fc.constantFrom('active' as const, 'cleared' as const),
    acknowledged: fc.boolean(),
    incidentId: fc.constantFrom('i1', 'i2'),
    nRaised: fc.nat(9),
    where: district,
  })
  .map(({ id, where, ...over }) => alertView(id, { ...over, ...where }));
const incident: fc.Arbitrary<IncidentView> = fc
  .record({
    id: fc.constantFrom('i1', 'i2'),
    state: fc.constantFrom('new' as const, 'resolved' as const, 'closed' as const, 'void' as const),
    nAlerts: fc.nat(9),
    where: district,
  })
  .map(({ id, where, ...over }) => incidentView(id, { ...over, ...where }));
const change = fc.record({
  alerts: fc.array(alert, { maxLength: 2 }),
  incidents: fc.array(incident, { maxLength: 1 }),
});
const areas = fc.constantFrom<readonly string[]>([], ['east'], ['west'], ['east', 'west'], ['north']);

/** A client that merges in the stated order. */
class Reader {
  sequence: number;
  readonly alerts: Map<string, AlertView>;
  readonly incidents: Map<string, IncidentView>;

  constructor(snapshot: Snapshot) {
    this.sequence = snapshot.sequence;
    this.alerts = new Map(snapshot.alerts.map((item) => [item.id, item]));
    this.incidents = new Map(snapshot.incidents.map((item) => [item.id, item]));
  }

  merge({ sequence, remove, add, update }: Diff): void {
    expect(sequence).toBe(this.sequence + 1);
    this.sequence = sequence;
    for (const id of remove.alerts ?? []) expect(this.alerts.delete(id)).toBe(true);
    for (const id of remove.incidents ?? []) expect(this.incidents.delete(id)).toBe(true);
    for (const item of add.alerts ?? []) this.#put(this.alerts, item, false);
    for (const item of add.incidents ?? []) this.#put(this.incidents, item, false);
    for (const item of update.alerts ?? []) this.#put(this.alerts, item, true);
    for (const item of update.incidents ?? []) this.#put(this.incidents, item, true);
  }

  #put<Item extends { id: string }>(items: Map<string, Item>, item: Item, known: boolean): void {
    expect(items.has(item.id)).toBe(known);
    items.set(item.id, item);
  }
}

const sorted = <Item extends { id: string }>(items: Iterable<Item>) =>
  [...items].sort((a, b) => a.id.localeCompare(b.id));

describe('the journal', () => {
  test('whoever follows its steps stands where a snapshot would put them, in every area, from any moment', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), fc.nat(30), areas, (changes, joinAt, who) => {
        const journal = new Journal('e', 1000);
        for (const early of changes.slice(0, joinAt)) journal.record(early);
        const reader = new Reader(journal.snapshot(who));
        for (const late of changes.slice(joinAt)) {
          const step = journal.record(late);
          if (step) reader.merge(diffOf(step, who));
        }
        const now = journal.snapshot(who);
        expect(reader.sequence).toBe(now.sequence);
        expect(sorted(reader.alerts.values())).toEqual(sorted(now.alerts));
        expect(sorted(reader.incidents.values())).toEqual(sorted(now.incidents));
      }),
    );
  });

  test('never tells of what lies outside of an area', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
        const journal = new Journal('e', 1000);
        for (const each of changes) {
          const step = journal.record(each);
          if (!step) continue;
          const { add, update } = diffOf(step, ['east']);
          const told = [add, update].flatMap((part) => [...(part.alerts ?? []), ...(part.incidents ?? [])]);
          for (const item of told) expect(item.district).toBe('east');
        }
      }),
    );
  });

  test('an alert stays with its incident, and leaves with it', () => {
    const journal = new Journal('e', 10);
    journal.record({ incidents: [incidentView('i1')], alerts: [alertView('a1', { incidentId: 'i1' })] });
    journal.record({ alerts: [alertView('a1', { incidentId: 'i1', state: 'cleared', acknowledged: true })] });
    expect(journal.snapshot([]).alerts).toHaveLength(1);
    const step = journal.record({ incidents: [incidentView('i1', { state: 'closed' })] })!;
    expect(diffOf(step, []).remove).toEqual({ incidents: ['i1'], alerts: ['a1'] });
    expect(journal.sizes).toEqual({ alerts: 0, incidents: 0 });
  });

  test('remembers so many steps and says when it forgot', () => {
    const journal = new Journal('e', 3);
    for (let i = 0; i < 5; i++) journal.record({ alerts: [alertView(`a${i}`)] });
    expect(journal.since(2)!.map(({ sequence }) => sequence)).toEqual([3, 4, 5]);
    expect(journal.since(5)).toEqual([]);
    expect(journal.since(1)).toBeUndefined();
    expect(journal.since(6)).toBeUndefined();
  });

  test('rights are part of the place to resume from', () => {
    const journal = new Journal('e', 3);
    expect(new Set([[], ['east'], ['west'], ['east', 'west']].map((who) => journal.epochFor(who))).size).toBe(4);
    expect(journal.epochFor(['a', 'b'])).toBe(journal.epochFor(['b', 'a']));
  });
});
