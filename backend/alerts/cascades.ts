import { distanceM, type LonLat } from '../../geodata/model/geometry.ts';
import type { ThingId } from '../../geodata/model/ids.ts';
import type { EventTime } from '../../geodata/model/time.ts';
import type { AlarmRules } from './alarm-rules.ts';
import type { Alert, AlertId } from './alert.ts';

interface Failing {
  readonly id: AlertId;
  readonly thing: ThingId;
  readonly position: LonLat;
  readonly since: EventTime;
}

interface Cascade {
  leader: AlertId;
  /** When the leader cleared while others went on. */
  leaderClearedAt: EventTime | undefined;
  readonly members: Map<AlertId, Failing>;
}

/** A cascade as it stands. */
export interface CascadeView {
  readonly leader: AlertId;
  /** Alerts that hold and are not the leader. */
  readonly followers: number;
}

/**
 * First-out (ISA-18.2-2016 §3.1): when many instruments of one area fail within minutes, what failed is what they hang on. The first alert is shown, the others follow it. Only active diagnostic alerts
 * with a position take part; all of it follows from the alerts, so a restart takes it up again.
 */
export class Cascades {
  readonly #rules: AlarmRules['cascade'];
  readonly #loose = new Map<AlertId, Failing>();
  readonly #cascadeOf = new Map<AlertId, Cascade>();
  readonly #byThing = new Map<ThingId, Set<AlertId>>();
  readonly #all = new Set<Cascade>();

  constructor(rules: AlarmRules['cascade']) {
    this.#rules = rules;
  }

  /** An active diagnostic alert as the last process left it. */
  restore(alert: Alert): void {
    const failing = failingOf(alert);
    if (!failing) return;
    const { suppression } = alert;
    const leader = suppression?.cause === 'first_out' ? (suppression.leader as AlertId) : alert.id;
    if (suppression && suppression.cause !== 'first_out') this.#loose.set(alert.id, failing);
    else this.#join(this.#ledBy(leader), failing);
  }

  /** What restoring alone cannot tell: whether leaders still hold. */
  restored(clearedAt: (id: AlertId) => EventTime | undefined): void {
    for (const cascade of this.#all)
      if (!cascade.members.has(cascade.leader)) cascade.leaderClearedAt = clearedAt(cascade.leader);
  }

  /** Takes up an alert that was raised. The answer is what other alerts are to be judged anew. */
  raised(alert: Alert): readonly AlertId[] {
    const failing = failingOf(alert);
    if (!failing || this.#cascadeOf.has(alert.id)) return [];
    const known = this.#near(failing);
    if (known) {
      this.#join(known, failing);
      return [];
    }
    this.#loose.set(alert.id, failing);
    const together = this.#linkedTo(failing);
    if (together.length < this.#rules.things) return [];
    const [first] = together as [Failing];
    const cascade = this.#ledBy(first.id);
    for (const each of together) this.#join(cascade, each);
    return together.map(({ id }) => id).filter((id) => id !== alert.id);
  }

  cleared(alert: Alert, at: EventTime): void {
    this.#loose.delete(alert.id);
    const cascade = this.#cascadeOf.get(alert.id);
    if (!cascade) return;
    this.#cascadeOf.delete(alert.id);
    this.#byThing.get(alert.things[0])?.delete(alert.id);
    cascade.members.delete(alert.id);
    if (cascade.members.size === 0) this.#all.delete(cascade);
    else if (cascade.leader === alert.id) cascade.leaderClearedAt = at;
  }

  /** Puts others in the place of leaders that cleared long before `now`. The answer: since when, and what is to be judged anew. */
  promote(now: number): readonly { readonly at: EventTime; readonly ids: readonly AlertId[] }[] {
    const promoted = [];
    for (const cascade of this.#all) {
      if (cascade.leaderClearedAt === undefined) continue;
      const at = (cascade.leaderClearedAt + this.#rules.promoteAfterS * 1000) as EventTime;
      if (at > now) continue;
      cascade.leaderClearedAt = undefined;
      if (cascade.members.size < this.#rules.things) continue;
      const [first] = [...cascade.members.values()].sort(inOrder) as [Failing];
      cascade.leader = first.id;
      promoted.push({ at, ids: [...cascade.members.keys()] });
    }
    return promoted;
  }

  /** The alert that is shown in place of this one; its own id when that is itself. */
  leaderOf(id: AlertId): AlertId | undefined {
    return this.#cascadeOf.get(id)?.leader;
  }

  /** The leader of the cascade in which this thing is known to have failed. */
  leaderOfThing(thing: ThingId): AlertId | undefined {
    const [id] = this.#byThing.get(thing) ?? [];
    return id === undefined ? undefined : this.leaderOf(id);
  }

  all(): readonly CascadeView[] {
    return [...this.#all].map(({ leader, members }) => ({
      leader,
      followers: members.size - (members.has(leader) ? 1 : 0),
    }));
  }

  #ledBy(leader: AlertId): Cascade {
    for (const cascade of this.#all) if (cascade.leader === leader) return cascade;
    const cascade: Cascade = { leader, leaderClearedAt: undefined, members: new Map() };
    this.#all.add(cascade);
    return cascade;
  }

  #join(cascade: Cascade, failing: Failing): void {
    this.#loose.delete(failing.id);
    cascade.members.set(failing.id, failing);
    this.#cascadeOf.set(failing.id, cascade);
    const ofThing = this.#byThing.get(failing.thing);
    if (ofThing) ofThing.add(failing.id);
    else this.#byThing.set(failing.thing, new Set([failing.id]));
  }

  /** The cascade that a failing instrument falls into. */
  #near(failing: Failing): Cascade | undefined {
    const { joinWithinS, linkM } = this.#rules;
    for (const cascade of this.#all) {
      const members = [...cascade.members.values()];
      const isFresh = members.some(({ since }) => failing.since - since <= joinWithinS * 1000);
      if (isFresh && members.some(({ position }) => distanceM(position, failing.position) <= linkM)) return cascade;
    }
    return undefined;
  }

  /** All loose ones that hang together with this one, from neighbour to neighbour, within the window; the first to fail first. */
  #linkedTo(failing: Failing): readonly Failing[] {
    const { withinS, linkM } = this.#rules;
    const rest = new Set([...this.#loose.values()].filter(({ since }) => failing.since - since <= withinS * 1000));
    const found = [failing];
    rest.delete(failing);
    for (let i = 0; i < found.length; i++) {
      for (const each of rest) {
        if (distanceM(found[i]!.position, each.position) > linkM) continue;
        found.push(each);
        rest.delete(each);
      }
    }
    return found.sort(inOrder);
  }
}

const inOrder = (a: Failing, b: Failing): number => a.since - b.since || (a.id < b.id ? -1 : 1);

const failingOf = ({ id, things, position, lastRaisedAt }: Alert): Failing | undefined =>
  position && { id, thing: things[0], position, since: lastRaisedAt };
