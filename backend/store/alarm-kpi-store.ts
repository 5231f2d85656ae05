import type pg from 'pg';
import { type EventTime, toIso } from '../../geodata/model/time.ts';
import type { AlarmKpis } from '../api/alarm-contract.ts';
import { ALARM_TARGETS, PRIORITY_GOALS } from './alarm-targets.ts';

export interface AlarmKpiQuery {
  /** Half-open: `[from, to)`. */
  readonly from: EventTime;
  readonly to: EventTime;
  readonly officers: number;
  /** Per officer in ten minutes. */
  readonly flood: { readonly beginsAbove: number; readonly endsBelow: number };
  /** IANA name: shifts and days are those of this zone. */
  readonly timeZone: string;
}

type Rate = AlarmKpis['byDay'][number];

/** Ours, like the roster of the simulated officers: three shifts from midnight on. */
const SHIFT = '8 hours';
const BAD_ACTORS = 10;
const LISTED = 20;

/**
 * Ten-minute periods with their alarms and whether they are in flood: that begins in a period with more than its limit and ends in one with fewer than its other limit. $1–$2 the time,
 * $3 officers, $4 and $5 the limits.
 */
const PERIODS = `
  with asked as (
    select time, extract(epoch from acknowledged_at - time) as answered_s from alarm_annunciations
    where time >= $1 and time < $2),
  period as (
    select bin, (select count(*) from asked where time >= bin and time < bin + interval '10 minutes') as n
    from generate_series($1::timestamptz, $2::timestamptz - interval '1 microsecond', interval '10 minutes') as bin),
  marked as (
    select bin, n, case when n > $4::float8 * $3::int then true when n < $5::float8 * $3::int then false end as mark from period),
  grouped as (select *, count(mark) over (order by bin) as run from marked),
  flooded as (select bin, n, coalesce(first_value(mark) over (partition by run order by bin), false) as flood from grouped)`;

/** Of each stretch of $6, in the time zone $7. */
const RATES = `${PERIODS},
  stretch as (
    select start at time zone $7 as starts, (start + $6::interval) at time zone $7 as ends
    from generate_series(
      date_bin($6::interval, $1::timestamptz at time zone $7, timestamp '2000-01-01'),
      ($2::timestamptz - interval '1 microsecond') at time zone $7, $6::interval) as start)
  select greatest(starts, $1) as starts, least(ends, $2) as ends,
    (select count(*)::int from asked where time >= starts and time < ends) as alarms,
    coalesce((select max(n)::int from flooded where bin >= greatest(starts, $1) and bin < ends), 0) as peak,
    coalesce((select avg(flood::int)::float8 from flooded where bin >= greatest(starts, $1) and bin < ends), 0) as flood_share,
    (select percentile_cont(0.5) within group (order by answered_s) from asked where time >= starts and time < ends) as median,
    (select percentile_cont(0.9) within group (order by answered_s) from asked where time >= starts and time < ends) as p90
  from stretch order by starts`;

interface RateRow {
  readonly starts: Date;
  readonly ends: Date;
  readonly alarms: number;
  readonly peak: number;
  readonly flood_share: number;
  readonly median: number | null;
  readonly p90: number | null;
}

const TOTAL = `${PERIODS}
  select $1::timestamptz as starts, $2::timestamptz as ends, (select count(*)::int from asked) as alarms,
    coalesce((select max(n)::int from flooded), 0) as peak,
    coalesce((select avg(flood::int)::float8 from flooded), 0) as flood_share,
    coalesce((select avg((n > $4::float8 * $3::int)::int)::float8 from flooded), 0) as overfull_share,
    (select percentile_cont(0.5) within group (order by answered_s) from asked) as median,
    (select percentile_cont(0.9) within group (order by answered_s) from asked) as p90,
    (select count(*)::int from asked where answered_s is null) as unacknowledged`;

/** In steps of $6 seconds from $1 on. */
const SERIES = `${PERIODS}
  select date_bin(make_interval(secs => $6::int), bin, $1) as time, sum(n)::int as alarms, max(n)::int as peak,
    avg(flood::int)::float8 as flood_share
  from flooded group by 1 order by 1`;

const GRADES = `
  select a.grade::int as grade, count(*)::int as alarms, count(*) filter (where n.acknowledged_at is null)::int as unacknowledged,
    percentile_cont(0.5) within group (order by extract(epoch from n.acknowledged_at - n.time)) as median,
    percentile_cont(0.9) within group (order by extract(epoch from n.acknowledged_at - n.time)) as p90
  from alarm_annunciations n join alerts a using (alert_id) where n.time >= $1 and n.time < $2 group by a.grade order by a.grade`;

/** Active at $2: as far as can be told from the last raise and clear of each alert. */
const STANDING = `
  select alert_id, a.detector, coalesce(t.name, a.thing_id) as name, last_raised_at as since, priority
  from alerts a left join things t on t.id = a.thing_id
  where last_raised_at < $1 and (cleared_at is null or cleared_at >= $1) and suppression is null`;

const ACTORS = `
  with raises as (
    select alert_id, count(*) as raised from alert_events
    where kind in ('raised', 'recurred') and time >= $1 and time < $2 group by alert_id),
  asked as (
    select alert_id, count(*) as annunciated from alarm_annunciations where time >= $1 and time < $2 group by alert_id)
  select a.detector, a.thing_id as thing, coalesce(max(t.name), a.thing_id) as name, sum(raised)::int as raised,
    coalesce(sum(annunciated), 0)::int as annunciated, (sum(sum(raised)) over ())::int as all_raised
  from raises join alerts a using (alert_id) left join asked using (alert_id) left join things t on t.id = a.thing_id
  group by a.detector, a.thing_id order by sum(raised) desc, a.detector, a.thing_id limit ${BAD_ACTORS}`;

const NUISANCE = `
  select a.detector, a.thing_id as thing, coalesce(max(t.name), a.thing_id) as name,
    e.event->'suppression'->>'cause' as cause, count(distinct a.alert_id)::int as alerts,
    sum(distinct a.n_raised)::int as raised, max(e.time) as last_at
  from alert_events e join alerts a using (alert_id) left join things t on t.id = a.thing_id
  where e.kind = 'suppressed' and e.time >= $1 and e.time < $2
    and e.event->'suppression'->>'cause' in ('chattering', 'fleeting')
  group by 1, 2, 4 order by count(*) desc, 1, 2 limit ${LISTED}`;

const SUPPRESSED = `
  select coalesce(event->'suppression'->>'cause', 'shelved') as cause, count(distinct alert_id)::int as n
  from alert_events where kind in ('suppressed', 'shelved') and time >= $1 and time < $2 group by 1 order by 1`;

const PRIORITIES = `
  select priority, count(*)::int as n from alarm_annunciations
  where time >= $1 and time < $2 and priority <> 'diagnostic' group by 1`;

/** Alarm performance, computed from the logs of what was raised, shown and acknowledged. */
export class AlarmKpiStore {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async kpis(query: AlarmKpiQuery): Promise<AlarmKpis> {
    const { from, to, officers } = query;
    const span = [toIso(from), toIso(to)];
    const [total, byGrade, series, byShift, byDay, priorities, standing, actors, nuisance, suppressed] =
      await Promise.all([
        this.#total(query),
        this.#grades(span),
        this.#series(query),
        this.#rates(query, SHIFT),
        this.#rates(query, '1 day'),
        this.#priorities(span),
        this.#standing(to),
        this.#actors(span),
        this.#nuisance(span),
        this.#suppressed(span),
      ]);
    return {
      from: toIso(from),
      to: toIso(to),
      officers,
      total,
      priorities,
      ...standing,
      ...actors,
      nuisance,
      ...suppressed,
      byGrade,
      series,
      byShift,
      byDay,
      targets: [...ALARM_TARGETS],
    };
  }

  async #total({ from, to, officers, flood }: AlarmKpiQuery): Promise<AlarmKpis['total']> {
    const { rows } = await this.#pool.query<RateRow & { overfull_share: number; unacknowledged: number }>(TOTAL, [
      toIso(from),
      toIso(to),
      officers,
      flood.beginsAbove,
      flood.endsBelow,
    ]);
    const row = rows[0]!;
    const { from: _, to: _to, ...rate } = rateOf(row, officers);
    return { ...rate, unacknowledged: row.unacknowledged, overfullShare: row.overfull_share };
  }

  async #rates({ from, to, officers, flood, timeZone }: AlarmKpiQuery, length: string): Promise<Rate[]> {
    const { rows } = await this.#pool.query<RateRow>(RATES, [
      toIso(from),
      toIso(to),
      officers,
      flood.beginsAbove,
      flood.endsBelow,
      length,
      timeZone,
    ]);
    return rows.map((row) => rateOf(row, officers));
  }

  async #grades(span: readonly string[]): Promise<AlarmKpis['byGrade']> {
    type Row = Pick<AlarmKpis['byGrade'][number], 'grade' | 'alarms' | 'unacknowledged'> &
      Pick<RateRow, 'median' | 'p90'>;
    const { rows } = await this.#pool.query<Row>(GRADES, [...span]);
    return rows.map(({ median, p90, ...row }) => ({ ...row, ...acknowledgeOf(median, p90) }));
  }

  async #series({ from, to, officers, flood }: AlarmKpiQuery): Promise<AlarmKpis['series']> {
    type Row = Pick<RateRow, 'alarms' | 'peak' | 'flood_share'> & { time: Date };
    const stepS = stepOf(from, to);
    const { rows } = await this.#pool.query<Row>(SERIES, [
      toIso(from),
      toIso(to),
      officers,
      flood.beginsAbove,
      flood.endsBelow,
      stepS,
    ]);
    const points = rows.map(({ time, alarms, peak, flood_share }) => ({
      time: time.toISOString(),
      alarms,
      peakTenMinutes: peak / officers,
      floodShare: flood_share,
    }));
    return { stepS, points };
  }

  async #priorities(span: readonly string[]): Promise<AlarmKpis['priorities']> {
    const { rows } = await this.#pool.query<{ priority: string; n: number }>(PRIORITIES, [...span]);
    const counts = new Map(rows.map(({ priority, n }) => [priority, n]));
    const all = rows.reduce((sum, { n }) => sum + n, 0);
    return PRIORITY_GOALS.map(({ priority, goal }) => {
      const alarms = counts.get(priority) ?? 0;
      return { priority, alarms, share: all === 0 ? 0 : alarms / all, goal };
    });
  }

  async #standing(to: EventTime): Promise<Pick<AlarmKpis, 'standing' | 'stale'>> {
    type Row = { alert_id: string; detector: string; name: string; since: Date; priority: 'high' | 'medium' | 'low' };
    const { rows } = await this.#pool.query<Row>(`${STANDING} order by since, alert_id`, [toIso(to)]);
    const stale = rows.filter(({ since }) => since.getTime() < to - STALE_MS);
    return {
      standing: rows.length,
      stale: {
        alarms: stale.length,
        items: stale.slice(0, LISTED).map(({ alert_id: id, since, ...rest }) => ({
          id,
          ...rest,
          since: since.toISOString(),
        })),
      },
    };
  }

  async #actors(span: readonly string[]): Promise<Pick<AlarmKpis, 'badActors' | 'badActorShare' | 'raised'>> {
    type Row = Omit<AlarmKpis['badActors'][number], 'share'> & { all_raised: number };
    const { rows } = await this.#pool.query<Row>(ACTORS, [...span]);
    const raised = rows[0]?.all_raised ?? 0;
    const badActors = rows.map(({ all_raised: all, ...row }) => ({ ...row, share: row.raised / all }));
    return { badActors, badActorShare: badActors.reduce((sum, { share }) => sum + share, 0), raised };
  }

  async #nuisance(span: readonly string[]): Promise<AlarmKpis['nuisance']> {
    type Row = Omit<AlarmKpis['nuisance'][number], 'lastAt'> & { last_at: Date };
    const { rows } = await this.#pool.query<Row>(NUISANCE, [...span]);
    return rows.map(({ last_at, ...row }) => ({ ...row, lastAt: last_at.toISOString() }));
  }

  async #suppressed(span: readonly string[]): Promise<Pick<AlarmKpis, 'suppressed' | 'shelved'>> {
    const { rows } = await this.#pool.query<{ cause: string; n: number }>(SUPPRESSED, [...span]);
    const { shelved = 0, ...suppressed } = Object.fromEntries(rows.map(({ cause, n }) => [cause, n]));
    return { suppressed, shelved };
  }
}

/** ISA-18.2-2016 §3.1: an alarm that stays annunciated for so long is stale. */
const STALE_MS = 24 * 3_600_000;

const PERIOD_S = 600;
/** Ours: about as many steps as bars can be told apart. */
const STEPS = 150;
/** Ours: what divides a day or is whole days, so that steps begin where hours and days do. */
const STEPS_S = [1, 2, 3, 6, 12, 24, 36, 72, 144, 288, 432].map((periods) => periods * PERIOD_S);

const stepOf = (from: EventTime, to: EventTime): number =>
  STEPS_S.find((seconds) => (to - from) / 1000 / seconds <= STEPS) ?? STEPS_S.at(-1)!;

const acknowledgeOf = (median: number | null, p90: number | null) => ({
  ...(median !== null && { acknowledgeMedianS: median }),
  ...(p90 !== null && { acknowledgeP90S: p90 }),
});

function rateOf({ starts, ends, alarms, peak, flood_share, median, p90 }: RateRow, officers: number): Rate {
  const hours = (ends.getTime() - starts.getTime()) / 3_600_000;
  return {
    from: starts.toISOString(),
    to: ends.toISOString(),
    alarms,
    perOfficerHour: alarms / hours / officers,
    perTenMinutes: alarms / (hours * 6) / officers,
    peakTenMinutes: peak / officers,
    floodShare: flood_share,
    ...acknowledgeOf(median, p90),
  };
}
