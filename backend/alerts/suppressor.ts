import type { EventTime } from '../../geodata/model/time.ts';
import type { AlarmRules } from './alarm-rules.ts';
import type { Alert, AlertId } from './alert.ts';
import type { Arrangements } from './arrangements.ts';
import { Cascades, type CascadeView } from './cascades.ts';
import type { Suppression } from './suppression.ts';
import {
  chatteringReason,
  DIAGNOSTIC_REASON,
  failedThingReason,
  fleetingReason,
  followsReason,
  onDelayReason,
  reasonOfArrangement,
} from './suppression-wording.ts';
import { Surge } from './surge.ts';

/** What makes the desk look at an alert. */
export interface Occasion {
  readonly at: EventTime;
  /** It was raised just now, when nobody had it before them. */
  readonly isNew: boolean;
}

/**
 * Says whether an alert is put before an officer. Decisions rest on event times and the alerts alone, so a replay comes to the same ones.
 *
 * What a person arranged beforehand (rule, maintenance) may cover any grade it names. What the desk finds by itself (first-out, chattering, fleeting, on-delay) never covers grades I and II of a value
 * alert: those are always shown, and an alert that becomes so grave is shown at once.
 */
export class Suppressor {
  readonly #rules: AlarmRules;
  readonly #arrangements: Arrangements;
  readonly #cascades: Cascades;
  readonly #surge = new Surge();

  constructor(rules: AlarmRules, arrangements: Arrangements) {
    this.#rules = rules;
    this.#arrangements = arrangements;
    this.#cascades = new Cascades(rules.cascade);
  }

  restore(alerts: readonly Alert[], find: (id: AlertId) => Alert | undefined): void {
    const raises = alerts.flatMap((alert) => (alert.priority === 'diagnostic' ? [] : alert.raises));
    for (const time of raises.sort((a, b) => a - b)) this.#surge.hear(time);
    for (const alert of alerts) if (takesPart(alert)) this.#cascades.restore(alert);
    this.#cascades.restored((id) => find(id)?.clearedAt);
  }

  /** Hears of a raise before it is judged. The answer: other alerts that are to be judged anew. */
  raised(alert: Alert, at: EventTime): readonly AlertId[] {
    if (alert.priority !== 'diagnostic') {
      this.#surge.hear(at);
      return [];
    }
    return this.#arrangements.over(alert, at) ? [] : this.#cascades.raised(alert);
  }

  cleared(alert: Alert, at: EventTime): void {
    if (alert.priority === 'diagnostic') this.#cascades.cleared(alert, at);
  }

  /** See {@link Cascades.promote}. */
  promote(now: number): ReturnType<Cascades['promote']> {
    return this.#cascades.promote(now);
  }

  isLeader(id: AlertId): boolean {
    return this.#cascades.leaderOf(id) === id;
  }

  cascades(): readonly CascadeView[] {
    return this.#cascades.all();
  }

  /** What shall be in force over the alert; `undefined`: it is put before an officer. */
  judge(alert: Alert, occasion: Occasion): Suppression | undefined {
    if (alert.state === 'cleared') return this.#judgeCleared(alert);
    const arrangement = this.#arrangements.over(alert, occasion.at);
    if (arrangement) {
      const { id, kind, owner, to } = arrangement;
      return { cause: kind, reason: reasonOfArrangement(arrangement), owner, arrangement: id, until: to };
    }
    if (alert.priority === 'diagnostic') return this.#judgeDiagnostic(alert);
    if (alert.grade <= 2) return undefined;
    const leader = this.#cascades.leaderOfThing(alert.things[0]);
    if (leader !== undefined) return { cause: 'first_out', reason: failedThingReason(leader), leader };
    return this.#judgeRepeated(alert, occasion.at) ?? this.#judgeDelayed(alert, occasion);
  }

  /** What ended while it was suppressed stays so: nobody needs to hear of it. But what held longer than its delay was to be shown. */
  #judgeCleared(alert: Alert): Suppression | undefined {
    const { suppression, clearedAt } = alert;
    if (suppression?.cause !== 'on_delay') return suppression;
    if (suppression.until !== undefined && clearedAt !== undefined && clearedAt >= suppression.until) return undefined;
    return { cause: 'fleeting', reason: fleetingReason(alert) };
  }

  #judgeDiagnostic(alert: Alert): Suppression | undefined {
    const leader = this.#cascades.leaderOf(alert.id);
    if (leader === undefined) return { cause: 'diagnostic', reason: DIAGNOSTIC_REASON };
    return leader === alert.id ? undefined : { cause: 'first_out', reason: followsReason(leader), leader };
  }

  #judgeRepeated(alert: Alert, at: EventTime): Suppression | undefined {
    const { raises, withinS, slowWithinS, settleS } = this.#rules.chattering;
    const first = alert.raises.at(-raises);
    const last = alert.raises.at(-1);
    if (first === undefined || last === undefined || last - first > Math.max(withinS, slowWithinS) * 1000)
      return undefined;
    const until = (last + settleS * 1000) as EventTime;
    return at >= until ? undefined : { cause: 'chattering', reason: chatteringReason(alert), until };
  }

  #judgeDelayed(alert: Alert, { at, isNew }: Occasion): Suppression | undefined {
    const { suppression } = alert;
    const { raises, onDelayS } = this.#rules.surge;
    const count = this.#surge.countAt(at);
    if (isNew && (count >= raises || suppression?.cause === 'fleeting')) {
      const until = (at + onDelayS * 1000) as EventTime;
      return { cause: 'on_delay', reason: onDelayReason(count, onDelayS), until };
    }
    const isWaiting = suppression?.cause === 'on_delay' && suppression.until !== undefined && at < suppression.until;
    return isWaiting ? suppression : undefined;
  }
}

/** Active, about an instrument, and not set aside by an arrangement. */
const takesPart = ({ priority, state, suppression }: Alert): boolean =>
  priority === 'diagnostic' &&
  state === 'active' &&
  suppression?.cause !== 'rule' &&
  suppression?.cause !== 'maintenance';
