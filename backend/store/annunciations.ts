import type pg from 'pg';
import type { Alert, AlertEvent, AlertId } from '../alerts/alert.ts';
import type { Priority } from '../alerts/priority.ts';

interface Asked {
  readonly id: AlertId;
  readonly time: number;
  readonly priority: Priority;
}

interface Answered {
  readonly id: AlertId;
  /** Of the annunciation, and of its acknowledgement. */
  readonly time: number;
  readonly at: number;
}

const toDate = (time: number): string => new Date(time).toISOString();

/** Gathers, while events are folded, when alerts began to ask for somebody and when they were answered: one row for each time. */
export class Annunciations {
  readonly #asked = new Map<string, Asked>();
  readonly #withdrawn: Pick<Asked, 'id' | 'time'>[] = [];
  readonly #answered: Answered[] = [];

  hear({ kind, time }: AlertEvent, previous: Alert | undefined, { id, annunciatedAt, priority }: Alert): void {
    const before = previous?.annunciatedAt;
    if (kind === 'acknowledged' && before !== undefined) this.#answered.push({ id, time: before, at: time });
    else if (kind === 'suppressed' && before !== undefined && annunciatedAt === undefined) {
      // Suppressed in the moment in which it was raised: nobody was asked.
      this.#asked.delete(`${id} ${before}`);
      this.#withdrawn.push({ id, time: before });
    } else if (annunciatedAt !== undefined && annunciatedAt !== before)
      this.#asked.set(`${id} ${annunciatedAt}`, { id, time: annunciatedAt, priority });
  }

  /** In the transaction of the events. */
  async write(client: pg.ClientBase): Promise<void> {
    const asked = [...this.#asked.values()];
    if (asked.length > 0)
      await client.query(
        `insert into alarm_annunciations (alert_id, time, priority)
         select * from unnest($1::text[], $2::timestamptz[], $3::text[]) on conflict do nothing`,
        [asked.map(({ id }) => id), asked.map(({ time }) => toDate(time)), asked.map(({ priority }) => priority)],
      );
    if (this.#withdrawn.length > 0)
      await client.query(
        `delete from alarm_annunciations a using unnest($1::text[], $2::timestamptz[]) as w (alert_id, time)
         where a.alert_id = w.alert_id and a.time = w.time`,
        [this.#withdrawn.map(({ id }) => id), this.#withdrawn.map(({ time }) => toDate(time))],
      );
    if (this.#answered.length > 0)
      await client.query(
        `update alarm_annunciations a set acknowledged_at = w.at
         from unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) as w (alert_id, time, at)
         where a.alert_id = w.alert_id and a.time = w.time and a.acknowledged_at is null`,
        [
          this.#answered.map(({ id }) => id),
          this.#answered.map(({ time }) => toDate(time)),
          this.#answered.map(({ at }) => toDate(at)),
        ],
      );
  }
}
