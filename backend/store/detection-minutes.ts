import type pg from 'pg';
import type { Detection } from '../../ingestion/observation.ts';

/** What one camera saw of one class in one minute, at most at once. */
interface Minute {
  readonly key: number;
  readonly class: string;
  readonly time: number;
  n: number;
  maxScore: number;
  /** Where they were at that moment, when all of them were in one zone. */
  zone: string | null;
}

const MINUTE_MS = 60_000;

/** Gathers the largest numbers of a batch and raises the stored ones to them. Telling it of a message twice changes nothing. */
export class DetectionMinutes {
  readonly #minutes = new Map<string, Minute>();

  /** A bad view counts for nothing; a suspect one does. */
  add(key: number, { time, quality, groups }: Detection): void {
    if (quality === 'bad') return;
    const seen = new Map<string, { n: number; maxScore: number; zone: string | null }>();
    for (const group of groups) {
      const known = seen.get(group.class);
      if (known) {
        known.n += group.n;
        known.maxScore = Math.max(known.maxScore, group.maxScore);
        if (known.zone !== group.zone) known.zone = null;
      } else seen.set(group.class, { n: group.n, maxScore: group.maxScore, zone: group.zone ?? null });
    }
    const minute = Math.floor(time / MINUTE_MS) * MINUTE_MS;
    for (const [name, now] of seen) this.#raise({ key, class: name, time: minute, ...now });
  }

  #raise(minute: Minute): void {
    const id = `${minute.key} ${minute.time} ${minute.class}`;
    const known = this.#minutes.get(id);
    if (!known) {
      this.#minutes.set(id, minute);
      return;
    }
    if (minute.n > known.n) {
      known.n = minute.n;
      known.zone = minute.zone;
    }
    known.maxScore = Math.max(known.maxScore, minute.maxScore);
  }

  async write(client: pg.ClientBase): Promise<void> {
    if (this.#minutes.size === 0) return;
    const minutes = [...this.#minutes.values()];
    // In one order everywhere, so that two writers cannot wait for each other.
    await client.query({
      name: 'raise-minutes',
      text: `insert into detection_minutes as m (time, thing, n, max_score, class, zone)
        select timestamptz 'epoch' + ms * interval '1 ms', thing, n, max_score, class, zone
        from unnest($1::float8[], $2::int[], $3::int[], $4::float8[], $5::text[], $6::text[]) as r (ms, thing, n, max_score, class, zone)
        order by thing, class, ms
        on conflict (thing, class, time) do update set
          n = greatest(m.n, excluded.n), max_score = greatest(m.max_score, excluded.max_score),
          zone = case when excluded.n > m.n then excluded.zone else m.zone end
        where excluded.n > m.n or excluded.max_score > m.max_score`,
      values: [
        minutes.map(({ time }) => time),
        minutes.map(({ key }) => key),
        minutes.map(({ n }) => n),
        minutes.map(({ maxScore }) => maxScore),
        minutes.map((minute) => minute.class),
        minutes.map(({ zone }) => zone),
      ],
    });
  }
}
