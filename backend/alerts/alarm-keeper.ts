import type { EventTime } from '../../geodata/model/time.ts';
import { SYSTEM } from '../identity/actor.ts';
import type { AlarmRules } from './alarm-rules.ts';
import { isAnnunciated } from './alarm-state.ts';
import { type Alert, type AlertEvent, type AlertId, eventIdOf, isOpen } from './alert.ts';
import { type Arrangement, Arrangements, coversAlert } from './arrangements.ts';
import type { CascadeView } from './cascades.ts';
import { isSameSuppression, type Suppression } from './suppression.ts';
import { shownReason } from './suppression-wording.ts';
import { Suppressor } from './suppressor.ts';

/** What is due is looked at so much later, so that what happened before that moment has come in, whatever the pace. Ours: the detectors' own lateness, twice. */
const SETTLE_MS = 10_000;

type Log = (event: AlertEvent) => Alert;

/** The alerts at hand. */
interface AlertsAtHand {
  get(id: string): Alert | undefined;
  open(): readonly Alert[];
}

/** Logs for each alert what is to be in force over it: whenever something happens to it, when a time is over, and when people arrange something. */
export class AlarmKeeper {
  readonly arrangements = new Arrangements();
  readonly #suppressor: Suppressor;
  readonly #alerts: AlertsAtHand;
  /** When alerts are to be looked at again. */
  readonly #reviews = new Map<AlertId, EventTime>();
  #nextReview = Number.POSITIVE_INFINITY;
  /** Up to when beginnings of arrangements have been seen to. */
  #begunBy = Number.NEGATIVE_INFINITY;

  constructor(rules: AlarmRules, alerts: AlertsAtHand) {
    this.#suppressor = new Suppressor(rules, this.arrangements);
    this.#alerts = alerts;
  }

  restore(alerts: readonly Alert[], arrangements: readonly Arrangement[]): void {
    for (const arrangement of arrangements) this.arrangements.put(arrangement);
    this.#suppressor.restore(alerts, (id) => this.#alerts.get(id));
    for (const alert of alerts) this.#expect(alert);
  }

  cascades(): readonly CascadeView[] {
    return this.#suppressor.cascades();
  }

  /** After an event of a detector was folded in. */
  heard({ kind }: AlertEvent, previous: Alert | undefined, alert: Alert, at: EventTime, log: Log): void {
    if (kind === 'raised' || kind === 'recurred') {
      const wasShown = previous !== undefined && isOpen(previous) && isAnnunciated(previous);
      const others = alert.state === 'active' ? this.#suppressor.raised(alert, at) : [];
      this.#settle(alert, at, !wasShown, log);
      for (const id of others) this.#settleKnown(id, at, log);
    } else if (kind === 'cleared') {
      this.#suppressor.cleared(alert, at);
      this.#settle(alert, Math.min(alert.suppression?.until ?? at, at) as EventTime, false, log);
    } else if (kind === 'updated' && previous?.grade !== alert.grade) this.#settle(alert, at, false, log);
  }

  /** Sees to what is due by `now`. */
  tick(now: EventTime, log: Log): void {
    const due = now - SETTLE_MS;
    for (const { at, ids } of this.#suppressor.promote(due)) for (const id of ids) this.#settleKnown(id, at, log);
    for (const arrangement of this.arrangements.begun(this.#begunBy, due as EventTime))
      this.#settleCovered(arrangement, log);
    this.#begunBy = due;
    if (due < this.#nextReview) return;
    const reviews = [...this.#reviews].filter(([, at]) => at <= due).sort((a, b) => a[1] - b[1]);
    for (const [id, at] of reviews) {
      this.#reviews.delete(id);
      this.#settleKnown(id, at, log);
    }
    this.#nextReview = Math.min(...this.#reviews.values());
  }

  /** Judges anew all that was raised by `at`: arrangements have changed. */
  arranged(at: EventTime, log: Log): void {
    for (const alert of this.#alerts.open()) if (alert.lastRaisedAt <= at) this.#settle(alert, at, false, log);
  }

  /** Its end is seen to alert by alert. */
  #settleCovered(arrangement: Arrangement, log: Log): void {
    const { from } = arrangement;
    for (const alert of this.#alerts.open())
      if (alert.lastRaisedAt <= from && coversAlert(arrangement, alert)) this.#settle(alert, from, false, log);
  }

  #settleKnown(id: AlertId, at: EventTime, log: Log): void {
    const alert = this.#alerts.get(id);
    if (alert) this.#settle(alert, at, false, log);
  }

  #settle(alert: Alert, at: EventTime, isNew: boolean, log: Log): void {
    const was = alert.suppression;
    const suppression = this.#suppressor.judge(alert, { at, isNew });
    if (isSameSuppression(was, suppression)) return;
    const base = { alertId: alert.id, key: alert.key, time: at, actor: SYSTEM.name };
    const id = (what: string) => eventIdOf(alert.id, at, what);
    if (suppression) {
      const { cause, leader = '', arrangement = '', until = 0 } = suppression;
      log({ ...base, id: id(`suppressed ${cause} ${leader}${arrangement} ${until}`), kind: 'suppressed', suppression });
    } else {
      const reason = shownReason(alert, was as Suppression, this.#suppressor.isLeader(alert.id));
      log({ ...base, id: id('unsuppressed'), kind: 'unsuppressed', reason });
    }
    this.#expect(this.#alerts.get(alert.id)!);
  }

  #expect({ id, state, suppression }: Alert): void {
    if (state === 'cleared' || suppression?.until === undefined) {
      this.#reviews.delete(id);
      return;
    }
    this.#reviews.set(id, suppression.until);
    this.#nextReview = Math.min(this.#nextReview, suppression.until);
  }
}
