import type pg from 'pg';
import type { Arrangement, ArrangementEvent } from '../alerts/arrangements.ts';
import { toJsonb } from './jsonb.ts';

/** Writes what people arranged, inside the transaction of the audit line that tells of it. Twice changes nothing. */
export async function appendArrangements(client: pg.ClientBase, events: readonly ArrangementEvent[]): Promise<void> {
  if (events.length === 0) return;
  await client.query(
    `insert into alarm_arrangement_events (event) select * from jsonb_array_elements($1::jsonb)
     on conflict (event_id) do nothing`,
    [toJsonb(events)],
  );
}

/** What the last event of each says, in the order in which they were made. */
export async function loadArrangements(pool: pg.Pool): Promise<readonly Arrangement[]> {
  const { rows } = await pool.query<{ arrangement: Arrangement }>(
    `select arrangement from (
       select distinct on (arrangement_id) event->'arrangement' as arrangement,
         min(sequence) over (partition by arrangement_id) as made
       from alarm_arrangement_events order by arrangement_id, sequence desc) last
     order by made`,
  );
  return rows.map(({ arrangement }) => arrangement);
}
